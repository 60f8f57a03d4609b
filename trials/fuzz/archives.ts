/**
 * Backups and exported rooms that somebody changed: inside of their compression and outside of it.
 * Each is taken or refused with a word that people can be told; nothing is written beside the folder.
 */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { postedEvent } from '../../protocol/events';
import { EVENTS_CLOSE, EVENTS_OPEN, exportHead } from '../../protocol/exported';
import { type ImportInto, importRoom } from '../../server/backup/import-room';
import { packBackup } from '../../server/backup/pack';
import { BackupProblem } from '../../server/backup/problem';
import { unpackBackup } from '../../server/backup/unpack';
import { mutate, seeded } from '../../server/testing/mutate';
import { House } from '../support/house';
import { POOL } from './pool';
import { sample, sampler } from './sample';
import { twistedJson } from './twist';

export interface Opened {
  readonly archives: number;
  readonly taken: number;
  readonly refused: number;
}

const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** Most of an archive is the log, in which a change is found at the end only: a block of tar is 512. */
const BLOCK_BYTES = 512;

export async function openBackups(count: number, seed: number): Promise<Opened> {
  const random = seeded(seed);
  const scratch = mkdtempSync(path.join(SCRATCH, 'sarangbang-archives-'));
  try {
    const whole = gunzipSync(await backup(scratch));
    const place = path.join(scratch, 'place');
    let taken = 0;
    for (let i = 0; i < count; i += 1) {
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place);
      const folder = path.join(place, 'new');
      mkdirSync(folder);
      const bytes =
        random() < 0.2 ? mutate(gzipSync(whole), random) : gzipSync(changed(whole, random));
      if (await took(() => unpackBackup(Readable.from([bytes]), folder))) taken += 1;
      if (readdirSync(place).length !== 1) throw new Error(`archive ${i} wrote beside its folder`);
    }
    return { archives: count, taken, refused: count - taken };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function backup(scratch: string): Promise<Buffer> {
  const dataDir = path.join(scratch, 'data');
  await (await House.open({ folder: dataDir })).end();
  const file = path.join(scratch, 'backup.tar.gz');
  await packBackup(createWriteStream(file), { dataDir, key: { as: 'plain' }, now: 0 });
  return readFileSync(file);
}

/** Bytes within one block: a header's name or size or kind, or what stands in a part. */
function changed(tar: Buffer, random: () => number): Buffer {
  const blocks = Math.floor(tar.length / BLOCK_BYTES);
  const at = BLOCK_BYTES * Math.floor(random() * blocks);
  const block = tar.subarray(at, at + BLOCK_BYTES);
  const other = mutate(block, random).subarray(0, BLOCK_BYTES);
  const same = Buffer.concat([other, Buffer.alloc(BLOCK_BYTES - other.length)]);
  return Buffer.concat([tar.subarray(0, at), same, tar.subarray(at + BLOCK_BYTES)]);
}

export async function openExports(count: number, seed: number): Promise<Opened> {
  const random = seeded(seed);
  const from = sampler(random, POOL);
  const scratch = mkdtempSync(path.join(SCRATCH, 'sarangbang-exports-'));
  const file = path.join(scratch, 'export.json');
  let taken = 0;
  try {
    for (let i = 0; i < count; i += 1) {
      const head = {
        ...(sample(exportHead, from) as object),
        format: 'sarangbang-export',
        version: 1,
      };
      const first = JSON.stringify(head).replace(/\}$/, EVENTS_OPEN);
      const events = Array.from({ length: 5 }, () =>
        twistedJson(sample(postedEvent, from), random, { whole: 0.7, bytes: 0.5 }),
      );
      const lines = [first, ...events.map(String), `${EVENTS_CLOSE}{}}`];
      const text = Buffer.from(`${lines.join('\n')}\n`);
      writeFileSync(file, random() < 0.5 ? mutate(text, random) : text);
      const by = { id: `k${'a'.repeat(22)}`, name: '민수' };
      if (await took(() => importRoom(file, nowhere(), by))) taken += 1;
    }
    return { archives: count, taken, refused: count - taken };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A log that keeps nothing. */
function nowhere(): ImportInto {
  let seq = 0;
  return {
    newRoomId: () => `r${'a'.repeat(16)}`,
    freeName: (name) => name,
    now: () => 1,
    head: () => seq,
    append({ events }) {
      seq += events.length;
      return { events: [], done: Promise.resolve() };
    },
  };
}

/** False when it was refused; rejects when what was thrown says nothing to a person. */
async function took(open: () => Promise<unknown>): Promise<boolean> {
  try {
    await open();
    return true;
  } catch (why) {
    const known =
      why instanceof BackupProblem || typeof (why as { code?: unknown }).code === 'string';
    if (!known) throw why;
    return false;
  }
}
