/**
 * The whole of what a page can reach: three functions. Names and contents are checked on both other
 * sides (electron/ipc, renderer/bridge.ts); here nothing is decided.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { Preload } from '../protocol/ipc';

type Listener = (data: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on('sarangbang:push', (_event: IpcRendererEvent, told: [string, unknown][]) => {
  for (const [name, data] of told)
    for (const listener of listeners.get(name) ?? [])
      try {
        listener(data);
      } catch (error) {
        // What came with it is told all the same.
        console.error(`push ${name} failed:`, error);
      }
});

const api: Preload = {
  call: (channel, input) => ipcRenderer.invoke('sarangbang:call', channel, input),
  on(channel, listener) {
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set.add(listener));
    return () => {
      set.delete(listener);
    };
  },
  // Paths are made here of files that the system handed over, and never shown to the page.
  drop: (files) =>
    ipcRenderer.invoke(
      'sarangbang:drop',
      files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== ''),
    ),
};

contextBridge.exposeInMainWorld('sarangbang', api);
