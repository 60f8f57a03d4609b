/** What of a data folder goes into a backup, with the sizes that it has now. */
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FILES, isPart } from './manifest';
import { snapshot } from './snapshot';

/** Uploads under way: whoever sends them begins anew. */
const INCOMING = `${FILES}/incoming`;

export interface Part {
  readonly name: string;
  readonly bytes: number;
  /** Null: it has gone away meanwhile, as files do that expire. */
  open(): Promise<Readable | null>;
}

export function textPart(name: string, text: string): Part {
  const data = Buffer.from(text);
  return { name, bytes: data.length, open: async () => Readable.from([data]) };
}

/** Null when there is no such file (any more). What is appended to it later is not read. */
export async function filePart(name: string, file: string): Promise<Part | null> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return null;
  const { size: bytes } = found;
  const reading = async () => {
    const handle = await open(file).catch(() => null);
    if (bytes > 0) return handle?.createReadStream({ end: bytes - 1 }) ?? null;
    await handle?.close();
    return handle && Readable.from([]);
  };
  return { name, bytes, open: reading };
}

/**
 * The people's files, and databases beside them as they are at this moment. What has no name of
 * ours (drafts of uploads, a lock, a journal) is left out.
 */
export async function fileParts(dataDir: string, scratch: string): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const name of filesIn(dataDir)) {
    if (name.endsWith('.db')) {
      const copy = join(scratch, createHash('sha256').update(name).digest('hex'));
      snapshot(join(dataDir, name), copy);
      const part = await filePart(name, copy);
      if (part) parts.push(part);
      continue;
    }
    const part = await filePart(name, join(dataDir, name));
    if (part) parts.push(part);
  }
  return parts;
}

/** Names of the people's files, with `/` between, whatever the system. */
export const filesIn = (dataDir: string): AsyncGenerator<string> => filesUnder(dataDir, FILES);

async function* filesUnder(dataDir: string, folder: string): AsyncGenerator<string> {
  const entries: Dirent[] = await readdir(join(dataDir, folder), { withFileTypes: true }).catch(
    () => [],
  );
  for (const entry of entries) {
    const name = `${folder}/${entry.name}`;
    if (name === INCOMING) continue;
    if (entry.isDirectory()) yield* filesUnder(dataDir, name);
    else if (entry.isFile() && isPart(name) && !/\.db-(wal|shm|journal)$/.test(name)) yield name;
  }
}
