import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './lib/run.mjs';

/** A class that no style sheet has is no error for anybody, and leaves a menu without its paper. */
it('every class that a component names is in its style sheet', () => {
  const missing = [];
  const components = readdirSync(path.join(root, 'renderer'), { recursive: true }).filter((file) =>
    file.endsWith('.tsx'),
  );
  expect(components.length).toBeGreaterThan(100);
  for (const file of components) {
    const at = path.join(root, 'renderer', file);
    const text = readFileSync(at, 'utf8');
    for (const [, name, sheet] of text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)) {
      const css = readFileSync(path.resolve(path.dirname(at), sheet), 'utf8');
      const there = new Set([...css.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, found]) => found));
      for (const [, used] of text.matchAll(new RegExp(`\\b${name}\\.(\\w+)\\b`, 'g')))
        if (!there.has(used)) missing.push(`${file}: ${name}.${used}`);
    }
  }
  expect(missing).toEqual([]);
});
