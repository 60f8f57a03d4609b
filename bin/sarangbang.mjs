#!/usr/bin/env node
/** `npx sarangbang …`. In a checkout the bundle is made on first use. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bundle = path.join(root, 'out', 'cli', 'main.js');
const inCheckout = existsSync(path.join(root, 'server', 'cli', 'main.ts'));

if (inCheckout) {
  // Facts are printed on stdout, so the builder's lines must not be.
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const { ensureDependencies } = await import('../scripts/lib/dependencies.mjs');
  await ensureDependencies();
  const { buildCli } = await import('../scripts/lib/build.mjs');
  await buildCli();
  process.stdout.write = write;
}
await import(pathToFileURL(bundle).href);
