/** Reads what was committed. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { firstAt, type Moment } from '../../../protocol/first-at';
import type { RoomId } from '../../../protocol/ids';
import { RUN_EVENTS_MAX } from '../../../protocol/limits';
import { storedEvent } from '../../session/event-json';
import { acceptedAt, type HistoryRange, type Revision, type ServerFact } from '../log';
import { cutPage, type Row } from '../page';
import type { Store } from '../staging';
import { byNumber, type StoredRun, textAt, textsOf } from './run';

export type Reader = Pick<
  Store,
  'head' | 'highWater' | 'answerOf' | 'read' | 'firstAt' | 'message' | 'revisions' | 'replay'
>;

/** The second bound is where the last run that has anything before the third one can end. */
const PAGE = `SELECT seq, first, json, octet_length(json) AS bytes FROM events
  WHERE room = (SELECT key FROM rooms WHERE id = ?) AND seq > ? AND seq < ?
  AND coalesce(first, seq) < ?`;
/** Beyond the seqs of any room, with room for a run. */
const END = Number.MAX_SAFE_INTEGER - RUN_EVENTS_MAX;

export type RowsOf = (room: RoomId, range: HistoryRange) => Iterable<StoredRow>;

/** The events of a page in the direction of reading, and at least one more if there is one. */
export function createRows(db: DatabaseSyncInstance): RowsOf {
  const rising = db.prepare(`${PAGE} ORDER BY seq LIMIT ?`);
  const falling = db.prepare(`${PAGE} ORDER BY seq DESC LIMIT ?`);
  return function* (room, range) {
    const up = range.after !== undefined;
    const after = range.after ?? 0;
    const before = Math.min(range.before ?? END, END);
    const statement = up ? rising : falling;
    const rows = statement.iterate(room, after, before + RUN_EVENTS_MAX, before, range.limit + 1);
    for (const row of rows as Iterable<StoredRun & StoredRow>) {
      if (row.first === null) {
        yield row;
        continue;
      }
      const from = Math.max(0, after + 1 - row.first);
      const texts = textsOf(row).slice(from, before - row.first);
      for (const json of up ? texts : texts.reverse()) {
        yield { json, bytes: Buffer.byteLength(json) };
      }
    }
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
  const inRun = db.prepare(
    `SELECT x.outbox, e.first, e.hash AS marks FROM numbers AS x JOIN events AS e ON e.id = x.event
     WHERE x.outbox = ${outbox} AND x.n >= ? ORDER BY x.n LIMIT 1`,
  );
  const answered = db.prepare(
    `SELECT hash, answer FROM answers WHERE outbox = ${outbox} AND n = ?`,
  );

  const inRoom = 'room = (SELECT key FROM rooms WHERE id = ?)';
  const from = db.prepare(
    `SELECT seq, first, json FROM events WHERE ${inRoom} AND seq >= ? ORDER BY seq LIMIT 1`,
  );
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
      const event =
        (accepted.get(device, epoch, n) as { hash: string; seq: number } | undefined) ??
        inRunOf(inRun.get(device, epoch, n) as RunMarks | undefined, n);
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
      return firstAt(at, run, (seq) => momentIn(from.get(room, seq) as StoredRun | undefined, seq));
    },
    message(room, seq) {
      const row = from.get(room, seq) as StoredRun | undefined;
      const text = row && textAt(row, seq);
      const event = text ? storedEvent(text) : null;
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

interface RunMarks {
  outbox: number;
  first: number;
  marks: string;
}

const inRunOf = (run: RunMarks | undefined, n: number) =>
  run && byNumber(run.first, run.marks, run.outbox, n);

/** The first event from a seq on, in the row that has it. */
function momentIn(row: StoredRun | undefined, seq: number): Moment | null {
  if (!row) return null;
  const at = Math.max(seq, row.first ?? row.seq);
  const { ts } = JSON.parse(textAt(row, at) as string) as Moment;
  return { seq: at, ts };
}

export interface StoredRow {
  readonly json: string;
  readonly bytes: number;
}

/** Lazily, so that a page that is full of bytes parses no further. */
function* parsed(rows: Iterable<StoredRow>): Iterable<Row> {
  for (const row of rows) yield { event: storedEvent(row.json), bytes: row.bytes };
}
