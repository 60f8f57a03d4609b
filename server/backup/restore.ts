/**
 * A backup becomes a data folder again. Nothing of the folder is touched before the backup was
 * read whole and found sound; what was there is set aside and never deleted.
 */
import { createReadStream, type PathLike } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { IDENTITY_FILE, openIdentity } from '../identity/identity';
import { makePrivateFolder, writePrivateFile } from '../identity/private-files';
import { LOG_FILE } from '../log/open-log';
import { DataFolderInUse, needsNobody } from '../log/sqlite/open';
import { type BackupHeader, SEALED_KEY_PART } from './manifest';
import { BackupProblem } from './problem';
import { unseal } from './seal';
import { type UnpackOptions, unpackBackup } from './unpack';

export interface RestoreOptions extends UnpackOptions {
  dataDir: string;
  /** What is in the folder is set aside in it; without this it must be empty. */
  replace: boolean;
  /** Needed when the key is sealed. */
  passphrase?: string;
  /** ms since 1970. */
  now: number;
}

export interface Restored extends BackupHeader {
  /** Where in the folder that is which was there before; left out when it was empty. */
  aside?: string;
}

const DRAFT = '.restoring';

/** Rejects with a `BackupProblem`, or the system's error; the folder is as before then. */
export async function restoreBackup(
  file: PathLike | Readable,
  options: RestoreOptions,
): Promise<Restored> {
  const { dataDir } = options;
  await makePrivateFolder(dataDir);
  const before = await present(dataDir);
  if (before.length > 0 && !options.replace) throw new BackupProblem('not-empty');
  try {
    needsNobody(join(dataDir, LOG_FILE));
  } catch (why) {
    throw why instanceof DataFolderInUse ? new BackupProblem('in-use') : why;
  }
  const draft = join(dataDir, DRAFT);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  try {
    const from = isStream(file) ? file : createReadStream(file);
    const head = await unpackBackup(from, draft, options);
    await openKey(draft, head, options.passphrase);
    const aside = await setAside(dataDir, before, options.now);
    // The log last: without it the folder is no server yet.
    for (const name of (await readdir(draft)).sort(
      (a, b) => Number(a === LOG_FILE) - Number(b === LOG_FILE),
    )) {
      await rename(join(draft, name), join(dataDir, name));
    }
    return { ...head, ...(aside !== null && { aside }) };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Leaves a key in `draft` that a server can use, and that is the one the header speaks of. */
async function openKey(draft: string, head: BackupHeader, passphrase?: string): Promise<void> {
  if (head.key === 'none') return;
  if (head.key === 'sealed') {
    if (passphrase === undefined) throw new BackupProblem('passphrase-needed');
    const sealed = await readFile(join(draft, SEALED_KEY_PART), 'utf8');
    await writePrivateFile(join(draft, IDENTITY_FILE), await unseal(sealed, passphrase));
    await rm(join(draft, SEALED_KEY_PART));
  }
  const { fingerprint } = await openIdentity(draft).catch((why) => {
    throw new BackupProblem('damaged', why instanceof Error ? why.message : String(why));
  });
  if (fingerprint !== head.server.fingerprint) {
    throw new BackupProblem('damaged', 'the key is another one than the header says');
  }
}

/** Into a folder of the same folder, which may be a mount that nothing can be moved out of. */
export async function setAside(
  dataDir: string,
  names: readonly string[],
  now: number,
): Promise<string | null> {
  if (names.length === 0) return null;
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+Z$/g, '');
  const aside = join(dataDir, `${ASIDE}${stamp}`);
  await mkdir(aside, { mode: 0o700 });
  for (const name of names) await rename(join(dataDir, name), join(aside, name));
  return aside;
}

export const ASIDE = 'replaced-';

/** What was set aside earlier stays where it is, and does not make a folder full. */
export async function present(dataDir: string): Promise<string[]> {
  const names = await readdir(dataDir);
  return names.filter((name) => name !== DRAFT && !name.startsWith(ASIDE) && name !== 'lost+found');
}

const isStream = (file: PathLike | Readable): file is Readable =>
  typeof file === 'object' && 'pipe' in file;
