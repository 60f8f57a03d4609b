/** The threads of a server, as far as its options, its log and its build allow. */
import { WORKERS_MAX } from '../../protocol/limits';
import type { Log } from '../log/log';
import type { ServerOptions } from '../options';
import { pagesOf, type ReadPage } from './pages';
import { WorkerPool } from './pool';
import { type LookUp, Searches } from './searches';
import { workerFile } from './worker-file';

type Options = Pick<ServerOptions, 'workers' | 'log' | 'dataDir'>;

export interface Threads {
  /** The same log; closing it ends the threads first, so that its owner leaves the file last. */
  readonly log: Log;
  /** Undefined: history is read from the log in place. */
  readonly readPage?: ReadPage;
  /** Undefined: the log is searched in place. */
  readonly lookUp?: LookUp;
}

/**
 * How many threads there can be, and their code. A log in memory is read in place. Throws a
 * RangeError when `workers` is no whole number up to WORKERS_MAX.
 */
export function plannedThreads(
  { workers, log, dataDir }: Options,
  given: string | null,
): { count: number; file: string } {
  if (!Number.isInteger(workers) || workers < 0 || workers > WORKERS_MAX) {
    throw new RangeError(`workers is a whole number from 0 to ${WORKERS_MAX}`);
  }
  const file = given ?? workerFile();
  if (workers === 0 || dataDir === null || file !== null) {
    return { count: dataDir === null ? 0 : workers, file: file ?? '' };
  }
  log('the code of the threads was not built: history is read on the event loop');
  return { count: 0, file: '' };
}

export function startThreads(
  log: Log,
  { count, file }: { count: number; file: string },
  report: (line: string) => void,
): Threads {
  if (count === 0 || log.file === null) return { log };
  const pool = new WorkerPool({ file, data: { log: log.file }, size: count, log: report });
  const searches = new Searches(log, pool, count, report);
  const close = async () => {
    searches.close();
    await pool.close();
    await log.close();
  };
  return { log: { ...log, close }, readPage: pagesOf(log, pool), lookUp: searches.lookUp };
}
