/**
 * The rows of a commit, several with each statement: to bind and run one costs as much as what it
 * does. They are in the file when `flush` returns, and not before.
 */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';

const COLUMNS = ['room', 'seq', 'state', 'outbox', 'n', 'hash', 'target', 'json'];
/** In one statement. The last takes what is left. */
const AT_ONCE = [64, 16, 4, 1] as const;
const MOST = AT_ONCE[0] * COLUMNS.length;

type Value = number | string | null;
/** Values in the order of COLUMNS. */
export type EventRow = readonly [
  room: number,
  seq: number,
  state: 0 | 1,
  outbox: number | null,
  n: number | null,
  hash: string | null,
  target: number | null,
  json: string,
];

export interface Inserts {
  add(...row: EventRow): void;
  /** Before anything looks at the rows, and before the commit. */
  flush(): void;
}

export function createInserts(db: DatabaseSyncInstance): Inserts {
  const into = `INSERT INTO events(${COLUMNS.join(', ')}) VALUES`;
  const row = `(${COLUMNS.map(() => '?').join(', ')})`;
  const statements = AT_ONCE.map((rows) => ({
    values: rows * COLUMNS.length,
    insert: db.prepare(into + Array(rows).fill(row).join(', ')),
  }));
  let waiting: Value[] = [];

  const flush = () => {
    const all = waiting;
    waiting = [];
    let at = 0;
    for (const { values, insert } of statements) {
      for (; all.length - at >= values; at += values) {
        insert.run(...(values === all.length ? all : all.slice(at, at + values)));
      }
    }
  };

  return {
    add(...values) {
      waiting.push(...values);
      if (waiting.length === MOST) flush();
    },
    flush,
  };
}
