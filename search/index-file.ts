/**
 * The file of an index, beside what it is made from. It holds nothing that could not be made
 * again: one that is damaged, of another format or of another log is thrown away without a word.
 */
import { chmodSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

/** 'Srbs': marks the file as ours. */
const APPLICATION_ID = 0x53726273;
/** Also to be raised when grams are made otherwise. */
const FORMAT = 1;
/** Another thread may be making the file, or writing to it, at this very moment. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * `docs` lies in the order of time (see doc-id.ts), so that the newest hits come first and dates
 * are ranges of it. `grams` holds sets of rows only: no text, no positions.
 */
const SCHEMA = `
  CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE rooms(key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE docs(id INTEGER PRIMARY KEY, room INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
  CREATE UNIQUE INDEX docs_by_place ON docs(room, seq);
  CREATE VIRTUAL TABLE grams USING fts5(
    set_of, content='', contentless_delete=1, detail=none, tokenize='ascii'
  );
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};`;

/** Beside a file of a server or a copy, in a folder of its own. */
export const indexBeside = (file: string): string => join(dirname(file), 'search.db');

/** Where no file can be: nothing is kept, and everything is looked at each time. */
export const IN_MEMORY = ':memory:';

/**
 * Opens the file, making it (anew) when it is missing or cannot be used. Throws while somebody else
 * holds it, and where nothing can be written.
 */
export function openIndex(file: string): DatabaseSyncInstance {
  try {
    return connect(file);
  } catch (why) {
    if (isBusy(why)) throw why;
    removeIndex(file);
    return connect(file);
  }
}

export function removeIndex(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
}

const SQLITE_BUSY = 5;
/** Somebody else is writing just now. */
export const isBusy = (why: unknown): boolean =>
  ((why as { errcode?: number } | null)?.errcode ?? 0) % 256 === SQLITE_BUSY;

function connect(file: string): DatabaseSyncInstance {
  const db = new DatabaseSync(file);
  try {
    if (file !== IN_MEMORY) chmodSync(file, 0o600);
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    // Power loss may undo the newest of it, which is then indexed again.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF');
    db.exec('PRAGMA secure_delete = ON');
    db.exec('BEGIN IMMEDIATE');
    const tables = numberOf(db, 'SELECT count(*) FROM sqlite_schema');
    if (tables === 0) db.exec(SCHEMA);
    else {
      const ours = numberOf(db, 'PRAGMA application_id') === APPLICATION_ID;
      if (!ours || numberOf(db, 'PRAGMA user_version') !== FORMAT)
        throw new Error('another format');
    }
    db.exec('COMMIT');
    return db;
  } catch (why) {
    db.close();
    throw why;
  }
}

function numberOf(db: DatabaseSyncInstance, sql: string): number {
  const row = db.prepare(sql).get() as Record<string, number>;
  return Object.values(row)[0] ?? 0;
}
