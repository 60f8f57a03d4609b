/**
 * What the log was before a newer program changed its format, kept beside it for a while: a whole
 * copy, which the program that wrote it can open (docs/SECURITY.md "Delivery").
 */
import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { FORMAT_COPY_MS } from '../../../protocol/limits';

const copyOf = (file: string, format: number): string => `${file}.format-${format}`;

/**
 * On disk, whole, when it returns; throws SQLite's error where there is no room for it, and the file
 * is then as it was. A copy that is there already is from an attempt that came to nothing.
 */
export function keepBeforeMigration(db: DatabaseSyncInstance, file: string, format: number): void {
  const copy = copyOf(file, format);
  if (existsSync(copy)) return;
  const draft = `${copy}.new`;
  rmSync(draft, { force: true });
  db.prepare('VACUUM INTO ?').run(draft);
  chmodSync(draft, 0o600);
  renameSync(draft, copy);
}

/** Copies that are old enough go: they hold what was deleted since. */
export function dropOldCopies(file: string, now = Date.now()): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.format-`)) continue;
    const copy = join(folder, name);
    if (now - statSync(copy).mtimeMs > FORMAT_COPY_MS) rmSync(copy, { force: true });
  }
}
