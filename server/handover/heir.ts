/**
 * The other side of a hand-over: a key of one's own, what was handed over beside it, and the record
 * that ties the two together. Nothing of this computer's own server is touched before the record
 * was checked; what was there is set aside.
 */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fingerprint } from '../../protocol/ids';
import type { SuccessionRecord } from '../../protocol/succession';
import { heirOf } from '../../protocol/wire/succession';
import { BackupProblem } from '../backup/problem';
import { present, setAside } from '../backup/restore';
import { epochOf } from '../backup/snapshot';
import { unpackBackup } from '../backup/unpack';
import { IDENTITY_FILE, openIdentity } from '../identity/identity';
import { makePrivateFolder } from '../identity/private-files';
import { LOG_FILE } from '../log/open-log';
import { needsNobody } from '../log/sqlite/open';
import { readRecords, writeRecords } from './succession-file';

const dataIn = (folder: string): string => join(folder, 'data');

/** Makes the folder anew. */
export async function makeHeirKey(folder: string): Promise<{ fingerprint: Fingerprint }> {
  await rm(folder, { recursive: true, force: true });
  await makePrivateFolder(folder);
  const { fingerprint } = await openIdentity(folder);
  return { fingerprint };
}

/** Rejects with a `BackupProblem` when it is not whole. */
export async function unpackHeir(folder: string, file: string): Promise<{ name: string }> {
  await mkdir(dataIn(folder), { mode: 0o700 });
  const head = await unpackBackup(createReadStream(file), dataIn(folder));
  if (head.key !== 'none') throw new BackupProblem('not-a-backup', 'a key is in it');
  return { name: head.server.name };
}

interface Install {
  folder: string;
  dataDir: string;
  /** The key by which this app knew the server. */
  known: Fingerprint;
  record: SuccessionRecord;
}

/** Rejects with `damaged` for a record that does not lead from the known key to the one made here. */
export async function installHeir({ folder, dataDir, known, record }: Install): Promise<void> {
  const data = dataIn(folder);
  const { fingerprint } = await openIdentity(folder);
  const log = epochOf(join(data, LOG_FILE));
  if (record.to !== fingerprint || heirOf(known, [record], log) !== fingerprint) {
    throw new BackupProblem('damaged', 'the record does not belong to it');
  }
  await writeRecords(data, [...(await readRecords(data)), record]);
  await rename(join(folder, IDENTITY_FILE), join(data, IDENTITY_FILE));
  await makePrivateFolder(dataDir);
  needsNobody(join(dataDir, LOG_FILE));
  await setAside(dataDir, await present(dataDir), Date.now());
  for (const name of await readdir(data)) await rename(join(data, name), join(dataDir, name));
  await rm(folder, { recursive: true, force: true });
}
