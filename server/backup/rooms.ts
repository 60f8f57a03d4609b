/** The rooms of a data folder, read out of a copy of its log: for exports, also while it is served. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatEvent } from '../../protocol/events';
import { LOBBY, type RoomId, type UserId } from '../../protocol/ids';
import { PAGE_MAX_EVENTS } from '../../protocol/limits';
import { openIdentity } from '../identity/identity';
import { serverName } from '../identity/server-name';
import { LOG_FILE } from '../log/open-log';
import { openFile } from '../log/sqlite/open';
import { createReader } from '../log/sqlite/reader';
import { DEFAULTS } from '../options';
import { type Room, roomNamed } from '../projections/rooms';
import { emptyState, foldEvent, foldFact } from '../projections/state';
import { snapshot } from './snapshot';

export interface StoredRooms {
  readonly server: { readonly name: string; readonly fingerprint: string };
  readonly rooms: readonly Room[];
  /** By its id, or by its name as people type it. */
  find(text: string): Room | undefined;
  nameOf(user: UserId): string | null;
  head(room: RoomId): number;
  /** In their order, a page at a time. */
  events(room: RoomId): Generator<ChatEvent>;
  close(): Promise<void>;
}

const PAGE_BYTES = 1024 * 1024;

/** Rejects with a `BackupProblem`, or the system's error. */
export async function openRooms(dataDir: string): Promise<StoredRooms> {
  const scratch = await mkdtemp(join(tmpdir(), 'sarangbang-'));
  const remove = () => rm(scratch, { recursive: true, force: true });
  try {
    const copy = join(scratch, LOG_FILE);
    snapshot(join(dataDir, LOG_FILE), copy);
    // The copy may be of an older format: opening brings it up to date, and the log stays as it is.
    const file = openFile(copy, 'normal');
    const reader = createReader(file.db);
    const state = emptyState([]);
    reader.replay({
      fact: (fact) => foldFact(state, fact),
      event: (event) => foldEvent(state, event),
    });
    const { fingerprint } = await openIdentity(dataDir);
    return {
      server: { name: await serverName(dataDir, undefined, DEFAULTS.name), fingerprint },
      rooms: [...state.rooms.byId.values()],
      find: (text) =>
        state.rooms.byId.get(text === '' ? LOBBY : text) ?? roomNamed(state.rooms, text),
      nameOf: (user) => state.users.byId.get(user)?.name ?? null,
      head: (room) => reader.head(room),
      *events(room) {
        for (let after = 0; ; ) {
          const range = { after, limit: PAGE_MAX_EVENTS, maxBytes: PAGE_BYTES };
          const { events, more } = reader.read(room, range);
          yield* events;
          after = events.at(-1)?.seq ?? after;
          if (!more) return;
        }
      },
      async close() {
        file.close();
        await remove();
      },
    };
  } catch (why) {
    await remove();
    throw why;
  }
}
