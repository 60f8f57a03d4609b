/** What Tab makes of a path: the names in its folder that go on like it. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathIn } from './files';

const SHOWN_MAX = 200;

/** Names as they are typed, spaces escaped; folders end with a separator. */
export function completePath(begun: string): [string[], string] {
  const cut = Math.max(begun.lastIndexOf('/'), begun.lastIndexOf(path.sep)) + 1;
  const [folder, start] = [begun.slice(0, cut), begun.slice(cut)];
  const plain = start.replace(/\\(.)/g, '$1').normalize('NFC');
  try {
    const found = readdirSync(pathIn(folder || '.'), { withFileTypes: true })
      .filter(({ name }) => name.normalize('NFC').startsWith(plain))
      .filter(({ name }) => plain.startsWith('.') || !name.startsWith('.'))
      .slice(0, SHOWN_MAX);
    return [found.map((one) => typed(one.name) + (one.isDirectory() ? path.sep : '')), start];
  } catch {
    return [[], begun];
  }
}

const typed = (name: string): string =>
  path.sep === '/' ? name.replace(/[\\\s'"]/g, '\\$&') : name;
