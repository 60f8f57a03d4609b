/** One file from the server to this computer's disk, or some of its bytes to whoever plays them. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, open as openFile, rename, rm, stat } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../../protocol/errors';
import { FILE_CHUNK_BYTES } from '../../protocol/limits';
import type { FileRef } from '../../protocol/message';
import { answered, open, type Route, refusalIn } from './transfer';

export interface Source {
  readonly route: Route;
  readonly ref: FileRef;
  readonly ticket: string;
  readonly signal: AbortSignal;
}

/**
 * Goes on with what lies in `part` already, and resolves when all of it is there and is what the
 * server said it would be. Rejects with `wrong-hash` (then nothing of it is left),
 * `storage-failed`, a `Refusal` of the server, or as the connection broke.
 */
export async function fetchPart(
  source: Source,
  part: string,
  moved: (bytes: number) => void,
): Promise<void> {
  const { ref, signal } = source;
  const hash = createHash('sha256');
  let had = (await stat(part).catch(() => null))?.size ?? 0;
  if (had > ref.size) {
    await rm(part, { force: true });
    had = 0;
  }
  if (had > 0) await take(createReadStream(part, { highWaterMark: FILE_CHUNK_BYTES }), hash);
  if (had < ref.size) {
    const { body } = await openBytes(source, { start: had });
    try {
      const disk = createWriteStream(part, { flags: 'a', mode: 0o600 });
      await pipeline(body, counting(had, hash, moved), disk, { signal });
    } catch (why) {
      throw isDisk(why) ? new Refusal('storage-failed', { field: 'local' }) : why;
    }
  } else if (ref.size === 0) {
    await (await openFile(part, 'a', 0o600).catch(onDisk)).close();
  }
  if (hash.digest('base64url') === ref.hash) return;
  await rm(part, { force: true });
  throw new Refusal('wrong-hash');
}

/** Gives a whole part its name, never in the place of another file. */
export async function settle(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
    await rm(part, { force: true });
  } catch (why) {
    if ((why as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new Refusal('storage-failed', { field: 'local', message: 'the name is taken' });
    }
    // No links on this disk. Whoever chose the name has seen that it was free.
    await rename(part, path).catch(onDisk);
  }
}

/** The bytes of a range as they come. */
export async function openBytes(
  { route, ref, ticket, signal }: Source,
  { start, end = ref.size - 1 }: { start: number; end?: number },
): Promise<{ body: Readable; start: number; end: number }> {
  const headers = { Range: `bytes=${start}-${end}` };
  const request = await open(route, { method: 'GET', file: ref.id, ticket, headers }, signal);
  const answer = answered(request);
  request.end();
  const response = await answer;
  response.once('close', () => request.destroy());
  if (response.statusCode !== 206) throw await refusalIn(response);
  const wanted = `bytes ${start}-${end}/${ref.size}`;
  if (response.headers['content-range'] === wanted) return { body: response, start, end };
  request.destroy();
  throw new Error('other bytes than those asked for');
}

async function take(stream: Readable, hash: Hash): Promise<void> {
  for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk);
}

function counting(from: number, hash: Hash, moved: (bytes: number) => void): Transform {
  let bytes = from;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      moved(bytes);
      done(null, chunk);
    },
  });
}

const DISK_CODES = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EIO'];
const isDisk = (why: unknown): boolean =>
  DISK_CODES.includes((why as NodeJS.ErrnoException).code ?? '');

const onDisk = (why: unknown): never => {
  throw isDisk(why) ? new Refusal('storage-failed', { field: 'local' }) : why;
};
