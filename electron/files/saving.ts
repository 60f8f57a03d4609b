/** Files on their way to a folder that a person chose, and where they came to lie. Nothing is opened. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientFiles } from '../../client/files/api';
import { type ChatError, Refusal } from '../../protocol/errors';
import { diskFileName } from '../../protocol/file-names';
import type { SavedFile } from '../../protocol/files';
import type { FileRef } from '../../protocol/message';

/** Names like it that are tried in a folder. */
const NAMES_TRIED = 1_000;
const SAVES_KEPT = 500;

interface Save {
  saved: SavedFile;
  path: string | null;
  readonly abort: AbortController;
}

export interface SavingDeps {
  push(server: string, saved: SavedFile): void;
  /** Marks what came over a network for the system; never rejects. */
  mark?: (file: string) => Promise<void>;
}

export interface Saving {
  /** Into this folder under a name that is free there, or to this very path. */
  start(
    server: string,
    ref: FileRef,
    files: ClientFiles,
    to: { folder: string } | { path: string },
  ): SavedFile;
  stop(server: string, file: string): void;
  /** Where it lies; null when it is not there (any more). */
  whereIs(server: string, file: string): string | null;
}

export const createSaving = ({ push, mark = markAsForeign }: SavingDeps): Saving => {
  const saves = new Map<string, Save>();
  const keyOf = (server: string, file: string) => `${server} ${file}`;

  const run = async (
    key: string,
    save: Save,
    server: string,
    files: ClientFiles,
    to: { folder: string } | { path: string },
  ): Promise<void> => {
    const tell = (change: Partial<SavedFile>) => {
      save.saved = { ...save.saved, ...change };
      if (saves.get(key) === save) push(server, save.saved);
    };
    try {
      const { file, name } = save.saved;
      const place = 'path' in to ? to.path : freePath(to.folder, name);
      // The system's dialog has asked before it let an existing name be chosen.
      const landing = existsSync(place) ? freePath(path.dirname(place), name) : place;
      await files.fetch(file, landing, {
        signal: save.abort.signal,
        patient: true,
        progress: ({ received, speed }) => tell({ state: 'loading', received, speed }),
      });
      if (landing !== place) await rename(landing, place);
      await mark(place);
      save.path = place;
      const { speed: _, ...rest } = save.saved;
      save.saved = rest;
      tell({ state: 'saved', received: rest.size });
    } catch (why) {
      if (!save.abort.signal.aborted) tell({ state: 'failed', error: errorOf(why) });
    }
  };

  return {
    start(server, ref, files, to) {
      const key = keyOf(server, ref.id);
      const before = saves.get(key);
      const state = before?.saved.state;
      if (before && (state === 'waiting' || state === 'loading')) return before.saved;
      const { id: file, name, size } = ref;
      const saved: SavedFile = { file, state: 'waiting', name, size, received: 0 };
      const save: Save = { saved, path: null, abort: new AbortController() };
      saves.delete(key);
      saves.set(key, save);
      const oldest = saves.keys().next().value;
      if (saves.size > SAVES_KEPT && oldest !== undefined) saves.delete(oldest);
      void run(key, save, server, files, to);
      return saved;
    },
    stop(server, file) {
      const save = saves.get(keyOf(server, file));
      if (!save || save.saved.state === 'saved') return;
      save.abort.abort(new Refusal('no-such-file', { field: 'stopped' }));
      saves.delete(keyOf(server, file));
    },
    whereIs(server, file) {
      const place = saves.get(keyOf(server, file))?.path ?? null;
      return place && existsSync(place) ? place : null;
    },
  };
};

/** The first of "name.ext", "name (2).ext" … that is free, the part that will be written too. */
export function freePath(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  for (let copy = 1; copy <= NAMES_TRIED; copy += 1) {
    const place = path.join(folder, diskFileName(name, copy));
    if (!existsSync(place) && !existsSync(`${place}.part`)) return place;
  }
  throw new Refusal('storage-failed', { field: 'local', message: 'no free name' });
}

const errorOf = (why: unknown): ChatError =>
  why instanceof Refusal ? why.error : { code: 'storage-failed', field: 'local' };

/** So that the system asks before it runs what came from somebody else. */
async function markAsForeign(file: string): Promise<void> {
  if (process.platform === 'win32') {
    await writeFile(`${file}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n').catch(() => {});
  } else if (process.platform === 'darwin') {
    const value = `0081;${Math.floor(Date.now() / 1000).toString(16)};Sarangbang;`;
    await new Promise<void>((resolve) =>
      execFile('/usr/bin/xattr', ['-w', 'com.apple.quarantine', value, file], () => resolve()),
    );
  }
}
