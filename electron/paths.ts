/** Where the app keeps things, and where its own parts lie. The only place that builds such paths. */
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';

export interface Paths {
  /** The data folder: `--user-data-dir`, or the system's usual place. */
  readonly data: string;
  readonly logs: string;
  /** Key, certificate and log of this computer's own room. */
  readonly host: string;
  /** One folder per known server, with the copy of its conversation. */
  readonly servers: string;
  readonly deviceKey: string;
  readonly renderer: string;
  readonly preload: string;
  readonly serverEntry: string;
  readonly licences: string;
}

export const pathsOf = (data: string, appFolder: string): Paths => ({
  data,
  logs: path.join(data, 'logs'),
  host: path.join(data, 'host'),
  servers: path.join(data, 'servers'),
  deviceKey: path.join(data, 'device-key.json'),
  renderer: path.join(appFolder, 'out', 'renderer'),
  preload: path.join(appFolder, 'out', 'preload', 'preload.cjs'),
  serverEntry: path.join(appFolder, 'out', 'main', 'server-entry.cjs'),
  licences: path.join(appFolder, 'out', 'licences.txt'),
});

/** What `--command-line` runs (electron/command-line.ts): cli/main.ts, bundled. */
export const commandLineBundle = (appFolder: string): string =>
  path.join(appFolder, 'out', 'main', 'command-line.cjs');

/** Beside itself, under a name that says when and why; nothing opens it again by itself. */
export const setFolderAside = (folder: string): void => {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+Z$/g, '');
  if (existsSync(folder)) renameSync(folder, `${folder}-handed-over-${stamp}`);
};
