/**
 * What the page may show of files: `sarangbang-file://server/SERVER/FILE` and
 * `sarangbang-file://picked/TOKEN`. Only pictures, sound and films, told by their bytes, are
 * answered at all, and never as anything that could be a document (docs/SECURITY.md "Files").
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ChatClient } from '../../client/api';
import { fileToken, MEDIA_SCHEME, shownAs } from '../../protocol/files';
import { FILE_HEAD_BYTES, FILE_SHOWN_MAX_BYTES } from '../../protocol/limits';
import { fileId } from '../../protocol/message';
import type { ResultOf } from '../../protocol/replies';
import { inspect } from '../../protocol/wire/inspect';
import type { Cache } from './cache';

export interface MediaSources {
  /** Path of a picked file. */
  picked(token: string): string | undefined;
  /** Throws for a server that is not known. */
  server(id: string): { client: ChatClient; cache: Cache };
}

export type Wanted =
  | { readonly kind: 'picked'; readonly token: string }
  | { readonly kind: 'server'; readonly server: string; readonly file: string };

/** Null for every other address. */
export function readMediaUrl(address: string): Wanted | null {
  const prefix = `${MEDIA_SCHEME}://`;
  if (!address.startsWith(prefix)) return null;
  const [kind, first = '', second, ...more] = address.slice(prefix.length).split('/');
  if (more.length > 0) return null;
  if (kind === 'picked' && second === undefined) {
    return fileToken.safeParse(first).success ? { kind, token: first } : null;
  }
  if (kind !== 'server' || !fileId.safeParse(second).success) return null;
  try {
    const server = decodeURIComponent(first);
    return server === '' ? null : { kind, server, file: second ?? '' };
  } catch {
    return null;
  }
}

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Content-Disposition': 'inline',
  'Cache-Control': 'no-store',
  'Accept-Ranges': 'bytes',
} as const;

const nothing = () => new Response(null, { status: 404 });

export const mediaAnswer =
  (sources: MediaSources) =>
  async (request: Request): Promise<Response> => {
    const wanted = request.method === 'GET' ? readMediaUrl(request.url) : null;
    if (!wanted) return nothing();
    try {
      const range = request.headers.get('range');
      if (wanted.kind === 'picked') {
        const file = sources.picked(wanted.token);
        return file ? await fromDisk(file, range) : nothing();
      }
      return await fromServer(sources.server(wanted.server), wanted.file, range, request.signal);
    } catch {
      // No connection, no such file, not for this person: the page shows its name only.
      return nothing();
    }
  };

async function fromServer(
  { client, cache }: { client: ChatClient; cache: Cache },
  file: string,
  range: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const kept = await cache.find(file);
  if (kept) return fromDisk(kept, range);
  const reply = await client.submit({ verb: 'download', file });
  if (!reply.ok) return nothing();
  const { size, ...about } = reply.result as ResultOf<'download'>;
  const shown = shownAs(about);
  if (!shown) return nothing();
  if (size <= FILE_SHOWN_MAX_BYTES) return fromDisk(await cache.get(file, client.files), range);
  if (shown === 'image') return nothing();
  // A long film is played as it comes. Its type is one of a short list, whatever its bytes are.
  const part = rangeOf(range, size) ?? { start: 0, end: size - 1 };
  const { body } = await client.files.stream(file, part, signal);
  return answer(body, about.type, size, part, range !== null);
}

async function fromDisk(file: string, range: string | null): Promise<Response> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_HEAD_BYTES), 0);
    const about = await inspect(buffer.subarray(0, bytesRead));
    if (!shownAs(about)) return nothing();
    const part = rangeOf(range, size) ?? { start: 0, end: size - 1 };
    return answer(createReadStream(file, part), about.type, size, part, range !== null);
  } finally {
    await handle.close();
  }
}

function answer(
  body: Readable,
  type: string,
  size: number,
  { start, end }: { start: number; end: number },
  partial: boolean,
): Response {
  body.on('error', () => {});
  return new Response(Readable.toWeb(body) as unknown as ReadableStream, {
    status: partial ? 206 : 200,
    headers: {
      ...HEADERS,
      'Content-Type': type,
      'Content-Length': String(end - start + 1),
      ...(partial && { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    },
  });
}

/** Of one range `bytes=FROM-` or `bytes=FROM-TO`; null: all of it. */
export function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | null {
  const [, from, to] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined) return null;
  const start = Number(from);
  const end = to ? Math.min(Number(to), size - 1) : size - 1;
  return start <= end ? { start, end } : null;
}
