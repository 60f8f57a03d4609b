/**
 * After a round, when all is well again: what was accepted is in the log, once and in order; what
 * is in the log is on every member's disk, with the same changes; and nothing that anybody was ever
 * shown has gone or moved.
 */
import type { ChatEvent } from '../../protocol/events';
import type { RoomId } from '../../protocol/ids';
import { openForReading } from '../../server/log/sqlite/open';
import { createReader } from '../../server/log/sqlite/reader';
import { must } from '../model/violation';
import { canonical } from '../model/world/audit';
import { type Dump, isPassing, keyOf, type Mark, markOf, type Note } from './words';

export type ServerLog = ReadonlyMap<RoomId, ChatEvent[]>;

/** What the file holds, read beside its owner: committed, and nothing else. */
export function readLog(file: string, rooms: readonly RoomId[]): ServerLog {
  const db = openForReading(file);
  try {
    const reader = createReader(db);
    const range = { after: 0, limit: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER };
    return new Map(rooms.map((room) => [room, reader.read(room, range).events]));
  } finally {
    db.close();
  }
}

export interface Found {
  name: string;
  dump: Dump;
  journal: readonly Note[];
}

/** How much was held against each other. */
export interface Audited {
  events: number;
  messages: number;
  changes: number;
}

export function audit(log: ServerLog, members: readonly Found[]): Audited {
  for (const [room, events] of log) checkOrder(room, events);
  let messages = 0;
  let changes = 0;
  for (const member of members) {
    checkCopy(log, member);
    checkShown(log, member);
    checkWindow(log, member);
    messages += checkMessages(log, member);
    changes += checkChanges(log, member);
  }
  const events = [...log.values()].reduce((sum, list) => sum + list.length, 0);
  return { events, messages, changes };
}

function checkOrder(room: RoomId, events: readonly ChatEvent[]): void {
  let last = 0;
  for (const { seq, prev } of events) {
    must(prev === last && seq > last, `${room}: ${seq} says that it follows ${prev}, not ${last}`);
    last = seq;
  }
}

/** The copy is the end of the log, with messages as they are now. */
function checkCopy(log: ServerLog, { name, dump }: Found): void {
  for (const [room, events] of log) {
    if (dump.partial && !(room in dump.rooms)) continue;
    const held = dump.rooms[room] ?? [];
    const first = held[0]?.seq ?? 0;
    const there = events.filter(({ seq }) => seq >= first);
    must(held.length === there.length, `${name} has ${held.length} of ${there.length} in ${room}`);
    held.forEach((event, i) => {
      const same = canonical(event) === canonical(there[i]);
      must(same, `${name}: ${JSON.stringify(event)} is in the log ${JSON.stringify(there[i])}`);
    });
  }
}

/** Each process of the member showed an unbroken part of what is the log in the end. */
function checkShown(log: ServerLog, { name, journal }: Found): void {
  const shown = new Map<RoomId, Mark[]>();
  const check = () => {
    for (const [room, marks] of shown) checkPart(log.get(room) ?? [], marks, `${name} in ${room}`);
    shown.clear();
  };
  for (const note of journal) {
    if (note.t === 'begin') {
      check();
      for (const [room, marks] of Object.entries(note.held)) shown.set(room, [...marks]);
    } else if (note.t === 'shown') {
      for (const [room, mark] of note.marks) shown.set(room, [...(shown.get(room) ?? []), mark]);
    }
  }
  check();
}

function checkPart(events: readonly ChatEvent[], marks: readonly Mark[], where: string): void {
  const start = events.findIndex(({ seq }) => seq === marks[0]?.[0]);
  marks.forEach((mark, i) => {
    const event = events[start + i];
    const same = event && JSON.stringify(markOf(event)) === JSON.stringify(mark);
    must(same === true, `${where}: ${mark} was shown and is not in the log at its place`);
  });
}

/** What a person sees is the end of the log. */
function checkWindow(log: ServerLog, { name, dump }: Found): void {
  if (!dump.window) return;
  const { room, keys } = dump.window;
  const there = (log.get(room) ?? []).flatMap((event) =>
    event.kind === 'posted' && !event.gone ? [keyOf(event.text)] : [],
  );
  must(keys.length > 0, `${name} shows nothing`);
  const end = there.slice(-keys.length);
  must(keys.join() === end.join(), `${name} shows ${keys}, and the log ends with ${end}`);
}

/** What the outbox took is in the log once and in order, as many passing ones as were not deleted. */
function checkMessages(log: ServerLog, { name, dump, journal }: Found): number {
  must(dump.pending.length === 0, `${name} still waits: ${dump.pending[0]?.text.slice(0, 40)}`);
  let count = 0;
  for (const [room, events] of log) {
    const mine = events.filter((event) => event.kind === 'posted' && event.by === dump.user);
    const gone = mine.filter((event) => event.kind === 'posted' && event.gone).length;
    const there = mine.flatMap((event) =>
      event.kind === 'posted' && !event.gone ? [keyOf(event.text)] : [],
    );
    const of = (t: 'want' | 'kept') =>
      journal.flatMap((note) => (note.t === t && note.room === room ? [note.key] : []));
    const kept = new Set(of('kept'));
    const found = new Set(there);
    must(found.size === there.length, `${name}: a message is in ${room} twice`);
    const lost = [...kept].filter((key) => !found.has(key));
    const lasting = lost.find((key) => !isPassing(key));
    must(lasting === undefined, `${name}: ${lasting} was kept and is not in ${room}`);
    const wanted = of('want');
    // One may have been kept at the moment of a kill, before anybody could write that down.
    const passing = wanted.filter((key) => isPassing(key) && !found.has(key));
    must(
      lost.length <= gone && gone <= passing.length,
      `${name}: ${gone} are deleted in ${room}, and ${lost.length} are missing`,
    );
    const order = wanted.filter((key) => found.has(key));
    const first = there.findIndex((key, i) => key !== order[i]);
    must(first < 0, `${name}: ${there[first]} is out of order in ${room}`);
    count += mine.length;
  }
  return count;
}

/** What the server accepted stands in its log. */
function checkChanges(log: ServerLog, { name, journal }: Found): number {
  const kinds = { edit: 'edited', delete: 'deleted', react: 'reacted' } as const;
  const there = new Set<string>();
  for (const [room, events] of log) {
    for (const event of events) {
      if ('target' in event) there.add(`${room} ${event.kind} ${event.target}`);
    }
  }
  let count = 0;
  for (const note of journal) {
    if (note.t !== 'accepted') continue;
    count += 1;
    const { what, room, target } = note;
    const found = there.has(`${room} ${kinds[what]} ${target}`);
    must(found, `${name}: ${what} of ${target} in ${room} was accepted and is not in the log`);
  }
  return count;
}
