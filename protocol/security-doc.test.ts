/** docs/SECURITY.md names what keeps a promise and what holds it: all of it has to be there. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const FOLDERS =
  'bench|cli|client|docs|e2e|electron|lan|packaging|protocol|renderer|scripts|search|server|torture|trials';

/** Paths from the root, and what links of the page lead to. */
function namedIn(page: string): string[] {
  const text = readFileSync(new URL(page, ROOT), 'utf8');
  const paths = text.matchAll(
    new RegExp(`(?<![\\w./-])(?:${FOLDERS})/[\\w.-]+(?:/[\\w.-]+)*`, 'g'),
  );
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, to]) =>
    fileURLToPath(new URL(to as string, new URL(page, ROOT))),
  );
  const named = [...paths].map(([path]) => fileURLToPath(new URL(path.replace(/\.$/, ''), ROOT)));
  return [...new Set([...named, ...links])];
}

describe.each(['docs/SECURITY.md', 'docs/robustness.md'])('%s', (page) => {
  it('names nothing that is not there', () => {
    const named = namedIn(page);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});

it('every promise has a test that is one', () => {
  const text = readFileSync(new URL('docs/SECURITY.md', ROOT), 'utf8');
  const rows = [...text.matchAll(/^\| (\d*) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)];
  const numbers = rows.map(([, n]) => Number(n)).filter((n) => n > 0);
  expect(numbers).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
  for (const [row, , kept = '', held = ''] of rows) {
    expect(kept, row).toMatch(/`[\w./-]+`/);
    expect(held, row).toMatch(/\.(test|spec)\.tsx?/);
  }
});
