/** Opens the log's file as its only owner, with the settings that the delivery promises rest on. */
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ServerOptions } from '../../options';
import { migrate } from './schema';

/** A server that was just killed may need a moment to let go of the file. */
const BUSY_TIMEOUT_MS = 2_000;
const SQLITE_BUSY = 5;

/** Two servers on one data folder would tear the order of events apart. */
export class DataFolderInUse extends Error {
  constructor(file: string) {
    super(`another server is using ${dirname(file)}`);
    this.name = 'DataFolderInUse';
  }
}

export interface OpenFile {
  readonly db: DatabaseSyncInstance;
  readonly epoch: string;
}

/**
 * Creates folder and file when missing, readable by their owner only. The lock is held as long as
 * the file is open and is the system's own: it does not outlive a killed process.
 * Throws `DataFolderInUse`, or SQLite's error.
 */
export function openFile(file: string, durability: ServerOptions['durability']): OpenFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    db.exec('PRAGMA journal_mode = WAL');
    // docs/SECURITY.md "Accepted means kept": FULL flushes each commit, NORMAL each checkpoint.
    db.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
    if (process.platform === 'darwin') {
      db.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
    }
    db.exec('PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
    return { db, epoch: migrate(db) };
  } catch (why) {
    db.close();
    throw isBusy(why) ? new DataFolderInUse(file) : why;
  }
}

const isBusy = (why: unknown): boolean =>
  ((why as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY;

/** Whether the file is whole; throws when it cannot even be read. */
export function isSound(db: DatabaseSyncInstance): boolean {
  const row = db.prepare('PRAGMA quick_check(1)').get() as Record<string, string>;
  return Object.values(row)[0] === 'ok';
}
