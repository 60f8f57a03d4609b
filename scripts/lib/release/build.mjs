/** The app as it is handed out: small, without maps, with a manifest that names no packages. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { homepage, maintainer, updates } from '../../../packaging/builder/product.mjs';
import { writeLicences } from '../licences.mjs';
import { root, run } from '../run.mjs';
import { say } from '../say.mjs';
import { makeIcons } from './icons.mjs';

export const dist = path.join(root, 'dist');
const app = path.join(dist, 'app');

export const manifest = () => JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** `Name <mail>` in its parts. */
const person = (text) => {
  const [, name, email] = /^(.*?)\s*<(.+)>$/.exec(text) ?? [null, text, undefined];
  return { name, ...(email && { email }) };
};

/** What the packaged app's package.json says; its version is what "About" shows. */
export const appManifest = ({ name, productName, version, description, license, main }) => ({
  name,
  productName,
  version,
  description,
  license,
  homepage: homepage(),
  author: person(maintainer()),
  main,
  // Desktops match windows with the .desktop file by it.
  desktopName: 'sarangbang.desktop',
  ...(updates() && { updates: updates() }),
});

/** Maps are kept beside the packages, for the reading of stack traces that people send. */
function setMapsAside(version) {
  const maps = path.join(dist, 'maps', version);
  for (const entry of readdirSync(path.join(app, 'out'), { recursive: true })) {
    if (!entry.endsWith('.map')) continue;
    mkdirSync(path.dirname(path.join(maps, entry)), { recursive: true });
    renameSync(path.join(app, 'out', entry), path.join(maps, entry));
  }
}

/** All is bundled but the database, which is machine code (for every system; packing picks one). */
function stageDatabase() {
  const parts = {
    '@photostructure/sqlite':
      /^(package\.json|LICENSE|dist\/index\.cjs|prebuilds\/.*\.glibc\.node)$/,
    'node-gyp-build': /^(package\.json|LICENSE|[^/]+\.js)$/,
  };
  for (const [name, wanted] of Object.entries(parts)) {
    const from = path.join(root, 'node_modules', name);
    for (const entry of readdirSync(from, { recursive: true })) {
      if (!wanted.test(entry.split(path.sep).join('/'))) continue;
      cpSync(path.join(from, entry), path.join(app, 'node_modules', name, entry));
    }
  }
}

/** The manifest of what lies in dist/app; `version` instead of the project's own. */
export function writeManifest(version) {
  const own = { ...manifest(), ...(version && { version }) };
  writeFileSync(path.join(app, 'package.json'), `${JSON.stringify(appManifest(own), null, 2)}\n`);
}

/** Builds into dist/app for an Electron of this major version; `version` instead of the project's own. */
export async function buildRelease({ electronMajor, version }) {
  for (const folder of ['app', 'maps', 'icons']) {
    rmSync(path.join(dist, folder), { recursive: true, force: true });
  }
  say('Building the app for its packages …');
  const { code, output } = await run(
    process.execPath,
    ['node_modules/electron-vite/bin/electron-vite.js', 'build'],
    {
      quiet: true,
      progress: true,
      timeoutMs: 10 * 60_000,
      env: {
        ...process.env,
        ELECTRON_MAJOR_VER: electronMajor,
        NODE_ENV: 'production',
        SARANGBANG_RELEASE: '1',
      },
    },
  );
  if (code !== 0) throw new Error(`building failed\n${output}`);
  const licences = writeLicences(path.join(app, 'out'));
  writeFileSync(path.join(dist, 'licences.json'), `${JSON.stringify(licences, null, 1)}\n`);
  setMapsAside(version ?? manifest().version);
  stageDatabase();
  writeManifest(version);
  cpSync(path.join(root, 'LICENSE'), path.join(app, 'LICENSE'));
  await makeIcons(path.join(dist, 'icons'));
}
