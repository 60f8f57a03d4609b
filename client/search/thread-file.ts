/** Where the code of the thread that searches copies lies: beside the bundle of this line. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Null where nothing was bundled, as when the sources are run as they are. */
export function searchThreadFile(): string | null {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'copy-search.cjs');
  return existsSync(file) ? file : null;
}
