/** Writes one commit: all of it, or nothing. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { isChange, targetOf } from '../../../protocol/apply-change';
import type { ChatEvent } from '../../../protocol/events';
import type { RoomId } from '../../../protocol/ids';
import { eventJson } from '../../session/event-json';
import { isState, type Mark } from '../log';
import { PerOutbox } from '../per-outbox';
import type { PlacedEntry } from '../staging';
import { createChanger } from './changer';
import { createInserts, type EventRow } from './inserts';
import { createPurger } from './purger';
import { createRuns } from './runs';

/** Keys of rooms and outboxes lately written to. */
const KEYS_CACHED = 10_000;

export type Writer = (entries: readonly PlacedEntry[]) => void;

export function createWriter(db: DatabaseSyncInstance): Writer {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const inserts = createInserts(db);
  const runs = createRuns(db, inserts);
  const change = createChanger(db);
  const purge = createPurger(db);
  const insertFact = db.prepare('INSERT INTO facts(json) VALUES(?)');
  const insertAnswer = db.prepare(
    'INSERT INTO answers(outbox, n, hash, answer) VALUES(?, ?, ?, ?)',
  );
  const roomKeys = createKeys<RoomId>((room) => {
    const found = db.prepare('SELECT key FROM rooms WHERE id = ?').get(room) as Key | undefined;
    return (
      found?.key ?? Number(db.prepare('INSERT INTO rooms(id) VALUES(?)').run(room).lastInsertRowid)
    );
  });
  const outboxKeys = new PerOutbox<number>();
  const outboxOf = ({ device, epoch }: Mark): number => {
    let key = outboxKeys.get(device, epoch);
    if (key === undefined) {
      if (outboxKeys.size >= KEYS_CACHED) outboxKeys.clear();
      const sql =
        'INSERT INTO outboxes(device, epoch, hw) VALUES(?, ?, 0) ON CONFLICT DO UPDATE SET hw = hw RETURNING key';
      key = (db.prepare(sql).get(device, epoch) as Key).key;
      outboxKeys.set(device, epoch, key);
    }
    return key;
  };
  const setHighWater = db.prepare('UPDATE outboxes SET hw = ? WHERE key = ?');

  const flush = () => {
    runs.flush();
    inserts.flush();
  };
  const writeEvent = (event: ChatEvent, mark: Mark | undefined, outbox: number | null) => {
    const room = roomKeys.of(event.room);
    const state = isState(event);
    const target = targetOf(event);
    const row: EventRow = [
      room,
      event.seq,
      state ? 1 : 0,
      mark ? outbox : null,
      mark?.n ?? null,
      mark?.hash ?? null,
      target,
      eventJson(event),
    ];
    if (event.kind === 'posted' && !state && target === null) {
      runs.add(row);
      return;
    }
    runs.end(room);
    inserts.add(...row);
    const ended = event.kind === 'ended';
    if (!ended && !isChange(event)) return;
    flush(); // what is changed may have been said within the same commit
    if (ended) purge(room);
    else change(room, event);
  };

  return (entries) => {
    begin.run();
    const highest = new Map<number, number>();
    for (const { events, facts, mark } of entries) {
      const outbox = mark ? outboxOf(mark) : null;
      for (const fact of facts) insertFact.run(JSON.stringify(fact));
      events.forEach((event, i) => {
        const carries = mark?.answer === null && i === events.length - 1;
        writeEvent(event, carries ? mark : undefined, outbox);
      });
      if (!mark || outbox === null) continue;
      if (mark.answer !== null) insertAnswer.run(outbox, mark.n, mark.hash, mark.answer);
      highest.set(outbox, mark.n);
    }
    flush();
    for (const [outbox, n] of highest) setHighWater.run(n, outbox);
    commit.run();
  };
}

interface Key {
  key: number;
}

/** A failed commit makes these wrong: the writer is thrown away with its connection then. */
function createKeys<T>(load: (name: T) => number): { of(name: T): number } {
  const known = new Map<T, number>();
  return {
    of(name) {
      let key = known.get(name);
      if (key === undefined) {
        if (known.size >= KEYS_CACHED) known.clear();
        key = load(name);
        known.set(name, key);
      }
      return key;
    },
  };
}
