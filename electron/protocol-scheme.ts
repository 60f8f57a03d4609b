/**
 * The app's own scheme: `app://sarangbang/` serves the files of the built renderer and nothing
 * else, with the headers that confine it (docs/SECURITY.md). `file:` is never used.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { MEDIA_SCHEME } from '../protocol/files';

export const SCHEME = 'app';
export const ORIGIN = 'app://sarangbang';
export const START_PAGE = `${ORIGIN}/index.html`;

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' data: blob: ${MEDIA_SCHEME}:`,
  `media-src ${MEDIA_SCHEME}:`,
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
    { scheme: MEDIA_SCHEME, privileges: { standard: true, secure: true, stream: true } },
  ]);

/**
 * The file of `folder` that a URL names; null for another origin, an unknown type, or a path that
 * would leave the folder.
 */
export const fileFor = (folder: string, address: string): string | null => {
  let wanted: string;
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== ORIGIN) return null;
    wanted = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return null;
  const file = path.join(folder, wanted === '/' ? 'index.html' : wanted);
  const inside = file.startsWith(folder + path.sep);
  return inside && TYPES[path.extname(file)] ? file : null;
};

const headersFor = (file: string): Record<string, string> => ({
  'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
});

export const serveRenderer = (session: Session, folder: string): void =>
  session.protocol.handle(SCHEME, async (request) => {
    const file = request.method === 'GET' ? fileFor(folder, request.url) : null;
    if (!file) return new Response(null, { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), { headers: headersFor(file) });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
