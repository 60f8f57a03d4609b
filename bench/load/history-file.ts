/** Logs with much in them, written in bulk by the log itself. */
import { COMMIT_BATCH_MAX } from '../../protocol/limits';
import type { RoomDraft } from '../../server/log/log';
import { openLog } from '../../server/log/open-log';
import { createRandom, madeUp } from './messages';

const BY = `k${'a'.repeat(22)}`;
const EVERY_MS = 3_000;

async function write(dataDir: string, events: Iterable<RoomDraft>): Promise<void> {
  const log = await openLog({ dataDir, durability: 'normal', log: () => {} });
  let batch: RoomDraft[] = [];
  const flush = async () => {
    if (batch.length > 0) await log.append({ events: batch }).done;
    batch = [];
  };
  for (const event of events) {
    batch.push(event);
    if (batch.length === COMMIT_BATCH_MAX) await flush();
  }
  await flush();
  await log.close();
}

/** So many messages in the lobby, made up, the same in every run. */
export async function fillMessages(dataDir: string, count: number): Promise<void> {
  const random = createRandom(20_261_121);
  const start = Date.now() - count * EVERY_MS;
  function* talk(): Generator<RoomDraft> {
    for (let i = 0; i < count; i += 1) {
      const ts = start + i * EVERY_MS;
      yield { kind: 'posted', room: 'lobby', ts, by: BY, name: 'load', text: madeUp(random) };
    }
  }
  await write(dataDir, talk());
}

/** So many rooms with one member each, who is not there. */
export async function fillRooms(dataDir: string, count: number): Promise<void> {
  const base = { ts: Date.now() - EVERY_MS, by: BY, name: 'load' };
  function* rooms(): Generator<RoomDraft> {
    for (let i = 0; i < count; i += 1) {
      const room = `r${String(i).padStart(16, '0')}`;
      yield { kind: 'created', room, ...base, title: `room ${i}`, access: 'open' };
      yield { kind: 'joined', room, ...base };
    }
  }
  await write(dataDir, rooms());
}
