/** Opens the log's file as its only owner, with the settings that the delivery promises rest on. */
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { CHECK_AT_START_MAX_BYTES } from '../../../protocol/limits';
import type { ServerOptions } from '../../options';
import { dropOldCopies, keepBeforeMigration } from './before-migration';
import { migrate } from './schema';

/** A server that was just killed may need a moment to let go of the file. */
const BUSY_TIMEOUT_MS = 2_000;
const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;
/** Beside the log's file: held locked by its owner where readers may open the log. */
const LOCK_SUFFIX = '.lock';

/** Two servers on one data folder would tear the order of events apart. */
export class DataFolderInUse extends Error {
  constructor(file: string) {
    super(`another server is using ${dirname(file)}`);
    this.name = 'DataFolderInUse';
  }
}

/**
 * Nothing is guessed, and nothing is begun anew in its place: people would find an empty server
 * and believe that what they said is gone. The file stays as it is for whoever can mend it.
 */
export class DamagedLog extends Error {
  constructor(file: string, why: string) {
    super(
      `the log ${file} is damaged (${why}). Put a backup in its place: ` +
        'restoring one with --replace sets the damaged one aside.',
    );
    this.name = 'DamagedLog';
  }
}

export interface OpenFile {
  readonly db: DatabaseSyncInstance;
  readonly epoch: string;
  /** Others of this process may open the file for reading, see `openForReading`. */
  readonly shared: boolean;
  close(): void;
}

/**
 * Creates folder and file when missing, readable by their owner only. The lock is held as long as
 * the file is open and is the system's own: it does not outlive a killed process. It lies on the
 * file itself, unless readers are wanted beside the owner (`shared`): then on a file next to it.
 * Throws `DataFolderInUse`, `DamagedLog`, or SQLite's error.
 */
export function openFile(
  file: string,
  durability: ServerOptions['durability'],
  shared = false,
): OpenFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const bytes = existsSync(file) ? statSync(file).size : 0;
  const lock = shared ? lockBeside(file) : null;
  try {
    let readable = false;
    let epoch = '';
    const db = connect(file, file, (opened) => {
      // Where the file system has no memory for several connections there is one owner alone.
      readable = lock !== null && writesAhead(opened);
      if (!readable) opened.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
      makeSafe(opened, durability);
      if (bytes <= CHECK_AT_START_MAX_BYTES && !isSound(opened)) {
        throw new DamagedLog(file, 'its parts do not fit together');
      }
      epoch = migrate(opened, (format) => keepBeforeMigration(opened, file, format));
      dropOldCopies(file);
      emptyAhead(opened); // a crash may have come before it
    });
    const close = () => {
      try {
        db.close();
      } finally {
        lock?.close();
      }
    };
    return { db, epoch, shared: readable, close };
  } catch (why) {
    lock?.close();
    throw isDamage(why) ? new DamagedLog(file, (why as Error).message) : why;
  }
}

/**
 * Throws `DataFolderInUse` when a server has the log of this folder. Where there is no log there
 * is none, and nobody serves a damaged one.
 */
export function needsNobody(file: string): void {
  if (!existsSync(file)) return;
  const lock = lockBeside(file);
  try {
    connect(file, file, (db) => db.exec('BEGIN IMMEDIATE; ROLLBACK')).close();
  } catch (why) {
    if (!isDamage(why)) throw why;
  } finally {
    lock.close();
  }
}

/** A connection that cannot write, for a thread that reads beside the owner. */
export function openForReading(file: string): DatabaseSyncInstance {
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF');
  return db;
}

/** An empty database whose only use is that one process can lock it. */
const lockBeside = (file: string): DatabaseSyncInstance =>
  connect(`${file}${LOCK_SUFFIX}`, file, (lock) =>
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'),
  );

/** `owned` is the file that is spoken of when another process has it. */
function connect(
  file: string,
  owned: string,
  prepare: (db: DatabaseSyncInstance) => void,
): DatabaseSyncInstance {
  const db = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    prepare(db);
    return db;
  } catch (why) {
    db.close();
    throw isBusy(why) ? new DataFolderInUse(owned) : why;
  }
}

function writesAhead(db: DatabaseSyncInstance): boolean {
  const row = db.prepare('PRAGMA journal_mode = WAL').get() as { journal_mode: string };
  return row.journal_mode === 'wal';
}

/** docs/SECURITY.md "Accepted means kept": FULL flushes each commit, NORMAL each checkpoint. */
function makeSafe(db: DatabaseSyncInstance, durability: ServerOptions['durability']): void {
  db.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
  if (process.platform === 'darwin') {
    db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
  }
  // What a statement of several rows would take back is kept at hand, not in a file for each of them.
  db.exec('PRAGMA temp_store = MEMORY');
  // What is overwritten is nowhere in the file: a message that was deleted, a room.
  db.exec('PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
}

/**
 * Writes what was committed into the file itself, and empties the file of what is ahead of it: older
 * pages lie in it until then. False while somebody reads from it.
 */
export function emptyAhead(db: DatabaseSyncInstance): boolean {
  try {
    db.exec('PRAGMA busy_timeout = 0');
    const row = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    return row.busy === 0;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

const codeOf = (why: unknown): number => ((why as { errcode?: number }).errcode ?? 0) % 256;

export const isBusy = (why: unknown): boolean => codeOf(why) === SQLITE_BUSY;

const isDamage = (why: unknown): boolean => [SQLITE_CORRUPT, SQLITE_NOTADB].includes(codeOf(why));

/** Whether the file is whole; throws when it cannot even be read. */
export function isSound(db: DatabaseSyncInstance): boolean {
  const row = db.prepare('PRAGMA quick_check(1)').get() as Record<string, string>;
  return Object.values(row)[0] === 'ok';
}
