#!/usr/bin/env node
/** `npx sarangbang …`. In a checkout the bundle is made on first use; a package brings it along. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bundle = path.join(root, 'out', 'cli', 'main.js');
const inCheckout = existsSync(path.join(root, 'cli', 'main.ts'));

if (inCheckout) {
  const { ensureDependencies } = await import('../scripts/lib/dependencies.mjs');
  await ensureDependencies();
  const { buildCli } = await import('../scripts/lib/build.mjs');
  await buildCli();
}
await import(pathToFileURL(bundle).href);
