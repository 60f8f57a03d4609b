/**
 * `npm run package -- [linux|mac|windows] [targets …]`: builds the app and makes its packages in
 * dist/packages, e.g. `npm run package -- linux deb`. Without words: all of this system.
 *
 *   --local        with the Electron that runs here, which may be the older fallback: for tests only
 *   --inspectable  the one fuse that Playwright needs is on: for tests only
 *   --as VERSION   another version than the project's: for tests of upgrades
 *   --quick        light compression
 *   --built        dist/app as it is, built a moment ago under another version
 */
import { chmodSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { builderConfig } from '../packaging/builder/config.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { exitOnSignals, root } from './lib/run.mjs';
import { giveUp, say } from './lib/say.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    local: { type: 'boolean', default: false },
    inspectable: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    as: { type: 'string' },
  },
});
/** Files are packed with the rights they have here, and a checkout may have been made with any umask. */
function othersMayNotWrite(folder) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    const file = path.join(folder, entry);
    chmodSync(file, statSync(file).mode & ~0o022);
  }
}

const SYSTEMS = { linux: 'LINUX', mac: 'MAC', windows: 'WINDOWS' };
const HERE = { linux: 'linux', darwin: 'mac', win32: 'windows' }[process.platform];
const [first, ...others] = positionals;
const system = first in SYSTEMS ? first : HERE;
const targets = first in SYSTEMS ? others : positionals;
if (!system) giveUp('Packages are made on Linux, macOS and Windows.');

exitOnSignals();
await ensureDependencies();
othersMayNotWrite(path.join(root, 'packaging'));
const { buildRelease, writeManifest } = await import('./lib/release/build.mjs');
const { electronForPackages } = await import('./lib/release/runtime.mjs');
const { report } = await import('./lib/release/report.mjs');

const electron = await electronForPackages({ local: values.local });
if (values.built) writeManifest(values.as);
else {
  const electronMajor = electron.electronVersion.split('.')[0];
  await buildRelease({ electronMajor, version: values.as });
}
if (values.quick) process.env.SARANGBANG_QUICK_DEB = '1';
if (electron.fallback) {
  say('These packages carry the fallback Electron: they are for tests, not for people.');
  process.env.CUSTOM_FPM_PATH ??= path.join(root, 'packaging', 'fpm-stand-in.mjs');
}
const { build, Platform } = await import('electron-builder');
const made = await build({
  projectDir: root,
  publish: 'never',
  targets: Platform[SYSTEMS[system]].createTarget(targets.length > 0 ? targets : null),
  config: builderConfig({
    projectDir: root,
    ...electron,
    inspectable: values.inspectable,
    quick: values.quick,
  }),
});
await report(made, { electron: electron.electronVersion, fallback: electron.fallback });
