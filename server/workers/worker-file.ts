/** Where the code of a thread lies: beside the bundle that this line is part of. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the command line's bundle, and of the app's. */
const NAMES = ['server-worker.js', 'server-worker.cjs'];

/** Null where nothing was bundled, as when the sources are run as they are. */
export function workerFile(): string | null {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  return NAMES.map((name) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}
