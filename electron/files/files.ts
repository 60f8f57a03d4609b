/** Files in the app: what a person picks, sends, looks at and keeps. */
import path from 'node:path';
import { app, type BrowserWindow, dialog, type Session, shell, webContents } from 'electron';
import { diskFileName } from '../../protocol/file-names';
import { MEDIA_SCHEME, type PickedFile, type SavedFile } from '../../protocol/files';
import type { RoomId } from '../../protocol/ids';
import type { FileId, PostParts } from '../../protocol/message';
import type { ResultOf } from '../../protocol/replies';
import type { PendingMessage } from '../../protocol/views';
import type { Push } from '../ipc/push';
import type { Servers } from '../servers/api';
import type { SettingsStore } from '../settings';
import { type Cache, openCache } from './cache';
import { mediaAnswer } from './media';
import { createPicked, type Picked } from './picked';
import { createSaving } from './saving';

export interface AppFiles {
  readonly picked: Picked;
  pick(): Promise<PickedFile[]>;
  send(
    server: string,
    room: RoomId,
    tokens: readonly string[],
    text: string,
    parts: PostParts,
  ): Promise<PendingMessage>;
  cancel(server: string, id: string, token: string): void;
  save(server: string, file: FileId, ask: boolean): Promise<SavedFile | null>;
  stop(server: string, file: FileId): void;
  reveal(server: string, file: FileId): boolean;
  /** Decoded in the page that asks, which alone decodes pictures of strangers. */
  copyImage(page: number, x: number, y: number): void;
  chooseFolder(): Promise<void>;
}

interface Deps {
  readonly data: string;
  readonly serversFolder: string;
  readonly servers: Servers;
  readonly settings: SettingsStore;
  readonly push: Push;
  readonly session: Session;
  window(): BrowserWindow | null;
}

export const createFiles = (deps: Deps): AppFiles => {
  const { servers, settings } = deps;
  const picked = createPicked(path.join(deps.data, 'outgoing'));
  const saving = createSaving({
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

  return {
    picked,
    pick: async () => picked.add(await choose({ properties: ['openFile', 'multiSelections'] })),
    async send(server, room, tokens, text, parts) {
      const { client } = servers.get(server);
      return client.files.send(room, picked.take(tokens), text, parts);
    },
    cancel: (server, id, token) => servers.get(server).client.files.cancel(id, token),
    async save(server, file, ask) {
      const { client } = servers.get(server);
      const reply = await client.submit({ verb: 'download', file });
      if (!reply.ok) {
        const { error } = reply;
        return { file, state: 'failed', name: 'file', size: 0, received: 0, error };
      }
      const { ticket: _, ...about } = reply.result as ResultOf<'download'>;
      const ref = { id: file, ...about };
      if (!ask) return saving.start(server, ref, client.files, { folder: folder() });
      const defaultPath = path.join(folder(), diskFileName(about.name));
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
