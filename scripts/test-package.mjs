/**
 * `npm run test:package`: makes the Debian package in two versions, and tries it on a clean Debian from
 * installing to removing (e2e/packaging). Where that cannot be done it says why and ends well.
 * `--reuse` takes the packages of the last time; other words go to the runner.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { exitOnSignals, root, run } from './lib/run.mjs';
import { say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';
import { ensurePackageTools } from './lib/system-packages.mjs';
import { ensureDisplay } from './lib/xvfb.mjs';

const OLD_VERSION = '0.0.9';
const MINUTE = 60_000;

exitOnSignals();
await setUp();
if (!(await ensurePackageTools())) {
  say('The package was not tried: that needs root on Debian or Ubuntu, with debootstrap.');
  process.exit(0);
}
const { cacheFolder } = await import('./lib/electron-runtime.mjs');
const { dist, manifest } = await import('./lib/release/build.mjs');
const { version } = manifest();
const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
const debOf = (one) => `sarangbang-${one}-linux-${arch}.deb`;
const cache = path.join(cacheFolder(), 'packages');
const kept = path.join(cache, 'made');
const feed = path.join(kept, 'feed');
const notes = path.join(kept, 'notes.json');
mkdirSync(cache, { recursive: true });

const node = async (args, options) => {
  const { code, output } = await run(process.execPath, args, {
    timeoutMs: 10 * MINUTE,
    ...options,
  });
  if (code !== 0) process.exit(code);
  return output;
};

/** A port that was free a moment ago: it is built into the packages, and used soon. */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** `--inspectable`: the one switch in which they differ from what people get. */
async function makePackages() {
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(feed, { recursive: true });
  const keys = Object.fromEntries(
    (await node(['scripts/sign-release.mjs', '--new-key'], { quiet: true }))
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const env = {
    SARANGBANG_UPDATE_FEED: `http://127.0.0.1:${await freePort()}/`,
    SARANGBANG_UPDATE_KEY: keys.SARANGBANG_UPDATE_KEY,
  };
  for (const one of [OLD_VERSION, version]) {
    const words = ['linux', 'deb', '--local', '--inspectable', '--quick', '--as', one];
    await node(['scripts/package.mjs', ...words], { env: { ...process.env, ...env } });
    const folder = one === version ? feed : kept;
    cpSync(path.join(dist, 'packages', debOf(one)), path.join(folder, debOf(one)));
  }
  const list = arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml';
  cpSync(path.join(dist, 'packages', list), path.join(feed, list));
  await node(['scripts/sign-release.mjs', feed], { env: { ...process.env, ...keys } });
  writeFileSync(notes, JSON.stringify(env));
}

const words = process.argv.slice(2);
if (!words.includes('--reuse') || !existsSync(notes)) await makePackages();
const display = await ensureDisplay({ always: true });
const { code } = await run(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', ...words.filter((word) => word !== '--reuse')],
  {
    timeoutMs: 20 * MINUTE,
    env: {
      ...process.env,
      ...display.env,
      ...JSON.parse(readFileSync(notes, 'utf8')),
      PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(kept, 'report.json'),
      SARANGBANG_PACKAGE_CACHE: cache,
      SARANGBANG_OLD_DEB: path.join(kept, debOf(OLD_VERSION)),
      SARANGBANG_NEW_DEB: path.join(feed, debOf(version)),
      SARANGBANG_NEW_VERSION: version,
    },
    cwd: root,
  },
);
display.stop();
process.exit(code);
