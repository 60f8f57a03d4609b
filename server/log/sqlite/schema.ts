/** The log's file, and its tables. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { bringUpToDate, type FileFormat } from '../../../protocol/file-format';

/** 'Srbg': marks the file as ours. */
export const APPLICATION_ID = 0x53726267;

/**
 * Events lie in the order of their commits, so that writing appends; `events_by_room` finds a
 * page, `events_state` what must be folded at start, `events_by_number` the answer to a repeat.
 * A row may be a run of messages (run.ts): then `hash` holds the marks of all of them, and `numbers`
 * the highest number of each outbox in it. Rooms and outboxes have short keys because these stand in
 * every row and index.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE facts(id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
   CREATE TABLE rooms(key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE outboxes(
     key INTEGER PRIMARY KEY,
     device TEXT NOT NULL,
     epoch TEXT NOT NULL,
     hw INTEGER NOT NULL,
     UNIQUE(device, epoch)
   ) STRICT;
   CREATE TABLE events(
     id INTEGER PRIMARY KEY,
     room INTEGER NOT NULL REFERENCES rooms(key),
     seq INTEGER NOT NULL,
     state INTEGER NOT NULL,
     outbox INTEGER REFERENCES outboxes(key),
     n INTEGER,
     hash TEXT,
     json TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX events_by_room ON events(room, seq);
   CREATE UNIQUE INDEX events_by_number ON events(outbox, n) WHERE n IS NOT NULL;
   CREATE INDEX events_state ON events(id) WHERE state = 1;
   CREATE TABLE answers(
     outbox INTEGER NOT NULL REFERENCES outboxes(key),
     n INTEGER NOT NULL,
     hash TEXT NOT NULL,
     answer TEXT NOT NULL,
     PRIMARY KEY(outbox, n)
   ) STRICT, WITHOUT ROWID;`,
  // `target`: seq of the message that an event changes, or that a reply quotes.
  `ALTER TABLE events ADD COLUMN target INTEGER;
   CREATE INDEX events_by_target ON events(room, target) WHERE target IS NOT NULL;
   CREATE TABLE originals(
     room INTEGER NOT NULL REFERENCES rooms(key),
     seq INTEGER NOT NULL,
     ts INTEGER NOT NULL,
     text TEXT NOT NULL,
     PRIMARY KEY(room, seq)
   ) STRICT, WITHOUT ROWID;`,
  // `first`: seq of the first of a run, null for a single event.
  `ALTER TABLE events ADD COLUMN first INTEGER;
   CREATE TABLE numbers(
     outbox INTEGER NOT NULL REFERENCES outboxes(key),
     n INTEGER NOT NULL,
     event INTEGER NOT NULL REFERENCES events(id),
     PRIMARY KEY(outbox, n)
   ) STRICT, WITHOUT ROWID;`,
];

const FORMAT: FileFormat = {
  applicationId: APPLICATION_ID,
  migrations: MIGRATIONS,
  whole: 'a Sarangbang log',
  short: 'log',
};

/**
 * Brings the file up to date in one transaction, and tells the log's epoch. `before`: see
 * bringUpToDate.
 */
export const migrate = (db: DatabaseSyncInstance, before: (version: number) => void): string =>
  bringUpToDate(
    db,
    FORMAT,
    () => {
      db.prepare('INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT DO NOTHING').run(
        'epoch',
        randomBytes(8).toString('hex'),
      );
      const row = db.prepare('SELECT value FROM meta WHERE key = ?').get('epoch');
      return (row as { value: string }).value;
    },
    before,
  );
