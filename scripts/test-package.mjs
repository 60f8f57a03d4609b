/**
 * `npm run test:package`: makes the Debian package in two versions, and tries it on a clean Debian from
 * installing to removing (e2e/packaging). Where that cannot be done it says why and ends well.
 */
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { exitOnSignals, root, run } from './lib/run.mjs';
import { say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';
import { ensurePackageTools } from './lib/system-packages.mjs';
import { ensureDisplay } from './lib/xvfb.mjs';

const OLD_VERSION = '0.0.9';

exitOnSignals();
await setUp();
if (!(await ensurePackageTools())) {
  say('The package was not tried: that needs root on Debian or Ubuntu, with debootstrap.');
  process.exit(0);
}
const { cacheFolder } = await import('./lib/electron-runtime.mjs');
const { dist, manifest } = await import('./lib/release/build.mjs');
const { version } = manifest();
const kept = path.join(dist, 'test-packages');
const cache = path.join(cacheFolder(), 'packages');
mkdirSync(cache, { recursive: true });
mkdirSync(kept, { recursive: true });

/** `--inspectable`: the one switch in which it differs from what people get. */
async function deb(as) {
  const target = path.join(kept, `sarangbang_${as}.deb`);
  const { code } = await run(
    process.execPath,
    ['scripts/package.mjs', 'linux', 'deb', '--local', '--inspectable', '--quick', '--as', as],
    { timeoutMs: 10 * 60_000 },
  );
  if (code !== 0) process.exit(code);
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  renameSync(path.join(dist, 'packages', `sarangbang-${as}-linux-${arch}.deb`), target);
  return target;
}

let oldDeb = process.env.SARANGBANG_OLD_DEB;
let newDeb = process.env.SARANGBANG_NEW_DEB;
if (!newDeb) {
  oldDeb ??= await deb(OLD_VERSION);
  newDeb = await deb(version);
}
const display = await ensureDisplay({ always: true });
const { code } = await run(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)],
  {
    timeoutMs: 20 * 60_000,
    env: {
      ...process.env,
      ...display.env,
      PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(kept, 'report.json'),
      SARANGBANG_PACKAGE_CACHE: cache,
      SARANGBANG_OLD_DEB: oldDeb,
      SARANGBANG_NEW_DEB: newDeb,
      SARANGBANG_NEW_VERSION: version,
    },
    cwd: root,
  },
);
display.stop();
process.exit(code);
