import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { dataFolder } from '../server/testing/test-server';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The files that the first run works with are copied, what it only reads is linked. */
async function freshCheckout(): Promise<string> {
  const folder = path.join(await dataFolder(), 'checkout');
  await mkdir(folder);
  const copied = ['bin', 'scripts', 'package.json', 'package-lock.json', 'electron.vite.config.ts'];
  const linked = ['protocol', 'lan', 'server', 'client', 'cli', 'node_modules'];
  for (const name of copied) {
    await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  for (const name of linked) await symlink(path.join(ROOT, name), path.join(folder, name), 'dir');
  return folder;
}

it('several first runs at once build once, and all of them run', async () => {
  const folder = await freshCheckout();
  const runs = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, [path.join(folder, 'bin/sarangbang.mjs'), '--version']);
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk) => {
        out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      const [code] = await once(child, 'close');
      return { code, out, err };
    }),
  );
  for (const { code, out } of runs) expect([code, out]).toEqual([0, expect.stringMatching(/^\d/)]);
  const built = runs.filter(({ err }) => err.includes('Building the command line'));
  expect(built).toHaveLength(1);
  const left = (await readdir(path.join(folder, 'out'), { recursive: true })).sort();
  expect(left.filter((name) => /\.(new|lock)$/.test(name))).toEqual([]);
});
