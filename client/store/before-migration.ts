/**
 * What a copy was before a newer program changed its format, kept beside it for a while: a whole
 * file, which the program that wrote it can open (docs/SECURITY.md "A copy stays"). Most of a copy a
 * server has too; what waits in its outbox, and drafts, nobody else has.
 */
import { chmodSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { FORMAT_COPY_MS } from '../../protocol/limits';

/**
 * One is kept, the newest. On disk, whole, when it returns; throws SQLite's error where there is no
 * room for it, and the copy is then as it was.
 */
export function keepBeforeMigration(db: DatabaseSyncInstance, file: string, format: number): void {
  const kept = `${file}.format-${format}`;
  const draft = `${kept}.new`;
  rmSync(draft, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(draft);
    chmodSync(draft, 0o600);
    // Also over one of an attempt that came to nothing: the older program may have gone on since.
    renameSync(draft, kept);
  } catch (why) {
    rmSync(draft, { force: true });
    throw why;
  }
  for (const other of keptBeside(file)) if (other !== kept) rmSync(other, { force: true });
}

/** What is old enough goes: it holds what was deleted since. */
export function dropOldKept(file: string, now = Date.now()): void {
  for (const kept of keptBeside(file)) {
    if (now - statSync(kept).mtimeMs > FORMAT_COPY_MS) rmSync(kept, { force: true });
  }
}

function keptBeside(file: string): string[] {
  const folder = dirname(file);
  const names = readdirSync(folder).filter((name) => name.startsWith(`${basename(file)}.format-`));
  return names.map((name) => join(folder, name));
}
