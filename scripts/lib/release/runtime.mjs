/** Which Electron goes into packages. */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureElectron } from '../electron-runtime.mjs';
import { root } from '../run.mjs';
import { dist } from './build.mjs';

const LEFT_OUT = new Set([
  'complete',
  // Another app's: it is not loaded (fuses.mjs), and as large as all else together.
  'browser_v8_context_snapshot.bin',
]);

/**
 * For releases the version that package.json names, downloaded and checked by electron-builder.
 * With `local`, for test builds only: the one that runs here, which may be the older fallback.
 *
 * @returns {Promise<{ electronVersion: string, electronDist?: string, fallback: boolean }>}
 */
export async function electronForPackages({ local }) {
  const file = path.join(root, 'node_modules', 'electron', 'package.json');
  const { version: electronVersion } = JSON.parse(readFileSync(file, 'utf8'));
  if (!local) return { electronVersion, fallback: false };
  const electron = await ensureElectron();
  return {
    electronVersion: electron.version,
    electronDist: lightCopy(path.dirname(electron.executable)),
    fallback: electron.fallback,
  };
}

/** Without another app's parts and Electron's default app, which a release does not have either. */
function lightCopy(folder) {
  const copy = path.join(dist, 'electron');
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, {
    recursive: true,
    filter: (file) => {
      const name = path.relative(folder, file);
      return !LEFT_OUT.has(name) && !name.startsWith(path.join('resources', 'default_app'));
    },
  });
  return copy;
}
