/** The code of a server's threads, for tests that run the sources: bundled once per process. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** In a folder from which packages are found. */
const FILE = join(
  import.meta.dirname,
  `../../node_modules/.cache/sarangbang/server-worker-${process.pid}.mjs`,
);
let built: Promise<string> | null = null;

export function builtWorker(): Promise<string> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<string> {
  await build({
    entryPoints: [join(import.meta.dirname, '../workers/entry.ts')],
    outfile: FILE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  process.once('exit', () => rmSync(FILE, { force: true }));
  return FILE;
}
