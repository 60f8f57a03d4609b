import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { writeLicences } from './licences.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { root, run } from './run.mjs';
import { say } from './say.mjs';

const SOURCES = ['protocol', 'lan', 'search', 'server', 'client', 'cli', 'electron', 'renderer'];
const CONFIGS = [
  'electron.vite.config.ts',
  'package-lock.json',
  'package.json',
  'scripts/lib/build.mjs',
];
const isSource = (name) => !/\.test\.tsx?$/.test(name);

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(file);
    else if (isSource(entry.name)) yield file;
  }
}

/** Names, sizes and times of everything that a build reads. */
function fingerprint(folders, extra) {
  const hash = createHash('sha256').update(extra);
  const files = [
    ...folders.flatMap((folder) => {
      const full = path.join(root, folder);
      return existsSync(full) ? [...filesUnder(full)] : [];
    }),
    ...CONFIGS.map((file) => path.join(root, file)),
  ];
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Builds unless `outputs` are there and were made from these very sources. */
async function unlessFresh({ name, folders, target = '', outputs }, build) {
  const stamp = path.join(root, 'out', `.${name.replaceAll(' ', '-')}`);
  const wanted = fingerprint(folders, target);
  const fresh = () =>
    outputs.every((file) => existsSync(path.join(root, 'out', file))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted;
  if (fresh()) return;
  await oneAtATime(path.basename(stamp).slice(1), async () => {
    if (fresh()) return;
    say(`Building ${name} …`);
    const { code, output } = await build();
    if (code !== 0) {
      process.stderr.write(output);
      throw new Error(`building ${name} failed`);
    }
    writeWhole(stamp, wanted);
  });
}

/** Somebody may be loading the file: they find all of the old one or all of the new one. */
export function writeWhole(file, content) {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}

/** The app for the Electron it will run in; nothing to do when no source has changed. */
export async function buildApp({ version }) {
  const major = version.split('.')[0];
  const outputs = [
    'main/main.cjs',
    'main/server-worker.cjs',
    'main/copy-search.cjs',
    'main/command-line.cjs',
    'preload/preload.cjs',
    'renderer/index.html',
    'licences.txt',
  ];
  await unlessFresh({ name: 'the app', folders: SOURCES, target: major, outputs }, async () => {
    const built = await run(
      process.execPath,
      ['node_modules/electron-vite/bin/electron-vite.js', 'build'],
      {
        quiet: true,
        progress: true,
        timeoutMs: 5 * 60_000,
        env: { ...process.env, ELECTRON_MAJOR_VER: major, NODE_ENV: 'production' },
      },
    );
    if (built.code === 0) writeLicences(path.join(root, 'out'));
    return built;
  });
}

/** Bundles for plain Node: their packages stay in node_modules. */
async function bundle(entry, outfile) {
  const { build } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      write: false,
      absWorkingDir: root,
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      sourcemap: true,
      logLevel: 'silent',
    });
    for (const { path: file, contents } of outputFiles) writeWhole(file, contents);
    return { code: 0, output: '' };
  } catch (error) {
    return { code: 1, output: `${error.message}\n` };
  }
}

/** A program and, beside it, what its server's threads run (server/workers/worker-file.ts). */
async function bundleWithWorker(entry, folder) {
  const worker = await bundle('server/workers/entry.ts', `${folder}/server-worker.js`);
  return worker.code === 0 ? bundle(entry, `${folder}/main.js`) : worker;
}

export const buildCli = () =>
  unlessFresh(
    {
      name: 'the command line',
      folders: ['protocol', 'lan', 'search', 'server', 'client', 'cli'],
      outputs: ['cli/main.js', 'cli/server-worker.js'],
    },
    () => bundleWithWorker('cli/main.ts', 'out/cli'),
  );

export const buildBench = () =>
  unlessFresh(
    {
      name: 'the benchmarks',
      folders: ['protocol', 'lan', 'search', 'server', 'client', 'cli', 'bench', 'e2e'],
      outputs: ['bench/main.js', 'bench/server-worker.js'],
    },
    () => bundleWithWorker('bench/main.ts', 'out/bench'),
  );

export const buildTrials = () =>
  unlessFresh(
    {
      name: 'the trials',
      folders: ['protocol', 'lan', 'search', 'server', 'client', 'cli', 'e2e', 'trials'],
      outputs: ['trials/main.js', 'trials/server-worker.js', 'trials/app.js'],
    },
    async () => {
      const app = await bundle('trials/floods/app.ts', 'out/trials/app.js');
      return app.code === 0 ? bundleWithWorker('trials/main.ts', 'out/trials') : app;
    },
  );

export const buildTorture = () =>
  unlessFresh(
    {
      name: 'the torture',
      folders: ['protocol', 'search', 'server', 'client', 'e2e', 'torture'],
      outputs: ['torture/main.js', 'torture/member.js', 'torture/app.js'],
    },
    async () => {
      for (const name of ['main', 'member', 'app']) {
        const made = await bundle(`torture/${name}.ts`, `out/torture/${name}.js`);
        if (made.code !== 0) return made;
      }
      return { code: 0, output: '' };
    },
  );
