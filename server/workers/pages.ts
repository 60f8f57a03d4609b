/** History read by threads, and in place while there are none. */
import type { RoomId } from '../../protocol/ids';
import type { HistoryRange, Log } from '../log/log';
import type { PageOutput } from './jobs/page';
import { NoThread, type WorkerPool } from './pool';

export type ReadPage = (room: RoomId, range: HistoryRange) => Promise<PageOutput | null>;

/** Resolves to null when the caller is to read it itself. Refuses as the log does. */
export function pagesOf(log: Pick<Log, 'head'>, pool: Pick<WorkerPool, 'run'>): ReadPage {
  return async (room, range) => {
    log.head(room); // throws while the log cannot be used
    try {
      return await pool.run('page', { room, range });
    } catch (why) {
      if (why instanceof NoThread) return null;
      throw why;
    }
  };
}
