/**
 * Reads a backup into a folder of its own, trusting nothing in it: names, sizes and kinds of parts
 * are checked before a byte is written, hashes after, and the log is looked at last.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Extract, extract } from 'tar-stream';
import type { z } from 'zod';
import {
  BACKUP_MANIFEST_MAX_BYTES,
  BACKUP_MAX_BYTES,
  BACKUP_PARTS_MAX,
  BACKUP_SMALL_PART_MAX_BYTES,
} from '../../protocol/limits';
import {
  BACKUP_VERSION,
  type BackupHeader,
  HEADER,
  header,
  isPart,
  isSmall,
  LOG_PART,
  MANIFEST,
  manifest,
} from './manifest';
import { BackupProblem } from './problem';
import { epochOf } from './snapshot';

type Entry = Extract extends AsyncIterable<infer One> ? One : never;

export interface UnpackOptions {
  /** Bytes of parts read, and of all of them. */
  onProgress?(done: number, total: number): void;
  signal?: AbortSignal;
}

/**
 * `folder` must be empty, and holds only what was read whole once this resolves; on a rejection
 * the caller throws it away. Rejects with a `BackupProblem`, or the system's error.
 */
export async function unpackBackup(
  from: Readable,
  folder: string,
  options: UnpackOptions = {},
): Promise<BackupHeader> {
  const archive = extract();
  const feeding = pipeline(from, createGunzip(), archive, { signal: options.signal });
  feeding.catch((why) => archive.destroy(why));
  const reader = new Unpacking(folder, options);
  try {
    for await (const entry of archive) await reader.take(entry);
    await feeding;
  } catch (why) {
    from.destroy();
    throw readable(why);
  }
  const head = reader.finish();
  if (epochOf(join(folder, LOG_PART)) !== head.server.epoch) {
    throw new BackupProblem('damaged', 'the log is another one than the header says');
  }
  return head;
}

class Unpacking {
  private head: BackupHeader | null = null;
  private done = 0;
  private listed: ReadonlyMap<string, string> | null = null;
  private readonly hashes = new Map<string, string>();

  constructor(
    private readonly folder: string,
    private readonly options: UnpackOptions,
  ) {}

  async take(entry: Entry): Promise<void> {
    const { name, size = 0, type } = entry.header;
    if (this.listed) throw new BackupProblem('not-a-backup', 'something follows the manifest');
    if (!this.head) {
      if (name !== HEADER) throw new BackupProblem('not-a-backup', 'it does not begin as one');
      await this.takeHeader(await text(entry, size, BACKUP_SMALL_PART_MAX_BYTES));
    } else if (type !== 'file') {
      throw new BackupProblem('not-a-backup', `a ${type} is in it`);
    } else if (name === MANIFEST) {
      const { parts } = parse(manifest, await text(entry, size, BACKUP_MANIFEST_MAX_BYTES));
      this.listed = new Map(parts.map((part) => [part.name, part.hash]));
    } else await this.takePart(entry, name, size, this.head);
  }

  /** The header, when everything that the manifest names is there unchanged, and nothing else. */
  finish(): BackupHeader {
    const { head, listed, hashes } = this;
    if (!head) throw new BackupProblem('not-a-backup', 'it is empty');
    if (!listed) throw new BackupProblem('damaged', 'it was cut off');
    if (listed.size !== hashes.size) throw new BackupProblem('damaged', 'parts are missing');
    for (const [name, hash] of listed) {
      if (hashes.get(name) !== hash) throw new BackupProblem('damaged', `${name} was changed`);
    }
    if (!hashes.has(LOG_PART)) throw new BackupProblem('not-a-backup', 'there is no log in it');
    return head;
  }

  private async takeHeader(said: string): Promise<void> {
    const version = (looselyParsed(said) as { version?: unknown } | null)?.version;
    if (typeof version === 'number' && version > BACKUP_VERSION) {
      throw new BackupProblem('newer', `it has format ${version}`);
    }
    const head = parse(header, said);
    const { bavail, bsize } = await statfs(this.folder);
    if (head.bytes > Math.min(BACKUP_MAX_BYTES, bavail * bsize)) {
      throw new BackupProblem('no-space', `${head.bytes} bytes are needed`);
    }
    this.head = head;
  }

  private async takePart(
    entry: Entry,
    name: string,
    size: number,
    head: BackupHeader,
  ): Promise<void> {
    if (!isPart(name)) throw new BackupProblem('not-a-backup', 'a part has a strange name');
    if (this.hashes.has(name)) throw new BackupProblem('not-a-backup', `${name} is in it twice`);
    if (this.hashes.size >= BACKUP_PARTS_MAX) {
      throw new BackupProblem('not-a-backup', 'it has too many parts');
    }
    const most = isSmall(name) ? BACKUP_SMALL_PART_MAX_BYTES : head.bytes - this.done;
    if (size > most) throw new BackupProblem('not-a-backup', `${name} is larger than it may be`);
    const file = join(this.folder, ...name.split('/'));
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    const seen = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        hash.update(chunk);
        this.done += chunk.length;
        this.options.onProgress?.(this.done, head.bytes);
        done(null, chunk);
      },
    });
    await pipeline(entry, seen, createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }));
    this.hashes.set(name, hash.digest('base64url'));
  }
}

async function text(entry: Entry, size: number, most: number): Promise<string> {
  if (size > most) throw new BackupProblem('not-a-backup', 'a description is too large');
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parse<T extends z.ZodType>(schema: T, said: string): z.output<T> {
  const parsed = schema.safeParse(looselyParsed(said));
  if (parsed.success) return parsed.data;
  throw new BackupProblem('not-a-backup', 'its description cannot be read');
}

function looselyParsed(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}

/** What zlib and tar say about bytes that are not theirs. */
function readable(why: unknown): unknown {
  if (why instanceof BackupProblem) return why;
  const { code = '', message = '' } = why as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || /unexpected end|premature/i.test(message)) {
    return new BackupProblem('damaged', 'it was cut off');
  }
  if (code === 'Z_DATA_ERROR' || /invalid tar|incorrect header/i.test(message)) {
    return new BackupProblem('not-a-backup', message);
  }
  if (code === 'ENOSPC') return new BackupProblem('no-space', message);
  return why;
}
