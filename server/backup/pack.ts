/**
 * Writes a data folder as one file: a tar archive under gzip, header first and manifest last. The
 * server may be running. Nothing is held in memory but one chunk and the list of parts.
 */
import { createHash, type Hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack as tar } from 'tar-stream';
import { IDENTITY_FILE, openIdentity } from '../identity/identity';
import { readPrivateFile } from '../identity/private-files';
import { SERVER_FILE, serverName } from '../identity/server-name';
import { LOG_FILE } from '../log/open-log';
import { DEFAULTS } from '../options';
import {
  BACKUP_VERSION,
  type BackupHeader,
  HEADER,
  KEY_PART,
  LOG_PART,
  MANIFEST,
  type Manifest,
  SEALED_KEY_PART,
  SERVER_PART,
  SUCCESSION_PART,
} from './manifest';
import { filePart, fileParts, type Part, textPart } from './parts';
import { BackupProblem } from './problem';
import { seal } from './seal';
import { epochOf, snapshot } from './snapshot';

/** Files are mostly compressed already: little is gained by trying hard. */
const GZIP_LEVEL = 3;

export interface PackOptions {
  dataDir: string;
  /** `none`: for whoever goes on with a key of their own. */
  key: { as: 'plain' | 'none' } | { as: 'sealed'; passphrase: string };
  /** ms since 1970. */
  now: number;
  /** Bytes of parts written, and of all of them. */
  onProgress?(done: number, total: number): void;
  signal?: AbortSignal;
}

/** Ends `out`. Rejects with a `BackupProblem`, or the system's error; `out` is destroyed then. */
export async function packBackup(out: Writable, options: PackOptions): Promise<BackupHeader> {
  const { dataDir, signal } = options;
  let scratch: string | null = null;
  try {
    scratch = await mkdtemp(join(dataDir, '.backup-')).catch((why) => {
      throw why.code === 'ENOENT' ? new BackupProblem('no-server') : why;
    });
    const { head, parts } = await collect(options, scratch);
    const archive = tar();
    const writing = pipeline(archive, createGzip({ level: GZIP_LEVEL }), out, { signal });
    const filling = fill(archive, head, parts, options).catch((why) => archive.destroy(why));
    await Promise.all([writing, filling]);
    return head;
  } catch (why) {
    out.destroy();
    throw why;
  } finally {
    if (scratch) await rm(scratch, { recursive: true, force: true });
  }
}

async function collect(
  { dataDir, key, now }: PackOptions,
  scratch: string,
): Promise<{ head: BackupHeader; parts: Part[] }> {
  const log = join(scratch, LOG_FILE);
  // First the log: a file that it speaks of was there before, or has expired by now.
  snapshot(join(dataDir, LOG_FILE), log);
  const identity = await readPrivateFile(join(dataDir, IDENTITY_FILE));
  if (identity === null) throw new BackupProblem('no-server', `there is no ${IDENTITY_FILE}`);
  const { fingerprint } = await openIdentity(dataDir);
  const small = [
    key.as === 'plain' ? textPart(KEY_PART, identity) : null,
    key.as === 'sealed' ? textPart(SEALED_KEY_PART, await seal(identity, key.passphrase)) : null,
    await filePart(SERVER_PART, join(dataDir, SERVER_FILE)),
    await filePart(SUCCESSION_PART, join(dataDir, SUCCESSION_PART)),
    await filePart(LOG_PART, log),
  ];
  const parts = [...small.filter((part) => part !== null), ...(await fileParts(dataDir, scratch))];
  const name = await serverName(dataDir, undefined, DEFAULTS.name);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const server = { name, fingerprint, epoch: epochOf(log) };
  const made = { format: 'sarangbang-backup', version: BACKUP_VERSION, made: now } as const;
  return { head: { ...made, server, key: key.as, bytes }, parts };
}

async function fill(
  archive: Pack,
  head: BackupHeader,
  parts: readonly Part[],
  { onProgress, now }: PackOptions,
): Promise<void> {
  const mtime = new Date(now);
  let done = 0;
  const moved = (bytes: number) => {
    done += bytes;
    onProgress?.(done, head.bytes);
  };
  const add = async ({ name, bytes, open }: Part): Promise<Hash | null> => {
    const from = await open();
    if (!from) return null;
    const hash = createHash('sha256');
    const entry = archive.entry({ name, size: bytes, mode: 0o600, mtime });
    await pipeline(from, counted(hash, moved), entry);
    return hash;
  };
  await add(textPart(HEADER, JSON.stringify(head)));
  const manifest: Manifest = { parts: [] };
  for (const part of parts) {
    const hash = await add(part);
    const { name, bytes } = part;
    if (hash) manifest.parts.push({ name, bytes, hash: hash.digest('base64url') });
  }
  await add(textPart(MANIFEST, JSON.stringify(manifest)));
  archive.finalize();
}

const counted = (hash: Hash, moved: (bytes: number) => void): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      moved(chunk.length);
      done(null, chunk);
    },
  });
