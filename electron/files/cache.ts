/**
 * Files kept for showing, one folder per server, at most FILE_CACHE_BYTES of them: what was looked
 * at longest ago goes first. Each was checked by its hash when it came.
 */
import { mkdirSync } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { ClientFiles } from '../../client/files/api';
import { FILE_CACHE_BYTES } from '../../protocol/limits';
import { fileId } from '../../protocol/message';

export interface Cache {
  /** Path of the file if it is kept; looking at it makes it the newest. */
  find(file: string): Promise<string | null>;
  /** Fetched when it is not kept; several who ask at once wait for the same. */
  get(file: string, files: ClientFiles): Promise<string>;
  /** Bytes of all that is kept, and of what is on its way. */
  size(): Promise<number>;
  /** Throws away what nobody is waiting for. */
  clear(): Promise<void>;
}

export const openCache = (folder: string, most = FILE_CACHE_BYTES): Cache => {
  const coming = new Map<string, Promise<string>>();
  const of = (file: string) => path.join(folder, file);

  const find = async (file: string): Promise<string | null> => {
    const found = await stat(of(file)).catch(() => null);
    if (!found?.isFile()) return null;
    const now = new Date();
    await utimes(of(file), now, now).catch(() => {});
    return of(file);
  };

  const load = async (file: string, files: ClientFiles): Promise<string> => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await files.fetch(file, of(file), { signal: new AbortController().signal });
    await prune(folder, most, file, coming);
    return of(file);
  };

  return {
    find,
    async get(file, files) {
      const found = await find(file);
      if (found) return found;
      let load_ = coming.get(file);
      if (!load_) {
        load_ = load(file, files).finally(() => coming.delete(file));
        coming.set(file, load_);
      }
      return load_;
    },
    async size() {
      return (await kept(folder)).reduce((bytes, { size }) => bytes + size, 0);
    },
    async clear() {
      for (const { file, id } of await kept(folder)) {
        // One that is being shown stays open where the system insists; it goes the next time.
        if (!coming.has(id)) await rm(file, { force: true }).catch(() => {});
      }
    },
  };
};

interface Kept {
  readonly id: string;
  readonly file: string;
  readonly size: number;
  /** When it was looked at last, ms since 1970. */
  readonly at: number;
}

/** Parts of what is on its way included. */
async function kept(folder: string): Promise<Kept[]> {
  const list: Kept[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const id = name.replace(/\.part$/, '');
    const file = path.join(folder, name);
    const found = fileId.safeParse(id).success ? await stat(file).catch(() => null) : null;
    if (found) list.push({ id, file, size: found.size, at: found.mtimeMs });
  }
  return list;
}

async function prune(
  folder: string,
  most: number,
  newest: string,
  coming: ReadonlyMap<string, unknown>,
): Promise<void> {
  const all = (await kept(folder))
    .filter(({ id, file }) => !(file.endsWith('.part') && coming.has(id)))
    .map((one) => (one.file === path.join(folder, newest) ? { ...one, at: Infinity } : one));
  let bytes = all.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of all.sort((a, b) => a.at - b.at)) {
    if (bytes <= most) return;
    await rm(file, { force: true });
    bytes -= size;
  }
}
