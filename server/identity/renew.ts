/**
 * A new key for a server that stays where it is (docs/PROTOCOL.md "A new key"). The old key signs a
 * record of succession to the new one, and is then gone; whoever knew the old key follows the record.
 *
 * In three steps, each on disk before the next: the new key in a file beside the old one, the record,
 * the new key in the old one's place. A crash in between leaves the old key in use, or is finished
 * at the next start: there is no moment in which the server has no key, or one that nobody follows.
 */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fingerprint } from '../../protocol/ids';
import type { SuccessionRecord } from '../../protocol/succession';
import { isGenuine, successionTranscript } from '../../protocol/wire/succession';
import { BackupProblem } from '../backup/problem';
import { HandedOver, readRecords, writeRecords } from '../handover/succession-file';
import { openLog } from '../log/open-log';
import { IDENTITY_FILE, openIdentity, readIdentity, type ServerIdentity } from './identity';
import { readPrivateFile, syncFolder, writePrivateFile } from './private-files';
import { signerOf } from './signer';

/** The key that is to follow, until the record says so. */
export const NEXT_FILE = 'identity.next.pem';

export interface Renewed {
  readonly from: Fingerprint;
  readonly to: Fingerprint;
}

/**
 * Gives the stopped server of a folder a new key. Rejects with `DataFolderInUse` while it runs, with
 * `no-server` where none is, with `HandedOver` when it goes on elsewhere, with `DamagedIdentity`, or
 * with the system's error; then the old key is still the server's.
 */
export async function renewKey(dataDir: string, now = Date.now()): Promise<Renewed> {
  if ((await readPrivateFile(join(dataDir, IDENTITY_FILE))) === null) {
    throw new BackupProblem('no-server', `there is no ${IDENTITY_FILE}`);
  }
  // Holds the lock of the folder, and knows which log the key stands for.
  const log = await openLog({ dataDir, durability: 'full', log: () => {} });
  try {
    const old = await settledIdentity(dataDir, log.epoch);
    const records = await readRecords(dataDir);
    const given = records.find(({ from }) => from === old.fingerprint);
    if (given) throw new HandedOver(dataDir, given);
    const next = await openIdentity(null);
    await writePrivateFile(join(dataDir, NEXT_FILE), `${next.key}\n${next.cert}\n`);
    const facts = { from: old.fingerprint, to: next.fingerprint, log: log.epoch, at: now };
    const record = { ...facts, ...signerOf(old).sign(successionTranscript(facts)) };
    await writeRecords(dataDir, [...records, record]);
    await takePlace(dataDir);
    return { from: old.fingerprint, to: next.fingerprint };
  } finally {
    await log.close();
  }
}

/**
 * The key of a folder, after whatever a crash left of a renewal is finished, or thrown away where
 * the record is not there. Rejects as `openIdentity` does.
 */
export async function settledIdentity(
  dataDir: string | null,
  log: string,
): Promise<ServerIdentity> {
  const identity = await openIdentity(dataDir);
  if (dataDir === null) return identity;
  const file = join(dataDir, NEXT_FILE);
  const text = await readPrivateFile(file);
  if (text === null) return identity;
  const { fingerprint: from } = identity;
  // A draft that was not written whole has no record either.
  const to = readable(file, text)?.fingerprint;
  const leads = (one: SuccessionRecord) =>
    one.from === from && one.to === to && one.log === log && isGenuine(one);
  if (!(await readRecords(dataDir)).some(leads)) {
    await rm(file);
    return identity;
  }
  await takePlace(dataDir);
  return openIdentity(dataDir);
}

function readable(file: string, text: string): ServerIdentity | null {
  try {
    return readIdentity(file, text);
  } catch {
    return null;
  }
}

async function takePlace(dataDir: string): Promise<void> {
  await rename(join(dataDir, NEXT_FILE), join(dataDir, IDENTITY_FILE));
  await syncFolder(dataDir);
}
