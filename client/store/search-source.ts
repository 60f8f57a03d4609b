/** The copy as an index follows it: its feed of new and changed rows, messages as they are now. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ChatEvent } from '../../protocol/events';
import type { Change, SearchSource } from '../../search/source';

interface Row {
  mark: number;
  room: string;
  seq: number;
}

/** `db` is a connection for reading only. */
export function createCopySource(db: DatabaseSyncInstance): SearchSource {
  const rows = 'SELECT mark, room, seq FROM feed WHERE mark > ? ORDER BY mark';
  const forward = db.prepare(`${rows} LIMIT ?`);
  const backward = db.prepare(`${rows} DESC`);
  const newest = db.prepare('SELECT max(mark) AS mark FROM feed');
  const at = db.prepare('SELECT mark, room, seq FROM feed WHERE mark = ?');
  const moved = db.prepare('SELECT max(mark) AS mark FROM feed WHERE room = ? AND seq = ?');
  const one = db.prepare('SELECT json FROM events WHERE room = ? AND seq = ?');
  const names = db.prepare(
    "SELECT value FROM meta WHERE key IN ('log_epoch', 'outbox_epoch') ORDER BY key",
  );

  const proof = (mark: number): string => {
    const row = at.get(mark) as unknown as Row | undefined;
    return row ? `${row.room} ${row.seq}` : '';
  };

  return {
    // of this log, and of this very copy
    name: () => (names.all() as { value: string }[]).map(({ value }) => value).join(' '),
    newest: () => (newest.get() as { mark: number | null }).mark ?? 0,
    proof,
    proves(mark, given) {
      const here = proof(mark);
      if (here !== '' || given === '') return here === given;
      // The message was changed since, and stands at a higher mark now.
      const [room = '', seq = ''] = given.split(' ');
      const { mark: now } = moved.get(room, Number(seq)) as { mark: number | null };
      return now !== null && now > mark;
    },
    changes: (after, limit) => (forward.all(after, limit) as unknown as Row[]).map(changeOf),
    *changesBack(after) {
      for (const row of backward.iterate(after)) yield changeOf(row as unknown as Row);
    },
    message({ room, seq }) {
      const row = one.get(room, seq) as { json: string } | undefined;
      const event = row && (JSON.parse(row.json) as ChatEvent);
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

const changeOf = ({ mark, room, seq }: Row): Change => ({ mark, place: { room, seq } });
