/** Brings an index up to what it is made from, a step at a time; each step is one transaction. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Found } from '../protocol/search';
import { firstDocAt, SLOTS } from './doc-id';
import { gramsOf } from './grams';
import { isBusy } from './index-file';
import type { Place, SearchSource } from './source';

export interface Standing {
  /** Everything up to this mark of the source is in the index. */
  readonly mark: number;
}

/** How far an index has come; 0 for one of something else, whose rows mean nothing. */
export type ReadStanding = (source: SearchSource) => Standing;

export interface Indexer {
  /** Takes in at most `limit` changes. Returns how many are left, as far as it is known: 0 or more. */
  step(source: SearchSource, limit: number): number;
  standing: ReadStanding;
}

export function createIndexer(db: DatabaseSyncInstance): Indexer {
  const meta = createMeta(db);
  const roomKey = db.prepare(
    'INSERT INTO rooms(id) VALUES(?) ON CONFLICT DO UPDATE SET id = id RETURNING key',
  );
  const find = db.prepare(
    'SELECT id FROM docs WHERE room = (SELECT key FROM rooms WHERE id = ?) AND seq = ?',
  );
  const ofRoom = db.prepare(
    'SELECT id FROM docs WHERE room = (SELECT key FROM rooms WHERE id = ?)',
  );
  const lastWithin = db.prepare('SELECT max(id) AS id FROM docs WHERE id >= ? AND id < ?');
  const addDoc = db.prepare('INSERT INTO docs(id, room, seq) VALUES(?, ?, ?)');
  const addGrams = db.prepare('INSERT INTO grams(rowid, set_of) VALUES(?, ?)');
  const dropDoc = db.prepare('DELETE FROM docs WHERE id = ?');
  const dropGrams = db.prepare('DELETE FROM grams WHERE rowid = ?');

  const standing: ReadStanding = (source) => {
    if (meta.get('name') !== source.name()) return { mark: 0 };
    const mark = Number(meta.get('mark') ?? 0);
    return { mark: source.proves(mark, meta.get('proof') ?? '') ? mark : 0 };
  };

  /** More messages of one millisecond than there are slots go into the next one. */
  const freeId = (ts: number): number => {
    for (let moment = ts; ; moment += 1) {
      const first = firstDocAt(moment);
      const { id } = lastWithin.get(first, first + SLOTS) as { id: number | null };
      if (id === null) return first;
      if (id + 1 < first + SLOTS) return id + 1;
    }
  };

  /** Whether it was there. */
  const drop = ({ room, seq }: Place): boolean => {
    const doc = find.get(room, seq) as { id: number } | undefined;
    if (!doc) return false;
    dropGrams.run(doc.id);
    dropDoc.run(doc.id);
    return true;
  };

  const dropRoom = (room: string): void => {
    for (const { id } of ofRoom.all(room) as { id: number }[]) {
      dropGrams.run(id);
      dropDoc.run(id);
      meta.set('traces', 'yes');
    }
  };

  /**
   * The grams of a row that was dropped stay in the index, out of sight, until its parts are put
   * together anew: of what somebody deleted nothing is to be left. A third of a second for 100,000.
   */
  const wipe = () => {
    if (meta.get('traces') !== 'yes') return;
    db.exec("INSERT INTO grams(grams) VALUES('optimize')");
    meta.set('traces', 'no');
  };

  const add = (message: Found) => {
    const { key } = roomKey.get(message.room) as { key: number };
    const id = freeId(message.ts);
    addDoc.run(id, key, message.seq);
    addGrams.run(id, gramsOf(message));
  };

  const takeIn = (source: SearchSource, limit: number): number => {
    const { mark } = standing(source);
    if (mark === 0) {
      db.exec("INSERT INTO grams(grams) VALUES('delete-all'); DELETE FROM docs; DELETE FROM rooms");
      meta.set('name', source.name());
    }
    const changes = source.changes(mark, limit);
    const places = new Map<string, Place>();
    for (const { place } of changes) if (place) places.set(`${place.room} ${place.seq}`, place);
    for (const { ended } of changes) if (ended !== undefined) dropRoom(ended);
    const messages: Found[] = [];
    for (const place of places.values()) {
      const was = drop(place);
      const message = source.message(place);
      if (message && !message.gone) messages.push(message);
      else if (was) meta.set('traces', 'yes');
    }
    // Rising numbers are what the index takes in most quickly.
    for (const message of messages.sort((a, b) => a.ts - b.ts)) add(message);
    const reached = changes.at(-1)?.mark ?? mark;
    meta.set('mark', String(reached));
    meta.set('proof', source.proof(reached));
    const left = Math.max(0, source.newest() - reached);
    if (left === 0) wipe();
    return left;
  };

  return {
    standing,
    step(source, limit) {
      try {
        db.exec('BEGIN IMMEDIATE');
      } catch (why) {
        if (isBusy(why)) return 0; // whoever is writing does this very work
        throw why;
      }
      try {
        const left = source.reading(() => takeIn(source, limit));
        db.exec('COMMIT');
        return left;
      } catch (why) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw why;
      }
    },
  };
}

function createMeta(db: DatabaseSyncInstance) {
  const select = db.prepare('SELECT value FROM meta WHERE key = ?');
  const upsert = db.prepare(
    'INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  return {
    get: (key: string) => (select.get(key) as { value: string } | undefined)?.value ?? null,
    set: (key: string, value: string) => void upsert.run(key, value),
  };
}
