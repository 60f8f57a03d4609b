/** A room into a file, and the files of its messages into a folder beside it when wanted. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { diskFileName } from '../../protocol/file-names';
import type { FileRef } from '../../protocol/message';
import { asHtml } from './html';
import { asJson } from './json';
import { type ExportOptions, type ExportSource, within } from './source';
import { asText } from './text';

export type ExportFormat = 'html' | 'text' | 'json';

const WRITERS = { html: asHtml, text: asText, json: asJson } as const;
export const EXTENSION: Readonly<Record<ExportFormat, string>> = {
  html: '.html',
  text: '.txt',
  json: '.json',
};
/** Written at once, in characters: events one by one would be a system call each. */
const CHUNK_CHARS = 64 * 1024;

export interface WriteOptions extends Omit<ExportOptions, 'placeOf'> {
  /** Replaced when it is there; whoever chose the name was asked. */
  file: string;
  format: ExportFormat;
  /** Puts a file's bytes at a path. Resolves to false when they are not to be had (any more). */
  fetch?(file: FileRef, to: string): Promise<boolean>;
  /** 0 to 1. */
  onProgress?(part: number): void;
  signal?: AbortSignal;
}

export interface Written {
  messages: number;
  /** Files that lie beside it now, and those that were not to be had. */
  files: number;
  missing: number;
}

/** A crash or an error leaves no half of a file under its name; the files beside it may stay. */
export async function writeRoom(source: ExportSource, options: WriteOptions): Promise<Written> {
  const { file, format, fetch, signal } = options;
  const beside = fetch ? await fetchAll(source, options, fetch) : { places: new Map(), missing: 0 };
  const placeOf = (id: string): string | null => beside.places.get(id) ?? null;
  const counted = counting(source, options, fetch ? 0.5 : 0);
  const draft = `${file}.part`;
  const out = createWriteStream(draft, { mode: 0o600, flush: true });
  try {
    let chunk = '';
    for await (const text of WRITERS[format](counted.source, { ...options, placeOf })) {
      chunk += text;
      if (chunk.length < CHUNK_CHARS) continue;
      signal?.throwIfAborted();
      if (!out.write(chunk)) await once(out, 'drain');
      chunk = '';
    }
    out.end(chunk);
    await once(out, 'close');
    await rename(draft, file);
  } catch (why) {
    out.destroy();
    await rm(draft, { force: true });
    throw why;
  }
  return { messages: counted.messages(), files: beside.places.size, missing: beside.missing };
}

/** The same source, telling how far it is; `from`: where this part of the work begins, 0 to 1. */
function counting(source: ExportSource, { onProgress }: WriteOptions, from: number) {
  let messages = 0;
  async function* events() {
    for await (const event of source.events()) {
      if (event.kind === 'posted') messages += 1;
      onProgress?.(from + (1 - from) * Math.min(1, event.seq / Math.max(1, source.head)));
      yield event;
    }
  }
  const told: ExportSource = {
    server: source.server,
    room: source.room,
    head: source.head,
    nameOf: (user) => source.nameOf(user),
    events,
  };
  return { source: told, messages: () => messages };
}

async function fetchAll(
  source: ExportSource,
  options: WriteOptions,
  fetch: NonNullable<WriteOptions['fetch']>,
): Promise<{ places: Map<string, string>; missing: number }> {
  const { file, onProgress, signal } = options;
  const folder = `${path.basename(file, path.extname(file))} files`;
  const at = path.join(path.dirname(file), folder);
  const places = new Map<string, string>();
  let missing = 0;
  for await (const event of within(source, { ...options, placeOf: () => null })) {
    onProgress?.(0.5 * Math.min(1, event.seq / Math.max(1, source.head)));
    if (event.kind !== 'posted') continue;
    for (const one of event.files ?? []) {
      if (places.has(one.id)) continue;
      signal?.throwIfAborted();
      const name = `${places.size + missing + 1} ${diskFileName(one.name)}`;
      await rm(path.join(at, name), { force: true });
      await mkdir(at, { recursive: true, mode: 0o700 });
      if (await fetch(one, path.join(at, name))) places.set(one.id, `${folder}/${name}`);
      else missing += 1;
    }
  }
  return { places, missing };
}
