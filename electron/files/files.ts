/** Files in the app: what a person picks, sends, looks at and keeps. */
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow, dialog, type Session, shell, webContents } from 'electron';
import type { ChatClient } from '../../client/api';
import { type ChatError, Refusal } from '../../protocol/errors';
import { diskFileName } from '../../protocol/file-names';
import {
  MEDIA_SCHEME,
  type OpenedFile,
  type OrRefused,
  type PickedFile,
  type SavedFile,
} from '../../protocol/files';
import type { RoomId } from '../../protocol/ids';
import type { FileId, FileRef, Origin, PostParts } from '../../protocol/message';
import type { ResultOf } from '../../protocol/replies';
import type { PendingMessage } from '../../protocol/views';
import type { Words } from '../i18n/words';
import type { Push } from '../ipc/push';
import type { Servers } from '../servers/api';
import type { SettingsStore } from '../settings';
import { type Cache, openCache } from './cache';
import { mediaAnswer } from './media';
import { type OpeningDeps, openSaved } from './opening';
import { createPicked, type Picked } from './picked';
import { openSaveNotes } from './save-notes';
import { createSaving, errorOf } from './saving';

export interface AppFiles {
  readonly picked: Picked;
  pick(): Promise<PickedFile[]>;
  send(
    server: string,
    room: RoomId,
    tokens: readonly string[],
    text: string,
    parts: PostParts,
  ): Promise<OrRefused<PendingMessage>>;
  cancel(server: string, id: string, token: string): void;
  forward(
    server: string,
    room: RoomId,
    files: readonly Omit<FileRef, 'hash'>[],
    said: { text: string; from: Origin; comment: string },
  ): Promise<OrRefused<PendingMessage[]>>;
  save(server: string, file: Named, ask: boolean): Promise<SavedFile | null>;
  stop(server: string, file: FileId): void;
  reveal(server: string, file: FileId): boolean;
  open(server: string, file: Named): Promise<OpenedFile>;
  /** Bytes kept for showing, of all servers; after throwing them away where that is wanted. */
  kept(clear: boolean): Promise<number>;
  /** Goes on with what the last end of the app cut off, where its server is there by now. */
  resume(): void;
  /** Decoded in the page that asks, which alone decodes pictures of strangers. */
  copyImage(page: number, x: number, y: number): void;
  chooseFolder(): Promise<void>;
}

/** A file by its id, with what the page knows of it. */
interface Named {
  readonly file: FileId;
  readonly name: string;
  readonly size: number;
}

interface Deps {
  readonly data: string;
  readonly serversFolder: string;
  readonly servers: Servers;
  readonly settings: SettingsStore;
  readonly push: Push;
  readonly session: Session;
  onBroken(file: string): void;
  /** False: a server that was forgotten. */
  isKnown(server: string): boolean;
  words(): Words;
  window(): BrowserWindow | null;
}

const newToken = (): string => randomBytes(16).toString('base64url');

export const createFiles = (deps: Deps): AppFiles => {
  const { servers, settings } = deps;
  const picked = createPicked(path.join(deps.data, 'outgoing'));
  const saving = createSaving({
    notes: openSaveNotes(deps.data, deps.onBroken),
    push: (server, saved) => deps.push('saved', { server, saved }),
  });
  const caches = new Map<string, Cache>();
  const cacheOf = (folder: string): Cache => {
    const place = path.join(deps.serversFolder, folder, 'files');
    const cache = caches.get(place) ?? openCache(place);
    caches.set(place, cache);
    return cache;
  };

  deps.session.protocol.handle(
    MEDIA_SCHEME,
    mediaAnswer({
      picked: (token) => picked.find(token)?.path,
      server(id) {
        const { client, entry } = servers.get(id);
        return { client, cache: cacheOf(entry.folder) };
      },
    }),
  );

  const folder = () => settings.value.downloadFolder || app.getPath('downloads');
  const choose = async (options: Electron.OpenDialogOptions): Promise<string[]> => {
    const window = deps.window();
    const { filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return filePaths;
  };

  const opening = {
    words: deps.words,
    async ask({ message, detail, buttons }: Parameters<OpeningDeps['ask']>[0]) {
      const options: Electron.MessageBoxOptions = {
        ...{ type: 'warning', message, detail, buttons, noLink: true },
        // A stray Enter says no.
        ...{ defaultId: 1, cancelId: 1 },
      };
      const window = deps.window();
      const { response } = await (window
        ? dialog.showMessageBox(window, options)
        : dialog.showMessageBox(options));
      return response;
    },
    open: (place: string) => shell.openPath(place),
    reveal: (place: string) => shell.showItemInFolder(place),
  };

  return {
    picked,
    pick: async () => picked.add(await choose({ properties: ['openFile', 'multiSelections'] })),
    send(server, room, tokens, text, parts) {
      const { client } = servers.get(server);
      return orRefused(async () => {
        const message = await client.files.send(room, picked.take(tokens), text, parts);
        picked.sent(tokens);
        return message;
      });
    },
    forward(server, room, files, said) {
      const { client } = servers.get(server);
      const given = files.map(({ id: of, ...file }) => ({ ...file, of, token: newToken() }));
      return orRefused(() => client.files.forward(room, given, said));
    },
    cancel: (server, id, token) => servers.get(server).client.files.cancel(id, token),
    async save(server, { file, name, size }, ask) {
      const { client } = servers.get(server);
      const found = await lookUp(client, file);
      if ('error' in found) return { file, state: 'failed', name, size, received: 0, ...found };
      const { ref } = found;
      if (!ask) return saving.start(server, ref, client.files, { folder: folder() });
      const defaultPath = path.join(folder(), diskFileName(ref.name));
      const window = deps.window();
      const { filePath } = await (window
        ? dialog.showSaveDialog(window, { defaultPath })
        : dialog.showSaveDialog({ defaultPath }));
      return filePath ? saving.start(server, ref, client.files, { path: filePath }) : null;
    },
    stop: (server, file) => saving.stop(server, file),
    reveal(server, file) {
      const place = saving.whereIs(server, file);
      if (place) shell.showItemInFolder(place);
      return place !== null;
    },
    open(server, { file, name }) {
      const { client } = servers.get(server);
      return openSaved(opening, diskFileName(name), async () => {
        const place = saving.whereIs(server, file);
        if (place) return place;
        const found = await lookUp(client, file);
        if ('error' in found) return null;
        deps.push('saved', {
          server,
          saved: saving.start(server, found.ref, client.files, { folder: folder() }),
        });
        return saving.finished(server, file);
      });
    },
    async kept(clear) {
      const folders = await readdir(deps.serversFolder).catch(() => []);
      let bytes = 0;
      for (const cache of folders.map(cacheOf)) {
        if (clear) await cache.clear();
        bytes += await cache.size();
      }
      return bytes;
    },
    resume: () =>
      saving.resume(
        (server) => servers.live().find(({ entry }) => entry.id === server)?.client.files ?? null,
        deps.isKnown,
      ),
    copyImage(page, x, y) {
      const contents = webContents.fromId(page);
      const zoom = contents?.getZoomFactor() ?? 1;
      contents?.copyImageAt(Math.round(x * zoom), Math.round(y * zoom));
    },
    async chooseFolder() {
      const [chosen] = await choose({
        defaultPath: folder(),
        properties: ['openDirectory', 'createDirectory'],
      });
      if (chosen) settings.update({ downloadFolder: chosen });
    },
  };
};

/** A refusal is an answer, which the page can put in words; anything else stays a failure. */
async function orRefused<T>(doing: () => Promise<T>): Promise<OrRefused<T>> {
  try {
    return { ok: true, result: await doing() };
  } catch (why) {
    if (why instanceof Refusal) return { ok: false, error: why.error };
    throw why;
  }
}

/** What a file is by now, as the server says it. */
async function lookUp(
  client: ChatClient,
  file: FileId,
): Promise<{ ref: FileRef } | { error: ChatError }> {
  try {
    const reply = await client.submit({ verb: 'download', file });
    if (!reply.ok) return { error: reply.error };
    const { ticket: _, ...about } = reply.result as ResultOf<'download'>;
    return { ref: { id: file, ...about } };
  } catch (why) {
    return { error: errorOf(why) };
  }
}
