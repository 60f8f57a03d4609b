/** What was said: one unbroken run of events per room. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { type ChatEvent, countsAsUnread } from '../../protocol/events';
import type { RoomId, UserId } from '../../protocol/ids';
import { mentionsName } from '../../protocol/mentions';
import type { ClientStore } from '../api';

type Range = Parameters<ClientStore['read']>[1];
interface Json {
  json: string;
}

export interface EventTable {
  clear(): void;
  clearRoom(room: RoomId): void;
  add(event: ChatEvent): void;
  range: ClientStore['range'];
  read: ClientStore['read'];
  unread: ClientStore['unread'];
}

/** Written by this program after it was checked on arrival, so it is not checked again. */
const eventIn = ({ json }: Json): ChatEvent => JSON.parse(json) as ChatEvent;

export function eventTable(db: DatabaseSyncInstance): EventTable {
  const insert = db.prepare(
    'INSERT INTO events(room, seq, prev, by, counts, json) VALUES(?, ?, ?, ?, ?, ?)',
  );
  const deleteAll = db.prepare('DELETE FROM events');
  const deleteRoom = db.prepare('DELETE FROM events WHERE room = ?');
  const first = db.prepare('SELECT seq, prev FROM events WHERE room = ? ORDER BY seq ASC LIMIT 1');
  const last = db.prepare('SELECT seq FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1');
  const forward = db.prepare(
    'SELECT json FROM events WHERE room = ? AND seq > ? AND seq < ? ORDER BY seq ASC LIMIT ?',
  );
  const backward = db.prepare(
    'SELECT json FROM events WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const count = db.prepare(
    'SELECT count(*) AS n FROM events WHERE room = ? AND seq > ? AND by <> ? AND counts = 1',
  );
  const naming = db.prepare(
    `SELECT json FROM events
     WHERE room = ? AND seq > ? AND by <> ? AND counts = 1 AND instr(json, '@') > 0`,
  );

  return {
    clear: () => void deleteAll.run(),
    clearRoom: (room) => void deleteRoom.run(room),
    add(event) {
      const { room, seq, prev, by } = event;
      insert.run(room, seq, prev, by, countsAsUnread(event) ? 1 : 0, JSON.stringify(event));
    },
    range(room) {
      const oldest = first.get(room) as { seq: number; prev: number } | undefined;
      const newest = last.get(room) as { seq: number } | undefined;
      if (!oldest || !newest) return null;
      return { first: oldest.seq, last: newest.seq, olderMayExist: oldest.prev > 0 };
    },
    read(room, { before = Number.MAX_SAFE_INTEGER, after, limit }: Range) {
      if (after !== undefined) {
        return (forward.all(room, after, before, limit) as Json[]).map(eventIn);
      }
      return (backward.all(room, before, limit) as Json[]).map(eventIn).reverse();
    },
    unread(room: RoomId, after: number, me: UserId, myName: string) {
      const { n } = count.get(room, after, me) as { n: number };
      if (n === 0) return { unread: 0, mentions: 0 };
      const mentions = (naming.all(room, after, me) as Json[])
        .map(eventIn)
        .filter((event) => event.kind === 'posted' && mentionsName(event.text, myName)).length;
      return { unread: n, mentions };
    },
  };
}
