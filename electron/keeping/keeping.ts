/**
 * Backups of this computer's server and rooms as files: asks where in the system's own dialog, has
 * the work done, and says how far it is. One at a time.
 */
import path from 'node:path';
import { type BrowserWindow, dialog, type FileFilter, shell } from 'electron';
import { EXTENSION, writeRoom } from '../../client/export/write';
import { diskFileName } from '../../protocol/file-names';
import type { CallOutput } from '../../protocol/ipc';
import { type ExportAsked, type KeepingCode, keepingCode } from '../../protocol/keeping';
import type { Language } from '../../protocol/language';
import { LOBBY_TITLES } from '../../protocol/lobby';
import type { FileRef } from '../../protocol/message';
import type { Brought } from '../embedded/child';
import { ChoreFailed, type RunChore } from '../embedded/chore';
import type { Words } from '../i18n/words';
import type { Log } from '../log';
import type { Servers } from '../servers/api';
import { copySource } from './copy-source';

type Outcome<N extends 'backup.now' | 'backup.restore' | 'export.room' | 'import.room'> =
  CallOutput<N>;
type Failed = { state: 'failed'; code: KeepingCode } | { state: 'cancelled' };

export interface Keeping {
  backup(passphrase: string | undefined): Promise<Outcome<'backup.now'>>;
  restore(asked: { passphrase?: string; again: boolean }): Promise<Outcome<'backup.restore'>>;
  exportRoom(asked: ExportAsked): Promise<Outcome<'export.room'>>;
  importRoom(): Promise<Outcome<'import.room'>>;
  cancel(): void;
  show(): void;
}

interface Deps {
  runChore: RunChore;
  servers: Pick<Servers, 'get'>;
  /** Folder of this computer's own server. */
  dataDir: string;
  /** Its name; null while it is not open. */
  hosted(): string | null;
  /** Brings a file into the open server. */
  bring(file: string): Promise<Brought>;
  window(): BrowserWindow | null;
  words(): Words;
  language(): Language;
  onProgress(part: number): void;
  log: Log;
}

const BACKUP_EXTENSION = 'tar.gz';
const KIND = { html: 'exportHtml', text: 'exportText', json: 'exportJson' } as const;

export const createKeeping = (deps: Deps): Keeping => {
  let running: AbortController | null = null;
  let lastBackup: string | null = null;
  let written: string | null = null;

  /** Null: the person chose none. */
  const saveAs = async (name: string, filter: FileFilter): Promise<string | null> => {
    const options = { defaultPath: name, filters: [filter] };
    const window = deps.window();
    const chosen = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
  };

  const choose = async (filter: FileFilter): Promise<string | null> => {
    const options = { properties: ['openFile' as const], filters: [filter] };
    const window = deps.window();
    const chosen = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  };

  const work = async <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T | Failed> => {
    if (running) return { state: 'cancelled' };
    const mine = new AbortController();
    running = mine;
    try {
      return await run(mine.signal);
    } catch (why) {
      if (mine.signal.aborted) return { state: 'cancelled' };
      const code = why instanceof ChoreFailed ? why.code : codeOf(why);
      deps.log.warn(`keeping failed: ${code}`);
      const known = keepingCode.safeParse(code);
      return { state: 'failed', code: known.success ? known.data : 'internal' };
    } finally {
      running = null;
    }
  };

  return {
    backup: (passphrase) =>
      work(async (signal) => {
        const name = `${diskFileName(deps.hosted() ?? 'sarangbang')} ${today()}.${BACKUP_EXTENSION}`;
        const file = await saveAs(name, {
          name: deps.words().backupFiles,
          extensions: [BACKUP_EXTENSION, 'gz'],
        });
        if (!file) return { state: 'cancelled' as const };
        const { bytes } = await deps.runChore<'backup'>(
          { kind: 'backup', dataDir: deps.dataDir, file, ...(passphrase && { passphrase }) },
          { signal, onProgress: deps.onProgress },
        );
        written = file;
        return { state: 'done' as const, bytes, file: path.basename(file) };
      }),

    restore: ({ passphrase, again }) =>
      work(async (signal) => {
        if (deps.hosted() !== null) return { state: 'failed' as const, code: 'hosting' as const };
        const filter = { name: deps.words().backupFiles, extensions: [BACKUP_EXTENSION, 'gz'] };
        const file = again && lastBackup ? lastBackup : await choose(filter);
        if (!file) return { state: 'cancelled' as const };
        lastBackup = file;
        const { name, aside } = await deps.runChore<'restore'>(
          { kind: 'restore', dataDir: deps.dataDir, file, ...(passphrase && { passphrase }) },
          { signal, onProgress: deps.onProgress },
        );
        return { state: 'done' as const, name, aside: aside !== undefined };
      }),

    exportRoom: ({ server, room, format, from, to, files }) =>
      work(async (signal) => {
        const { client, entry } = deps.servers.get(server);
        const lobby = LOBBY_TITLES[deps.language()];
        const known = client.rooms().find(({ id }) => id === room);
        const peer = client.users().find(({ id }) => id === known?.peer)?.name;
        const called = peer ?? (known?.id === 'lobby' ? lobby : known?.name) ?? entry.name;
        const extension = EXTENSION[format];
        const file = await saveAs(`${diskFileName(called)} ${today()}${extension}`, {
          name: deps.words()[KIND[format]],
          extensions: [extension.slice(1)],
        });
        if (!file) return { state: 'cancelled' as const };
        const source = await copySource(client, entry, room, { lobby, signal });
        const done = await writeRoom(source, {
          ...{ file, format, signal, language: deps.language(), now: Date.now() },
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(files && {
            // Out of the server; what has expired, or cannot be had now, is counted as missing.
            fetch: ({ id }: FileRef, to: string) =>
              client.files.fetch(id, to, { signal }).then(
                () => true,
                () => false,
              ),
          }),
          onProgress: inSteps(deps.onProgress),
        });
        written = file;
        const { whole } = source;
        return { state: 'done' as const, file: path.basename(file), ...done, whole };
      }),

    importRoom: () =>
      work(async () => {
        const file = await choose({ name: deps.words().exportJson, extensions: ['json'] });
        if (!file) return { state: 'cancelled' as const };
        const brought = await deps.bring(file);
        if ('code' in brought) throw new ChoreFailed(brought.code, brought.code);
        return { state: 'done' as const, ...brought };
      }),

    cancel: () => running?.abort(),
    show: () => {
      if (written) shell.showItemInFolder(written);
    },
  };
};

const codeOf = (why: unknown): string =>
  (why as NodeJS.ErrnoException).code === 'ENOSPC' ? 'no-space' : 'internal';

/** `2026-11-21`, by this computer's clock. */
const today = (): string => {
  const at = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

const inSteps = (tell: (part: number) => void): ((part: number) => void) => {
  let told = -1;
  return (part) => {
    if (part - told < 0.01 && part < 1) return;
    told = part;
    tell(part);
  };
};
