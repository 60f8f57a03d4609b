/** What was said: one unbroken run of events per room. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import {
  applyChange,
  type Change,
  forgetQuote,
  isChange,
  targetOf,
} from '../../protocol/apply-change';
import { type ChatEvent, countsAsUnread } from '../../protocol/events';
import { firstAt, type Moment } from '../../protocol/first-at';
import type { RoomId, UserId } from '../../protocol/ids';
import { isForMe } from '../../protocol/telling';
import type { ClientStore, Counting } from '../api';

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
  firstAt: ClientStore['firstAt'];
  unread: ClientStore['unread'];
}

/** Written by this program after it was checked on arrival, so it is not checked again. */
const eventIn = ({ json }: Json): ChatEvent => JSON.parse(json) as ChatEvent;

export function eventTable(db: DatabaseSyncInstance): EventTable {
  const insert = db.prepare(
    'INSERT INTO events(room, seq, prev, by, counts, target, json) VALUES(?, ?, ?, ?, ?, ?, ?)',
  );
  const deleteAll = db.prepare('DELETE FROM events');
  const deleteRoom = db.prepare('DELETE FROM events WHERE room = ?');
  const emptyFeed = db.prepare('DELETE FROM feed');
  // The newest mark stays: it is by this that an index knows what it was made from.
  const forgetRoom = db.prepare(
    'DELETE FROM feed WHERE room = ? AND mark < (SELECT max(mark) FROM feed)',
  );
  const first = db.prepare('SELECT seq, prev FROM events WHERE room = ? ORDER BY seq ASC LIMIT 1');
  const last = db.prepare('SELECT seq FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1');
  const forward = db.prepare(
    'SELECT json FROM events WHERE room = ? AND seq > ? AND seq < ? ORDER BY seq ASC LIMIT ?',
  );
  const backward = db.prepare(
    'SELECT json FROM events WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const count = db.prepare(
    'SELECT by, count(*) AS n FROM events WHERE room = ? AND seq > ? AND by <> ? AND counts = 1 GROUP BY by',
  );
  const OTHERS = 'SELECT json FROM events WHERE room = ? AND seq > ? AND by <> ? AND counts = 1';
  const others = db.prepare(OTHERS);
  /** Without keywords only these can be meant for somebody. */
  const callers = db.prepare(
    `${OTHERS} AND (instr(json, '@') > 0 OR instr(json, '"announce":') > 0 OR instr(json, '"reply":') > 0)`,
  );

  const from = db.prepare(
    `SELECT seq, json_extract(json, '$.ts') AS ts FROM events
     WHERE room = ? AND seq >= ? ORDER BY seq ASC LIMIT 1`,
  );

  const one = db.prepare('SELECT json FROM events WHERE room = ? AND seq = ?');
  const about = db.prepare('SELECT json FROM events WHERE room = ? AND target = ?');
  const update = db.prepare('UPDATE events SET counts = ?, json = ? WHERE room = ? AND seq = ?');

  const store = (event: ChatEvent): void => {
    const counts = countsAsUnread(event) ? 1 : 0;
    update.run(counts, JSON.stringify(event), event.room, event.seq);
  };
  const change = (event: Change): void => {
    const row = one.get(event.room, event.target) as Json | undefined;
    const before = row && eventIn(row);
    if (before?.kind === 'posted') {
      const after = applyChange(before, event);
      if (after !== before) store(after);
    }
    if (event.kind !== 'deleted') return;
    // Of a deleted message nothing is left: not its former texts, not what replies quoted.
    for (const other of (about.all(event.room, event.target) as Json[]).map(eventIn)) {
      if (other.kind === 'edited') store({ ...other, text: '' });
      if (other.kind === 'posted') store(forgetQuote(other, event.target));
    }
  };

  return {
    clear() {
      deleteAll.run();
      emptyFeed.run();
    },
    clearRoom(room) {
      deleteRoom.run(room);
      forgetRoom.run(room);
    },
    add(event) {
      const { room, seq, prev, by } = event;
      const counts = countsAsUnread(event) ? 1 : 0;
      insert.run(room, seq, prev, by, counts, targetOf(event), JSON.stringify(event));
      if (isChange(event)) change(event);
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
    firstAt(room, at) {
      const oldest = first.get(room) as { seq: number } | undefined;
      const newest = last.get(room) as { seq: number } | undefined;
      if (!oldest || !newest) return null;
      const run = { first: oldest.seq, last: newest.seq };
      return firstAt(at, run, (seq) => (from.get(room, seq) as Moment | undefined) ?? null);
    },
    unread(room: RoomId, after: number, { me, attention }: Counting) {
      const { keywords, ignored } = attention;
      let unread = 0;
      for (const { by, n } of count.all(room, after, me.id) as { by: UserId; n: number }[])
        if (!ignored.includes(by)) unread += n;
      if (unread === 0) return { unread: 0, mentions: 0 };
      const candidates = keywords.length > 0 ? others : callers;
      const mentions = (candidates.all(room, after, me.id) as Json[])
        .map(eventIn)
        .filter((e) => e.kind === 'posted' && !ignored.includes(e.by) && isForMe(e, me, keywords));
      return { unread, mentions: mentions.length };
    },
  };
}
