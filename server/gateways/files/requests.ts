/** What is asked for over HTTP, read strictly: an address, a ticket, and which bytes. */
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../../protocol/errors';
import { ticket } from '../../../protocol/files';
import { type FileId, fileId } from '../../../protocol/message';

export interface Asked {
  readonly way: 'up' | 'down';
  /** Only the head of the answer is wanted. */
  readonly head: boolean;
  readonly file: FileId;
  readonly ticket: string;
}

/** `GET`, `HEAD` or `PUT` of `/files/ID` with `Authorization: Bearer TICKET`; null: anything else. */
export function readRequest({ method, url, headers }: IncomingMessage): Asked | null {
  const id = fileId.safeParse(/^\/files\/([^/?#]+)$/.exec(url ?? '')?.[1]);
  const way = method === 'PUT' ? 'up' : method === 'GET' || method === 'HEAD' ? 'down' : null;
  if (!id.success || way === null) return null;
  const shown = ticket.safeParse(/^Bearer ([^ ]+)$/.exec(headers.authorization ?? '')?.[1]);
  if (!shown.success) throw new Refusal('not-allowed', { message: 'no ticket' });
  return { way, head: method === 'HEAD', file: id.data, ticket: shown.data };
}

/** Where the bytes of a `PUT` begin: `Content-Range: bytes FROM-TO/SIZE`, or from the first on. */
export function readContentRange(header: string | undefined, size: number): number {
  if (header === undefined) return 0;
  const [, from, to, whole] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header) ?? [];
  const range = { from: Number(from), to: Number(to), whole: Number(whole) };
  if (from === undefined || range.whole !== size || range.to < range.from || range.to >= size) {
    throw new Refusal('bad-frame', { field: 'content-range' });
  }
  return range.from;
}

/** Of one `Range` the first and last byte; null: all of it; `unsatisfiable` beyond the end. */
export function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | null | 'unsatisfiable' {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  // Several ranges and other units are answered with the whole, as RFC 9110 14.2 lets servers do.
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < start) return null;
  return start < size && start <= end ? { start, end } : 'unsatisfiable';
}
