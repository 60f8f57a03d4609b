/**
 * Files on their way to a folder that a person chose, and where they came to lie. One that the end
 * of the app cut off goes on at the next start, from where it was. Nothing is opened here.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientFiles } from '../../client/files/api';
import { type ChatError, Refusal } from '../../protocol/errors';
import { diskFileName } from '../../protocol/file-names';
import type { SavedFile } from '../../protocol/files';
import { SAVES_KEPT_MAX } from '../../protocol/limits';
import type { FileRef } from '../../protocol/message';
import type { SaveNote, SaveNotes } from './save-notes';

/** Names like it that are tried in a folder. */
const NAMES_TRIED = 1_000;

interface Save {
  saved: SavedFile;
  path: string | null;
  readonly abort: AbortController;
  done: Promise<void>;
}

export interface SavingDeps {
  readonly notes: SaveNotes;
  push(server: string, saved: SavedFile): void;
  /** Marks what came over a network for the system; never rejects. */
  mark?: (file: string) => Promise<void>;
}

export type Destination = { folder: string } | { path: string };

export interface Saving {
  /** Into this folder under a name that is free there, or to this very path. */
  start(server: string, ref: FileRef, files: ClientFiles, to: Destination): SavedFile;
  stop(server: string, file: string): void;
  /** Resolves when a save is over, one way or the other, to where the file lies. */
  finished(server: string, file: string): Promise<string | null>;
  /** Where it lies; null when it is not there (any more). */
  whereIs(server: string, file: string): string | null;
  /**
   * Goes on with what the last end of the app cut off. What is of a server that is not there now
   * (null) stays for later; of one that is not known any more its part is removed.
   */
  resume(filesOf: (server: string) => ClientFiles | null, isKnown: (id: string) => boolean): void;
}

export const createSaving = ({ notes, push, mark = markAsForeign }: SavingDeps): Saving => {
  const saves = new Map<string, { server: string; save: Save }>();
  const keyOf = (server: string, file: string) => `${server} ${file}`;
  const find = (server: string, file: string) => saves.get(keyOf(server, file))?.save;

  const run = async (server: string, save: Save, ref: FileRef, files: ClientFiles, to: Way) => {
    const tell = (change: Partial<SavedFile>) => {
      save.saved = { ...save.saved, ...change };
      if (find(server, ref.id) === save) push(server, save.saved);
    };
    try {
      const { place, landing } = to();
      notes.put({ server, ref, place, landing });
      await files.fetch(ref.id, landing, {
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
    // Another save of the same file has a note of its own.
    const now = find(server, ref.id);
    if (now === save || now === undefined) notes.drop(server, ref.id);
  };

  const begin = (server: string, ref: FileRef, files: ClientFiles, to: Way): SavedFile => {
    const key = keyOf(server, ref.id);
    const before = find(server, ref.id)?.saved;
    if (before?.state === 'waiting' || before?.state === 'loading') return before;
    const { id: file, name, size } = ref;
    const saved: SavedFile = { file, state: 'waiting', name, size, received: 0 };
    const save: Save = { saved, path: null, abort: new AbortController(), done: Promise.resolve() };
    saves.delete(key);
    saves.set(key, { server, save });
    const oldest = saves.keys().next().value;
    if (saves.size > SAVES_KEPT_MAX && oldest !== undefined) saves.delete(oldest);
    save.done = run(server, save, ref, files, to);
    return save.saved;
  };

  return {
    start: (server, ref, files, to) => begin(server, ref, files, () => wayTo(to, ref.name)),
    stop(server, file) {
      const save = find(server, file);
      if (!save || save.saved.state === 'saved') return;
      save.abort.abort(new Refusal('no-such-file', { field: 'stopped' }));
      saves.delete(keyOf(server, file));
    },
    async finished(server, file) {
      await find(server, file)?.done;
      return this.whereIs(server, file);
    },
    whereIs(server, file) {
      const place = find(server, file)?.path ?? null;
      return place && existsSync(place) ? place : null;
    },
    resume(filesOf, isKnown) {
      for (const note of notes.all()) {
        const { server, ref, place, landing } = note;
        if (find(server, ref.id)) continue;
        if (!isKnown(server) || isOver(note)) {
          notes.drop(server, ref.id);
          rm(`${landing}.part`, { force: true }).catch(() => {});
          continue;
        }
        const files = filesOf(server);
        if (files)
          push(
            server,
            begin(server, ref, files, () => ({ place, landing })),
          );
      }
    },
  };
};

interface Places {
  /** Where it is to lie. */
  place: string;
  /** Where it comes, which is another path where something lies at the place already. */
  landing: string;
}
type Way = () => Places;

const wayTo = (to: Destination, name: string): Places => {
  const place = 'path' in to ? to.path : freePath(to.folder, name);
  // The system's dialog has asked before it let an existing name be chosen.
  return { place, landing: existsSync(place) ? freePath(path.dirname(place), name) : place };
};

/** The app ended between the last byte and the note about it, or somebody tidied up meanwhile. */
const isOver = ({ landing }: SaveNote): boolean =>
  existsSync(landing) || !existsSync(path.dirname(landing));

/** The first of "name.ext", "name (2).ext" … that is free, the part that will be written too. */
export function freePath(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  for (let copy = 1; copy <= NAMES_TRIED; copy += 1) {
    const place = path.join(folder, diskFileName(name, copy));
    if (!existsSync(place) && !existsSync(`${place}.part`)) return place;
  }
  throw new Refusal('storage-failed', { field: 'local', message: 'no free name' });
}

export const errorOf = (why: unknown): ChatError =>
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
