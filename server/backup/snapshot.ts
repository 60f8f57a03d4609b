/**
 * A copy of a database as it is at one moment, also while a server is writing to it: SQLite reads
 * the newest commit and what comes later is not in the copy.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { isBusy, isSound } from '../log/sqlite/open';
import { BackupProblem } from './problem';

const BUSY_TIMEOUT_MS = 2_000;

/**
 * `target` must not be there. Blocks this thread for as long as the file is copied: it is meant
 * for a process of its own. Throws `no-server`, `in-use`, or SQLite's error.
 */
export function snapshot(file: string, target: string): void {
  if (!existsSync(file)) throw new BackupProblem('no-server', `there is no ${file}`);
  let db: DatabaseSyncInstance | null = null;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA trusted_schema = OFF`);
    db.prepare('VACUUM INTO ?').run(target);
  } catch (why) {
    // The one server of a file that it alone may read: `serve --worker 0`.
    throw isBusy(why) ? new BackupProblem('in-use') : why;
  } finally {
    db?.close();
  }
}

/** The epoch of a log; throws `damaged` when it is none, or not whole. */
export function epochOf(file: string): string {
  let db: DatabaseSyncInstance | null = null;
  try {
    db = new DatabaseSync(file, { readOnly: true });
    db.exec('PRAGMA trusted_schema = OFF');
    if (!isSound(db)) throw new Error('it is not whole');
    const row = db.prepare("SELECT value FROM meta WHERE key = 'epoch'").get();
    const { value } = row as { value?: unknown };
    if (typeof value !== 'string') throw new Error('it has no epoch');
    return value;
  } catch (why) {
    const reason = why instanceof Error ? why.message : String(why);
    throw new BackupProblem('damaged', `the log cannot be used: ${reason}`);
  } finally {
    db?.close();
  }
}
