/** Reads what was committed. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { firstAt, type Moment } from '../../../protocol/first-at';
import type { RoomId } from '../../../protocol/ids';
import { storedEvent } from '../../session/event-json';
import { acceptedAt, type HistoryRange, type Revision, type ServerFact } from '../log';
import { cutPage, type Row } from '../page';
import type { Store } from '../staging';

export type Reader = Pick<
  Store,
  'head' | 'highWater' | 'answerOf' | 'read' | 'firstAt' | 'message' | 'revisions' | 'replay'
>;

const PAGE = `SELECT json, octet_length(json) AS bytes FROM events
  WHERE room = (SELECT key FROM rooms WHERE id = ?) AND seq > ? AND seq < ?`;

export type RowsOf = (room: RoomId, range: HistoryRange) => Iterable<StoredRow>;

/** The rows of a page in the direction of reading, and one more if there is one. */
export function createRows(db: DatabaseSyncInstance): RowsOf {
  const rising = db.prepare(`${PAGE} ORDER BY seq LIMIT ?`);
  const falling = db.prepare(`${PAGE} ORDER BY seq DESC LIMIT ?`);
  return (room, range) => {
    const statement = range.after === undefined ? falling : rising;
    const before = range.before ?? Number.MAX_SAFE_INTEGER;
    const rows = statement.iterate(room, range.after ?? 0, before, range.limit + 1);
    return rows as Iterable<StoredRow>;
  };
}

export function createReader(db: DatabaseSyncInstance): Reader {
  const rowsOf = createRows(db);
  const head = db.prepare(
    'SELECT max(seq) AS seq FROM events WHERE room = (SELECT key FROM rooms WHERE id = ?)',
  );
  const highWater = db.prepare('SELECT hw FROM outboxes WHERE device = ? AND epoch = ?');
  const outbox = '(SELECT key FROM outboxes WHERE device = ? AND epoch = ?)';
  const accepted = db.prepare(
    `SELECT hash, seq FROM events WHERE outbox = ${outbox} AND n = ? AND n IS NOT NULL`,
  );
  const answered = db.prepare(
    `SELECT hash, answer FROM answers WHERE outbox = ${outbox} AND n = ?`,
  );

  const inRoom = 'room = (SELECT key FROM rooms WHERE id = ?)';
  const from = db.prepare(
    `SELECT seq, json_extract(json, '$.ts') AS ts FROM events
     WHERE ${inRoom} AND seq >= ? ORDER BY seq LIMIT 1`,
  );
  const one = db.prepare(`SELECT json FROM events WHERE ${inRoom} AND seq = ?`);
  const original = db.prepare(`SELECT text, ts FROM originals WHERE ${inRoom} AND seq = ?`);
  const editsOf = db.prepare(
    `SELECT json FROM events WHERE ${inRoom} AND target = ? AND target IS NOT NULL
     AND json_extract(json, '$.kind') = 'edited' ORDER BY seq`,
  );

  return {
    head(room) {
      return (head.get(room) as { seq: number | null }).seq ?? 0;
    },
    highWater(device, epoch) {
      return (highWater.get(device, epoch) as { hw: number } | undefined)?.hw ?? 0;
    },
    answerOf(device, epoch, n) {
      const event = accepted.get(device, epoch, n) as { hash: string; seq: number } | undefined;
      if (event) return { hash: event.hash, answer: acceptedAt(event.seq) };
      const answer = answered.get(device, epoch, n) as { hash: string; answer: string } | undefined;
      return answer ? { hash: answer.hash, answer: answer.answer } : null;
    },
    read(room, range) {
      return cutPage(parsed(rowsOf(room, range)), range);
    },
    firstAt(room, at) {
      const { seq: last } = head.get(room) as { seq: number | null };
      const run = { first: 1, last: last ?? 0 };
      return firstAt(at, run, (seq) => (from.get(room, seq) as Moment | undefined) ?? null);
    },
    message(room, seq) {
      const row = one.get(room, seq) as StoredRow | undefined;
      const event = row && storedEvent(row.json);
      return event?.kind === 'posted' ? event : null;
    },
    revisions(room, seq) {
      const first = original.get(room, seq) as Revision | undefined;
      if (!first) return [];
      const edits = (editsOf.all(room, seq) as unknown as StoredRow[]).map(({ json }) => {
        const { text, ts } = JSON.parse(json) as Revision;
        return { text, ts };
      });
      return [first, ...edits.slice(0, -1)];
    },
    replay(visit) {
      for (const row of db.prepare('SELECT json FROM facts ORDER BY id').iterate()) {
        visit.fact(JSON.parse((row as StoredRow).json) as ServerFact);
      }
      const state = 'SELECT json FROM events WHERE state = 1 ORDER BY id';
      for (const row of db.prepare(state).iterate()) {
        visit.event(storedEvent((row as StoredRow).json));
      }
    },
  };
}

export interface StoredRow {
  readonly json: string;
  readonly bytes: number;
}

/** Lazily, so that a page that is full of bytes parses no further. */
function* parsed(rows: Iterable<StoredRow>): Iterable<Row> {
  for (const row of rows) yield { event: storedEvent(row.json), bytes: row.bytes };
}
