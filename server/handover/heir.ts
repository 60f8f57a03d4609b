/**
 * The other side of a hand-over: a key of one's own, what was handed over beside it, and the record
 * that ties the two together. Nothing of this computer's own server is touched before the record
 * was checked; what was there is set aside.
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fingerprint } from '../../protocol/ids';
import type { SuccessionRecord } from '../../protocol/succession';
import { heirOf } from '../../protocol/wire/succession';
import { BackupProblem } from '../backup/problem';
import { present, setAside } from '../backup/restore';
import { epochOf } from '../backup/snapshot';
import { IDENTITY_FILE, openIdentity } from '../identity/identity';
import { makePrivateFolder, writePrivateFile } from '../identity/private-files';
import { serverName } from '../identity/server-name';
import { LOG_FILE } from '../log/open-log';
import { needsNobody } from '../log/sqlite/open';
import { DEFAULTS } from '../options';
import { readRecords, writeRecords } from './succession-file';

const dataIn = (folder: string): string => join(folder, 'data');

/** Makes the folder anew. */
export async function makeHeirKey(folder: string): Promise<{ fingerprint: Fingerprint }> {
  await rm(folder, { recursive: true, force: true });
  await makePrivateFolder(folder);
  const { fingerprint } = await openIdentity(folder);
  return { fingerprint };
}

/** What came is a whole log. Rejects with a `BackupProblem` when it is not, or cannot be put here. */
export async function checkHeir(folder: string, dataDir: string): Promise<{ name: string }> {
  const data = dataIn(folder);
  epochOf(join(data, LOG_FILE));
  await readRecords(data);
  if ((await readdir(data)).includes(IDENTITY_FILE)) {
    throw new BackupProblem('not-a-backup', 'a key is in it');
  }
  needsNobody(join(dataDir, LOG_FILE));
  return { name: await serverName(data, undefined, DEFAULTS.name) };
}

interface Install {
  folder: string;
  dataDir: string;
  /** The key by which this app knew the server. */
  known: Fingerprint;
  record: SuccessionRecord;
}

/** Written down when what was in the way is out of it: what a crash cut short goes on from there. */
const CLEARED = 'cleared';

/**
 * Rejects with `damaged` for a record that does not lead from the known key to the one made here.
 * Cut short at any point it can be done again: the log goes last, and without it nothing is a server.
 */
export async function installHeir({ folder, dataDir, known, record }: Install): Promise<void> {
  const data = dataIn(folder);
  const parts = await readdir(data);
  if (parts.includes(LOG_FILE)) {
    if (await isIn(folder, IDENTITY_FILE)) {
      const { fingerprint } = await openIdentity(folder);
      const log = epochOf(join(data, LOG_FILE));
      if (record.to !== fingerprint || heirOf(known, [record], log) !== fingerprint) {
        throw new BackupProblem('damaged', 'the record does not belong to it');
      }
      await writeRecords(data, [...(await readRecords(data)), record]);
      await rename(join(folder, IDENTITY_FILE), join(data, IDENTITY_FILE));
    }
    await makePrivateFolder(dataDir);
    needsNobody(join(dataDir, LOG_FILE));
    if (!(await isIn(folder, CLEARED))) {
      await setAside(dataDir, await present(dataDir), Date.now());
      await writePrivateFile(join(folder, CLEARED), '');
    }
    const rest = (await readdir(data)).filter((name) => name !== LOG_FILE);
    for (const name of [...rest, LOG_FILE]) await rename(join(data, name), join(dataDir, name));
  }
  await rm(folder, { recursive: true, force: true });
}

const isIn = async (folder: string, name: string): Promise<boolean> =>
  (await readdir(folder)).includes(name);
