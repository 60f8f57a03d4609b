/** Files in a terminal: each gets a number as it is shown, and comes and goes with a percentage. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { LocalFile } from '../../../client/files/api';
import type { EventOf } from '../../../protocol/events';
import { diskFileName, shownFileName } from '../../../protocol/file-names';
import { sizeText } from '../../../protocol/file-size';
import { FILE_HEAD_BYTES, TERMINAL_FILES_MAX } from '../../../protocol/limits';
import type { FileRef } from '../../../protocol/message';
import { inspect } from '../../../protocol/wire/inspect';

/** Numbers of the files that were shown, the newest TERMINAL_FILES_MAX of them. */
export class Numbered {
  readonly #files = new Map<number, FileRef>();
  readonly #numbers = new Map<string, number>();
  #last = 0;

  get(number: number): FileRef | undefined {
    return this.#files.get(number);
  }

  /** The same file has the same number wherever it is shown. */
  of(file: FileRef): number {
    const known = this.#numbers.get(file.id);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#files.set(this.#last, file);
    this.#numbers.set(file.id, this.#last);
    const old = this.#last - TERMINAL_FILES_MAX;
    const forgotten = this.#files.get(old);
    if (forgotten) this.#numbers.delete(forgotten.id);
    this.#files.delete(old);
    return this.#last;
  }

  /** A message with its files as lines of its text, by which one can ask for them. */
  inText(event: EventOf<'posted'>, line: (file: FileRef, number: number) => string) {
    const { files, ...rest } = event;
    if (!files || event.gone) return event;
    const lines = files.map((file) => line(file, this.of(file)));
    return { ...rest, text: [event.text, ...lines].filter(Boolean).join('\n') };
  }
}

/** As typed: quotes around it, backslashes before spaces (as terminals paste), `~` for home. */
export function pathIn(typed: string): string {
  const bare = typed.trim();
  const quoted = /^(["'])(.+)\1$/.exec(bare)?.[2];
  const plain = quoted ?? (path.sep === '/' ? bare.replace(/\\(.)/g, '$1') : bare);
  return path.resolve(plain.replace(/^~(?=$|[/\\])/, homedir()));
}

/** Null: it is no file that can be read. */
export async function localFile(place: string): Promise<LocalFile | null> {
  try {
    const found = await stat(place);
    if (!found.isFile()) return null;
    const handle = await open(place, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_HEAD_BYTES), 0);
      return {
        ...(await inspect(buffer.subarray(0, bytesRead))),
        ...{ token: randomBytes(16).toString('base64url'), path: place, own: false },
        ...{ name: shownFileName(path.basename(place)), size: found.size },
        modified: found.mtimeMs,
      };
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

const NAMES_TRIED = 1_000;

/** The first of "name.ext", "name (2).ext" … that is free in a folder; null: none is. */
export function freePlace(folder: string, name: string): string | null {
  for (let copy = 1; copy <= NAMES_TRIED; copy += 1) {
    const place = path.join(folder, diskFileName(name, copy));
    if (!existsSync(place) && !existsSync(`${place}.part`)) return place;
  }
  return null;
}

export const isFolder = async (place: string): Promise<boolean> =>
  (await stat(place).catch(() => null))?.isDirectory() ?? false;

/** "poster.png 42%": whole percent, 100 only when all of it is there. */
export const progressText = (name: string, done: number, of: number): string =>
  `${name} ${of === 0 ? 100 : Math.min(100, Math.floor((done / of) * 100))}%`;

export const fileText = ({ name, size }: Pick<FileRef, 'name' | 'size'>): string =>
  `${shownFileName(name)} ${sizeText(size)}`;
