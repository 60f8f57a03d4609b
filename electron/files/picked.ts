/**
 * Files of this computer that a person picked, dropped or pasted: the page knows them by tokens,
 * and no path ever crosses to it. What is not sent is forgotten when others need the place.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalFile } from '../../client/files/api';
import { Refusal } from '../../protocol/errors';
import { shownFileName } from '../../protocol/file-names';
import type { PickedFile } from '../../protocol/files';
import { FILE_HEAD_BYTES, PICKED_FILES_MAX } from '../../protocol/limits';
import { inspect, UNKNOWN_TYPE } from '../../protocol/wire/inspect';

/** Pasted things that nobody sent within this time are thrown away at the next start. */
const KEEP_PASTED_MS = 30 * 86_400_000;

export interface Picked {
  add(paths: readonly string[]): Promise<PickedFile[]>;
  paste(name: string, bytes: Uint8Array): Promise<PickedFile>;
  /** Throws a `Refusal` for a token that stands for nothing, or for what cannot be sent. */
  take(tokens: readonly string[]): LocalFile[];
  /** They belong to a message that is on disk: what was made for it alone is not ours any more. */
  sent(tokens: readonly string[]): void;
  find(token: string): LocalFile | undefined;
  forget(tokens: readonly string[]): void;
}

/** `folder`: where pasted things lie until they are sent. */
export const createPicked = (folder: string): Picked => {
  const known = new Map<string, LocalFile>();
  const sent = new Set<string>();

  const drop = (token: string) => {
    const file = known.get(token);
    known.delete(token);
    // What was sent belongs to its message now.
    if (file?.own && !sent.delete(token)) rm(file.path, { force: true }).catch(() => {});
  };
  const keep = (file: LocalFile): PickedFile => {
    const oldest = known.keys().next().value;
    if (known.size >= PICKED_FILES_MAX && oldest !== undefined) drop(oldest);
    known.set(file.token, file);
    const { token, name, size, type, width, height } = file;
    return { token, name, size, type, ...(width && { width }), ...(height && { height }) };
  };
  const newToken = () => randomBytes(16).toString('base64url');
  const refused = (name: string, problem: PickedFile['problem']): PickedFile => ({
    ...{ token: newToken(), name: shownFileName(name), size: 0, type: UNKNOWN_TYPE, problem },
  });

  const one = async (place: string, own: boolean, called?: string): Promise<PickedFile> => {
    const name = called ?? path.basename(place);
    try {
      const found = await stat(place);
      if (!found.isFile()) return refused(name, 'no-file');
      const handle = await open(place, 'r');
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_HEAD_BYTES), 0);
        return keep({
          ...(await inspect(buffer.subarray(0, bytesRead))),
          ...{ token: newToken(), path: place, own, name: shownFileName(name) },
          ...{ size: found.size, modified: found.mtimeMs },
        });
      } finally {
        await handle.close();
      }
    } catch {
      return refused(name, 'unreadable');
    }
  };

  void sweep(folder);
  return {
    async add(paths) {
      const list: PickedFile[] = [];
      for (const place of paths.slice(0, PICKED_FILES_MAX)) list.push(await one(place, false));
      return list;
    },
    async paste(name, bytes) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const place = path.join(folder, newToken());
      await writeFile(place, bytes, { mode: 0o600, flag: 'wx' });
      return one(place, true, name);
    },
    take(tokens) {
      return tokens.map((token) => {
        const file = known.get(token);
        if (!file) throw new Refusal('no-such-file', { field: 'local' });
        return file;
      });
    },
    sent(tokens) {
      for (const token of tokens) if (known.has(token)) sent.add(token);
    },
    find: (token) => known.get(token),
    forget: (tokens) => tokens.forEach(drop),
  };
};

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found && found.mtimeMs < Date.now() - KEEP_PASTED_MS) await rm(file, { force: true });
  }
}
