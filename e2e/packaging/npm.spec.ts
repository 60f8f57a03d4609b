/** The package of npm on a computer that has Node and nothing else of the project. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { root } from '../support/launch';

const npm = (folder: string, ...words: string[]) =>
  execFileSync('npm', [...words, '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  });

let empty: string;
test.beforeAll(() => {
  empty = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-npm-'));
});
test.afterAll(() => rmSync(empty, { recursive: true, force: true }));

test('npx sarangbang serve works from it in an empty folder', async () => {
  test.setTimeout(300_000);
  execFileSync(process.execPath, ['scripts/npm-package.mjs', empty], { cwd: root });
  const [tarball = ''] = readdirSync(empty);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(tarball).toBe(`sarangbang-${version}.tgz`);
  npm(empty, 'init', '-y');
  npm(empty, 'install', '--prefer-offline', '--ignore-scripts', `./${tarball}`);
  const own = path.join(empty, 'node_modules', 'sarangbang');
  expect(readdirSync(path.join(own, 'out'))).toEqual(['cli']);
  const packages = readdirSync(path.join(empty, 'node_modules'));
  for (const large of ['electron', 'react', 'vite', 'typescript'])
    expect(packages).not.toContain(large);

  const server = spawn(
    'npx',
    ['--no-install', 'sarangbang', 'serve', '--port', '0', '--data', './room', '--no-announce'],
    { cwd: empty, stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  try {
    let port = 0;
    for await (const line of createInterface({ input: server.stdout })) {
      port = Number(/^listening on 127\.0\.0\.1:(\d+)$/.exec(line)?.[1] ?? port);
      if (line.startsWith('invite ')) break;
    }
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('/name 민수\n');
    let heard = '';
    await expect
      .poll(() => {
        heard += socket.read()?.toString() ?? '';
        return heard;
      })
      .toContain('민수예요');
    socket.destroy();
  } finally {
    const gone = once(server, 'exit');
    process.kill(-(server.pid ?? 0), 'SIGTERM');
    await gone;
  }
});
