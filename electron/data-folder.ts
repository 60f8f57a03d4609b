/** Where this run keeps everything. Decided before anything else, as the instance lock lies there. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

/**
 * `--user-data-dir=PATH` wins over the system's usual place. Electron takes the switch for
 * Chromium's own files only, and a loader may have set the path already: it is set here for all.
 * The single-instance lock follows it, so that two folders are two running apps.
 */
export const chooseDataFolder = (app: App): string => {
  const wanted = app.commandLine.getSwitchValue('user-data-dir');
  const folder = wanted ? path.resolve(wanted) : app.getPath('userData');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  app.setPath('sessionData', path.join(folder, 'chromium'));
  app.setPath('crashDumps', path.join(folder, 'crashes'));
  return folder;
};
