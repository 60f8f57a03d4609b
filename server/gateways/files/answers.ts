/** What is answered over HTTP. Nothing that a browser would show, run or remember. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type ChatError, type ErrorCode, Refusal } from '../../../protocol/errors';
import type { TransferAnswer } from '../../../protocol/files';
import type { FileRef } from '../../../protocol/message';
import type { Shelf } from '../../files/shelf';
import { readRange } from './requests';

const SAFE = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
} as const;

const STATUS: Partial<Record<ErrorCode, number>> = {
  'bad-frame': 400,
  'not-allowed': 401,
  'plain-refused': 403,
  'no-such-file': 404,
  'out-of-order': 409,
  'too-large': 413,
  'wrong-hash': 422,
  'slow-down': 429,
  full: 507,
};

export function answer(response: ServerResponse, status: number, body: TransferAnswer): void {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  const headers = { ...SAFE, 'Content-Type': 'application/json', 'Content-Length': length };
  response.writeHead(status, headers).end(text);
}

/** `offset`: the byte that is wanted next, where that is known. What is no refusal says nothing. */
export function refuse(response: ServerResponse, why: unknown, log: (line: string) => void): void {
  const error: ChatError = why instanceof Refusal ? why.error : { code: 'internal' };
  if (error.code === 'internal') log(`a transfer failed: ${(why as Error).message}`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // Bytes that are on their way are of no use to anybody any more.
  if (bringsMore(response.req)) response.setHeader('Connection', 'close');
  const { expected } = error;
  answer(response, STATUS[error.code] ?? 500, {
    error,
    ...(expected !== undefined && { offset: expected }),
  });
}

/** Whether more of a request may follow than its head, and has not come yet. */
const bringsMore = ({ complete, headers }: IncomingMessage): boolean =>
  !complete &&
  (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0);

/** The bytes that `range` names, or all of them. */
export async function send(
  response: ServerResponse,
  { ref, shelf, range, head }: { ref: FileRef; shelf: Shelf; range?: string; head: boolean },
): Promise<void> {
  const { id, size, hash } = ref;
  const part = readRange(range, size);
  const headers = {
    ...SAFE,
    // What it is was told on the chat connection; here it is bytes, for saving.
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': 'attachment',
    'Accept-Ranges': 'bytes',
    ETag: `"${hash}"`,
  };
  if (part === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  const { start, end } = part ?? { start: 0, end: size - 1 };
  const length = end - start + 1;
  // The first bytes are there before anything is promised: a lost file is a refusal, not a cut.
  if (!(await shelf.has(id))) throw new Refusal('no-such-file');
  response.writeHead(part ? 206 : 200, {
    ...headers,
    'Content-Length': length,
    ...(part && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (head || length === 0) response.end();
  else await pipeline(shelf.read(id, start, end), response);
}
