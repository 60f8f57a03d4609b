/** One file of this computer to the server, once: from where the server is to its end. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../../protocol/errors';
import { FILE_CHUNK_BYTES } from '../../protocol/limits';
import type { LocalFile } from './api';
import { answered, open, type Route, readAnswer } from './transfer';

export interface Sending {
  readonly local: LocalFile;
  readonly route: Route;
  readonly file: string;
  readonly ticket: string;
  /** The byte that the server wants next. */
  readonly offset: number;
  readonly signal: AbortSignal;
  /** All that went out, what was there before included. */
  moved(bytes: number): void;
}

/** Refuses with `no-such-file` when it is gone, or is not what it was when it was picked. */
export async function needsSameFile({ path, size, modified }: LocalFile): Promise<void> {
  const now = await stat(path).catch(() => null);
  if (!now?.isFile() || now.size !== size || Math.abs(now.mtimeMs - modified) > 1) {
    throw new Refusal('no-such-file', { field: 'local' });
  }
}

/** SHA-256 of its bytes, base64url. */
export async function hashOf({ path }: LocalFile, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const bytes = createReadStream(path, { highWaterMark: FILE_CHUNK_BYTES, signal });
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (why) {
    signal.throwIfAborted();
    throw new Refusal('no-such-file', { field: 'local', message: (why as Error).message });
  }
  return hash.digest('base64url');
}

/** Resolves when the server has all of it. Rejects with a `Refusal`, or as the connection broke. */
export async function sendFile(sending: Sending): Promise<void> {
  const { local, route, file, ticket, offset, signal, moved } = sending;
  const { size, path } = local;
  const range = { 'Content-Range': `bytes ${offset}-${size - 1}/${size}` };
  const headers = { 'Content-Length': size - offset, ...range };
  const request = await open(route, { method: 'PUT', file, ticket, headers }, signal);
  const answer = answered(request);
  const body = createReadStream(path, { start: offset, highWaterMark: FILE_CHUNK_BYTES });
  // A refusal may come before the last byte went out, and says more than the broken pipe after it.
  const sent = pipeline(body, counting(offset, moved), request).catch((why) => why as Error);
  try {
    const response = await answer;
    body.destroy();
    const said = await readAnswer(response);
    if ('error' in said) {
      const { code, ...more } = said.error;
      throw new Refusal(code, more);
    }
    if (!said.complete) throw new Error('the server has not got all of it');
  } finally {
    request.destroy();
    await sent;
  }
}

function counting(from: number, moved: (bytes: number) => void): Transform {
  let bytes = from;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      moved(bytes);
      done(null, chunk);
    },
  });
}
