/** Gathers the runs of a commit (run.ts), for each room its own, and writes them. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { RUN_EVENTS_MAX, RUN_LEAST, RUN_MAX_CHARS } from '../../../protocol/limits';
import type { EventRow, Inserts } from './inserts';
import { joined, markLine } from './run';

export interface Runs {
  /** An ordinary message: neither state nor about another one. */
  add(row: EventRow): void;
  /** What comes next in this room is none. */
  end(room: number): void;
  flush(): void;
}

interface Gathered {
  readonly rows: EventRow[];
  chars: number;
}

export function createRuns(db: DatabaseSyncInstance, inserts: Inserts): Runs {
  const insert = db.prepare(
    `INSERT INTO events(id, room, seq, first, state, hash, json)
     VALUES((SELECT coalesce(max(id), 0) FROM events) + ?, ?, ?, ?, 0, ?, ?)`,
  );
  const insertNumber = db.prepare('INSERT INTO numbers(outbox, n, event) VALUES(?, ?, ?)');
  const open = new Map<number, Gathered>();
  /** Where each outbox said something last: the numbers that it has in one run are not in another. */
  const roomOf = new Map<number, number>();

  const write = (rows: readonly EventRow[]) => {
    const [room, first] = rows[0] as EventRow;
    const marks: string[] = [];
    const texts: string[] = [];
    const highest = new Map<number, number>();
    for (const [, , , outbox, n, hash, , json] of rows) {
      texts.push(json);
      if (outbox === null || n === null || hash === null) {
        marks.push('');
        continue;
      }
      marks.push(markLine(outbox, n, hash));
      highest.set(outbox, n);
    }
    inserts.flush(); // rows stand in the order of their events
    const last = first + rows.length - 1;
    const many = rows.length;
    const { lastInsertRowid: id } = insert.run(
      many,
      room,
      last,
      first,
      joined(marks),
      joined(texts),
    );
    for (const [outbox, n] of highest) insertNumber.run(outbox, n, id);
  };

  const end = (room: number) => {
    const gathered = open.get(room);
    if (!gathered) return;
    open.delete(room);
    if (gathered.rows.length >= RUN_LEAST) write(gathered.rows);
    else for (const row of gathered.rows) inserts.add(...row);
  };

  return {
    add(row) {
      const [room, , , outbox] = row;
      if (outbox !== null) {
        const before = roomOf.get(outbox);
        if (before !== room) {
          if (before !== undefined) end(before);
          roomOf.set(outbox, room);
        }
      }
      let gathered = open.get(room);
      if (!gathered) {
        gathered = { rows: [], chars: 0 };
        open.set(room, gathered);
      }
      gathered.rows.push(row);
      gathered.chars += row[7].length;
      if (gathered.rows.length >= RUN_EVENTS_MAX || gathered.chars >= RUN_MAX_CHARS) end(room);
    },
    end,
    flush() {
      for (const room of open.keys()) end(room);
      roomOf.clear();
    },
  };
}
