/** What is loaded at launch: no heavy package that most starts of the app do without. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Imports that are carried out with the file itself: neither types nor `import()`. */
const STATIC =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;

const resolved = (from, name) => {
  const base = path.resolve(path.dirname(from), name.replace(/\?.*$/, ''));
  return ['.ts', '.tsx', '/index.ts', '/index.tsx', '']
    .map((end) => `${base}${end}`)
    .find((file) => existsSync(file) && statSync(file).isFile());
};

/** Packages that are reached from these files at once, each with the way to it. */
function reached(...entries) {
  const packages = new Map();
  const seen = new Set();
  const visit = (file, way) => {
    if (seen.has(file) || !/\.tsx?$/.test(file)) return;
    seen.add(file);
    const here = [...way, path.relative(root, file)];
    for (const found of readFileSync(file, 'utf8').matchAll(STATIC)) {
      const name = found[1] ?? found[2];
      if (name.startsWith('.')) {
        const next = resolved(file, name);
        if (next) visit(next, here);
      } else if (!packages.has(name)) packages.set(name, here.join(' -> '));
    }
  };
  for (const entry of entries) visit(path.join(root, entry), []);
  return packages;
}

const LAZY = {
  'renderer/main.tsx': [
    /^emojibase-data/,
    /^frimousse$/,
    /^lowlight$/,
    /^highlight\.js/,
    /^(rehype-|remark-stringify|unified$)/,
  ],
  'electron/main.ts': [
    /^electron-(updater|context-menu)$/,
    /^(file-type|image-size)$/,
    /^(conf|ajv)$/,
    // The server runs in a process of its own.
    /^(protobufjs|rate-limiter-flexible|selfsigned|tar-stream|commander)(\/|$)/,
  ],
};

test.each(Object.entries(LAZY))('%s does not load at once what is seldom needed', (entry, lazy) => {
  const packages = reached(entry);
  // The walk works: this one is needed at once, on either side.
  expect([...packages.keys()]).toContain('zod');
  for (const pattern of lazy)
    for (const [name, way] of packages)
      expect(pattern.test(name), `${name} is loaded at launch: ${way}`).toBe(false);
});
