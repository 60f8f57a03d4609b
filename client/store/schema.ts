/** The file of one server's copy, and its tables. */
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { bringUpToDate, type FileFormat } from '../../protocol/file-format';
import { dropOldKept, keepBeforeMigration } from './before-migration';

/** 'Srbc': marks the file as ours. */
export const APPLICATION_ID = 0x53726263;
/** An app that was just killed may need a moment to let go of the file. */
const BUSY_TIMEOUT_MS = 2_000;
/** Beside the copy: held locked by its owner. */
const LOCK_SUFFIX = '.lock';

/**
 * Events have their place as key, so that a page is one range scan. An outbox row keeps the epoch
 * it was numbered in; `place` is the order in which rows go out.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE events(
     room TEXT NOT NULL,
     seq INTEGER NOT NULL,
     prev INTEGER NOT NULL,
     by TEXT NOT NULL,
     counts INTEGER NOT NULL,
     json TEXT NOT NULL,
     PRIMARY KEY(room, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX events_counted ON events(room, seq, by) WHERE counts = 1;
   CREATE TABLE rooms(id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE members(room TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE users(id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE marks(room TEXT PRIMARY KEY, read INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE drafts(
     room TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE outbox(
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     epoch TEXT NOT NULL,
     n INTEGER NOT NULL,
     failed INTEGER NOT NULL,
     json TEXT NOT NULL
   ) STRICT;
   CREATE INDEX outbox_by_number ON outbox(epoch, n);`,
  // `target`: seq of the message that an event changes, or that a reply quotes.
  `ALTER TABLE events ADD COLUMN target INTEGER;
   CREATE INDEX events_by_target ON events(room, target) WHERE target IS NOT NULL;`,
  // What an index of the copy follows (search-source.ts): pages come in any order, marks rise.
  `CREATE TABLE feed(
     mark INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT NOT NULL, seq INTEGER NOT NULL
   ) STRICT;
   INSERT INTO feed(room, seq) SELECT room, seq FROM events WHERE counts = 1;
   CREATE TRIGGER feed_new AFTER INSERT ON events WHEN new.counts = 1
     BEGIN INSERT INTO feed(room, seq) VALUES(new.room, new.seq); END;
   CREATE TRIGGER feed_changed AFTER UPDATE OF json ON events
     BEGIN INSERT INTO feed(room, seq) VALUES(new.room, new.seq); END;`,
  // Messages whose files are on their way, and of those in the outbox what it takes to send anew.
  `CREATE TABLE held(
     place INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL
   ) STRICT;`,
  // `reply`: seq of the message that a draft answers. Of a message the feed keeps its newest mark
  // alone: it grows with what is held here, and not with what is done to it.
  `ALTER TABLE drafts ADD COLUMN reply INTEGER;
   DELETE FROM feed WHERE mark NOT IN (SELECT max(mark) FROM feed GROUP BY room, seq);
   CREATE UNIQUE INDEX feed_by_place ON feed(room, seq);
   DROP TRIGGER feed_new;
   DROP TRIGGER feed_changed;
   CREATE TRIGGER feed_new AFTER INSERT ON events WHEN new.counts = 1
     BEGIN
       DELETE FROM feed WHERE room = new.room AND seq = new.seq;
       INSERT INTO feed(room, seq) VALUES(new.room, new.seq);
     END;
   CREATE TRIGGER feed_changed AFTER UPDATE OF json ON events
     BEGIN
       DELETE FROM feed WHERE room = new.room AND seq = new.seq;
       INSERT INTO feed(room, seq) VALUES(new.room, new.seq);
     END;`,
];

const FORMAT: FileFormat = {
  applicationId: APPLICATION_ID,
  migrations: MIGRATIONS,
  whole: 'a copy of a server',
  short: 'copy',
};

export interface OpenCopy {
  readonly db: DatabaseSyncInstance;
  close(): void;
}

/**
 * Opens the copy, making folder and file when missing, readable by their owner only. One client
 * per copy: two would take the same numbers out of one outbox. The lock that says so lies on a
 * file beside it, so that a thread may read the copy. Throws SQLite's error, also when another
 * process has the copy.
 */
export function openCopy(file: string): OpenCopy {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = connect(`${file}${LOCK_SUFFIX}`, (held) =>
    held.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'),
  );
  try {
    const db = connect(file, (opened) => prepare(opened, file));
    const close = () => {
      try {
        db.close();
      } finally {
        lock.close();
      }
    };
    return { db, close };
  } catch (why) {
    lock.close();
    throw why;
  }
}

/** Another connection to a copy that is open here, which cannot write. Throws SQLite's error. */
export function openCopyForReading(file: string): DatabaseSyncInstance {
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF');
  return db;
}

function prepare(db: DatabaseSyncInstance, file: string): void {
  const { journal_mode } = db.prepare('PRAGMA journal_mode = WAL').get() as Record<string, string>;
  // Where the file system has no memory for several connections there is one, and no thread reads.
  if (journal_mode !== 'wal') db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
  if (process.platform === 'darwin') {
    db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  }
  db.exec('PRAGMA trusted_schema = OFF');
  const nothing = (): void => {};
  bringUpToDate(db, FORMAT, nothing, (format) => keepBeforeMigration(db, file, format));
  dropOldKept(file);
}

function connect(
  file: string,
  prepareIt: (db: DatabaseSyncInstance) => void,
): DatabaseSyncInstance {
  const db = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    prepareIt(db);
    return db;
  } catch (why) {
    db.close();
    throw why;
  }
}
