/** The log as an index follows it: rows in the order of their commits, messages as they are now. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { isChange } from '../../../protocol/apply-change';
import type { ChatEvent } from '../../../protocol/events';
import type { Change, Place, SearchSource } from '../../../search/source';
import { type StoredRun, textAt, textsOf } from './run';

type Row = StoredRun & { readonly mark: number };

/** `db` is a connection for reading only. */
export function createLogSource(db: DatabaseSyncInstance): SearchSource {
  const rows = 'SELECT id AS mark, seq, first, json FROM events';
  const forward = db.prepare(`${rows} WHERE id > ? ORDER BY id`);
  const backward = db.prepare(`${rows} WHERE id > ? ORDER BY id DESC`);
  const newest = db.prepare('SELECT max(id) AS mark FROM events');
  const at = db.prepare(`${rows} WHERE id >= ? ORDER BY id LIMIT 1`);
  const one = db.prepare(
    `${rows} WHERE room = (SELECT key FROM rooms WHERE id = ?) AND seq >= ? ORDER BY seq LIMIT 1`,
  );
  const epoch = db.prepare("SELECT value FROM meta WHERE key = 'epoch'");

  const proof = (mark: number): string => {
    const row = at.get(mark) as Row | undefined;
    const text = row && textAt(row, row.seq - (row.mark - mark));
    if (!text) return '';
    const { room, seq, ts } = JSON.parse(text) as ChatEvent;
    return `${room} ${seq} ${ts}`;
  };

  return {
    name: () => (epoch.get() as { value: string }).value,
    newest: () => (newest.get() as { mark: number | null }).mark ?? 0,
    proof,
    // rows of a log stay where they are
    proves: (mark, given) => proof(mark) === given,
    changes(after, limit) {
      const changes: Change[] = [];
      for (const row of forward.iterate(after)) {
        for (const change of changesIn(row as unknown as Row, after)) {
          if (changes.length < limit) changes.push(change);
        }
        if (changes.length >= limit) break;
      }
      return changes;
    },
    *changesBack(after) {
      for (const row of backward.iterate(after)) {
        yield* changesIn(row as unknown as Row, after).reverse();
      }
    },
    message({ room, seq }) {
      const row = one.get(room, seq) as Row | undefined;
      const text = row && textAt(row, seq);
      const event = text ? (JSON.parse(text) as ChatEvent) : null;
      return event?.kind === 'posted' ? event : null;
    },
    reading(work) {
      db.exec('BEGIN');
      try {
        return work();
      } finally {
        if (db.isTransaction) db.exec('COMMIT');
      }
    },
  };
}

/** Of what a row has after a mark; its own mark is that of its last event. */
const changesIn = (row: Row, after: number): Change[] =>
  textsOf(row)
    .map((text, i, all) => changeOf(row.mark - (all.length - 1 - i), text))
    .filter(({ mark }) => mark > after);

function changeOf(mark: number, text: string): Change {
  const event = JSON.parse(text) as ChatEvent;
  const ended = event.kind === 'ended' && { ended: event.room };
  return { mark, place: placeOf(event), ...ended };
}

/** The message that is to be looked at again; reactions change nothing that is searched. */
function placeOf(event: ChatEvent): Place | null {
  const { room } = event;
  if (event.kind === 'posted') return { room, seq: event.seq };
  if (!isChange(event) || event.kind === 'reacted' || event.kind === 'acked') return null;
  return { room, seq: event.target };
}
