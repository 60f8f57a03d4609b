/** Rooms that are old: a log with messages in it before its server starts. */
import { COMMIT_BATCH_MAX } from '../../protocol/limits';
import type { RoomDraft } from '../../server/log/log';
import { openLog } from '../../server/log/open-log';

export interface Said {
  text: string;
  /** Ms since 1970. */
  ts: number;
  /** Two authors, so that blocks begin and end. */
  by?: 'a' | 'b';
}

const NAMES = { a: 'Seoyeon', b: 'Jihoon' } as const;

/** Writes messages into the lobby of the server whose data folder this will be; seqs begin at 1. */
export async function fillLobby(dataDir: string, said: readonly Said[]): Promise<void> {
  const drafts = said.map(({ text, ts, by = 'a' }) => ({
    kind: 'posted' as const,
    room: 'lobby',
    ts,
    by: `k${by.repeat(22)}`,
    name: NAMES[by],
    text,
  }));
  await fillRoom(dataDir, drafts);
}

/** The same with anything that can happen in a room. */
export async function fillRoom(dataDir: string, drafts: readonly RoomDraft[]): Promise<void> {
  const log = await openLog({ dataDir, durability: 'normal', log: () => {} });
  for (let i = 0; i < drafts.length; i += COMMIT_BATCH_MAX)
    await log.append({ events: drafts.slice(i, i + COMMIT_BATCH_MAX) }).done;
  await log.close();
}
