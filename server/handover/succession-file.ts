/**
 * The records of a data folder: how its key came to be that of its log and, once the server was
 * handed over, the record that says to whom. A folder of that kind is not served any more.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Fingerprint } from '../../protocol/ids';
import { SUCCESSIONS_MAX } from '../../protocol/limits';
import { type SuccessionRecord, succession } from '../../protocol/succession';
import { heirOf, isGenuine } from '../../protocol/wire/succession';
import { SUCCESSION_PART } from '../backup/manifest';
import { readPrivateFile, writePrivateFile } from '../identity/private-files';

const file = z.object({ records: succession });

/** The server of this folder goes on under another key, on another computer. */
export class HandedOver extends Error {
  constructor(
    folder: string,
    readonly record: SuccessionRecord,
  ) {
    super(`the server in ${folder} was handed over: another one goes on in its place`);
    this.name = 'HandedOver';
  }
}

/** Empty when there are none. Rejects for a file that is not what it should be. */
export async function readRecords(dataDir: string): Promise<readonly SuccessionRecord[]> {
  const text = await readPrivateFile(join(dataDir, SUCCESSION_PART));
  if (text === null) return [];
  return file.parse(JSON.parse(text)).records;
}

/** On disk when it resolves. The oldest ones are given up when there are too many. */
export async function writeRecords(
  dataDir: string,
  records: readonly SuccessionRecord[],
): Promise<void> {
  const kept = records.slice(-SUCCESSIONS_MAX);
  await writePrivateFile(join(dataDir, SUCCESSION_PART), `${JSON.stringify({ records: kept })}\n`);
}

/**
 * The chain that leads to this key, to be shown to whoever knows an older one. Rejects with
 * `HandedOver` when the key itself has a successor; records that prove nothing are left out.
 */
export async function successionOf(
  dataDir: string | null,
  key: Fingerprint,
  log: string,
): Promise<readonly SuccessionRecord[]> {
  if (dataDir === null) return [];
  const records = (await readRecords(dataDir)).filter((one) => one.log === log && isGenuine(one));
  const given = records.find(({ from }) => from === key);
  if (given) throw new HandedOver(dataDir, given);
  return records.filter(({ from }) => heirOf(from, records, log) === key);
}
