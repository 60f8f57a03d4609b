/**
 * The whole of what a page can reach: two functions. Names and contents are checked on both other
 * sides (electron/ipc, renderer/bridge.ts); here nothing is decided.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Preload } from '../protocol/ipc';

type Listener = (data: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on('sarangbang:push', (_event: IpcRendererEvent, name: string, data: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(data);
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
};

contextBridge.exposeInMainWorld('sarangbang', api);
