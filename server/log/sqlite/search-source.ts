/** The log as an index follows it: rows in the order of their commits, messages as they are now. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { isChange } from '../../../protocol/apply-change';
import type { ChatEvent } from '../../../protocol/events';
import type { Change, Place, SearchSource } from '../../../search/source';

interface Row {
  mark: number;
  json: string;
}

const eventIn = ({ json }: Pick<Row, 'json'>): ChatEvent => JSON.parse(json) as ChatEvent;

/** `db` is a connection for reading only. */
export function createLogSource(db: DatabaseSyncInstance): SearchSource {
  const rows = 'SELECT id AS mark, json FROM events WHERE id > ? ORDER BY id';
  const forward = db.prepare(`${rows} LIMIT ?`);
  const backward = db.prepare(`${rows} DESC`);
  const newest = db.prepare('SELECT max(id) AS mark FROM events');
  const at = db.prepare('SELECT json FROM events WHERE id = ?');
  const one = db.prepare(
    'SELECT json FROM events WHERE room = (SELECT key FROM rooms WHERE id = ?) AND seq = ?',
  );
  const epoch = db.prepare("SELECT value FROM meta WHERE key = 'epoch'");

  const proof = (mark: number): string => {
    const row = at.get(mark) as unknown as Row | undefined;
    if (!row) return '';
    const { room, seq, ts } = eventIn(row);
    return `${room} ${seq} ${ts}`;
  };

  return {
    name: () => (epoch.get() as { value: string }).value,
    newest: () => (newest.get() as { mark: number | null }).mark ?? 0,
    proof,
    // rows of a log stay where they are
    proves: (mark, given) => proof(mark) === given,
    changes: (after, limit) => (forward.all(after, limit) as unknown as Row[]).map(changeOf),
    *changesBack(after) {
      for (const row of backward.iterate(after)) yield changeOf(row as unknown as Row);
    },
    message({ room, seq }) {
      const row = one.get(room, seq) as unknown as Row | undefined;
      const event = row && eventIn(row);
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

function changeOf(row: Row): Change {
  const event = eventIn(row);
  const ended = event.kind === 'ended' && { ended: event.room };
  return { mark: row.mark, place: placeOf(event), ...ended };
}

/** The message that is to be looked at again; reactions change nothing that is searched. */
function placeOf(event: ChatEvent): Place | null {
  const { room } = event;
  if (event.kind === 'posted') return { room, seq: event.seq };
  if (!isChange(event) || event.kind === 'reacted' || event.kind === 'acked') return null;
  return { room, seq: event.target };
}
