/**
 * Bytes of an upload from a connection to the disk: in order, counted, hashed as they pass, and
 * never more of them in memory than FILE_CHUNK_BYTES and what the connection holds itself.
 */
import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '../../protocol/errors';
import { FILE_CHUNK_BYTES } from '../../protocol/limits';

/** A hash of the first `bytes` bytes of a file that grows. */
export class RunningHash {
  private hash: Hash = createHash('sha256');
  bytes = 0;

  update(chunk: Uint8Array): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
  }

  /** base64url; can be asked once. */
  digest(): string {
    return this.hash.digest('base64url');
  }
}

export interface Intake {
  readonly handle: FileHandle;
  /** Where the first byte of `body` belongs. */
  readonly from: number;
  /** Bytes that the whole file has. */
  readonly size: number;
  readonly body: Readable;
  /** Null where the hash cannot go on from here. */
  readonly hash: RunningHash | null;
  /** Called after each write with the number of bytes that the file has now. */
  written(bytes: number): void;
}

/**
 * Resolves at the end of `body`. Rejects with `too-large` when more comes than the file has, with
 * `full` when the disk is, and with the connection's error; what was written stays.
 */
export async function takeIn({ handle, from, size, body, hash, written }: Intake): Promise<void> {
  let at = from;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const flush = async () => {
    if (heldBytes === 0) return;
    const [buffers, bytes] = [held, heldBytes];
    held = [];
    heldBytes = 0;
    await writeAll(handle, buffers, bytes, at);
    for (const buffer of buffers) hash?.update(buffer);
    at += bytes;
    written(at);
  };
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (at + heldBytes + chunk.length > size) throw new Refusal('too-large', { limit: size });
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes >= FILE_CHUNK_BYTES) await flush();
    }
  } finally {
    // What came before a connection broke need not come again.
    await flush();
  }
}

async function writeAll(
  handle: FileHandle,
  buffers: Buffer[],
  bytes: number,
  at: number,
): Promise<void> {
  try {
    const { bytesWritten } = await handle.writev(buffers, at);
    if (bytesWritten === bytes) return;
    const rest = Buffer.concat(buffers).subarray(bytesWritten);
    await writeAll(handle, [rest], rest.length, at + bytesWritten);
  } catch (why) {
    throw isFull(why) ? new Refusal('full', { field: 'disk' }) : why;
  }
}

const isFull = (why: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((why as NodeJS.ErrnoException).code ?? '');

/** SHA-256 of all that a stream brings, base64url. */
export async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('base64url');
}
