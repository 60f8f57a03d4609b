/**
 * Trying the packages: makes the Debian one in two versions and a feed that has both, then runs
 * e2e/packaging, which installs them on a clean Debian.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { cacheFolder } from '../electron-runtime.mjs';
import { root, run } from '../run.mjs';
import { ensurePackageTools } from '../system-packages.mjs';
import { ensureDisplay } from '../xvfb.mjs';
import { dist, manifest } from './build.mjs';
import { ensureDebian } from './debian.mjs';

const OLD_VERSION = '0.0.9';
const MINUTE = 60_000;
const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
const debOf = (version) => `sarangbang-${version}-linux-${arch}.deb`;
const list = arch === 'arm64' ? 'latest-linux-arm64.yml' : 'latest-linux.yml';
const cache = path.join(cacheFolder(), 'packages');
const kept = path.join(cache, 'made');
const feed = path.join(kept, 'feed');
const notes = path.join(kept, 'notes.json');

/**
 * The clean Debian that packages are tried on; beginning early gives the network its time. Resolves to
 * its folder, or to a sentence that says why there is none.
 */
export async function prepareTrial() {
  if (!(await ensurePackageTools())) {
    return { why: 'that needs root on Debian or Ubuntu, with debootstrap' };
  }
  const debian = await ensureDebian(cache);
  return debian ? { debian } : { why: 'Debian’s packages cannot be reached' };
}

const node = async (args, env) => {
  const { code, output } = await run(process.execPath, args, {
    quiet: true,
    progress: true,
    timeoutMs: 10 * MINUTE,
    env: { ...process.env, ...env },
  });
  if (code !== 0) throw new Error(`${args[0]} failed\n${output.slice(-4000)}`);
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

const variables = (text) =>
  Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/**
 * Both versions are the same sources under two numbers. `--inspectable`: the one switch in which they
 * differ from what people get.
 */
async function makePackages(version) {
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(feed, { recursive: true });
  const keys = variables(await node(['scripts/sign-release.mjs', '--new-key']));
  const env = {
    SARANGBANG_UPDATE_FEED: `http://127.0.0.1:${await freePort()}/`,
    SARANGBANG_UPDATE_KEY: keys.SARANGBANG_UPDATE_KEY,
  };
  const made = [];
  for (const one of [OLD_VERSION, version]) {
    const words = ['linux', 'deb', '--local', '--inspectable', '--quick', '--as', one];
    if (one !== OLD_VERSION) words.push('--built');
    made.push(await node(['scripts/package.mjs', ...words], env));
    for (const file of [debOf(one), list]) {
      cpSync(path.join(dist, 'packages', file), path.join(feed, file));
    }
    await node(['scripts/sign-release.mjs', feed, '--as', one], keys);
  }
  writeFileSync(notes, JSON.stringify(env));
  return made.at(-1);
}

/**
 * Runs it; `reuse` takes the packages of the last time, `made` is called when they are there. Resolves
 * to the runner's exit code and where its report lies; `output` is what it said, where `quiet` kept it;
 * `facts` are lines about what was made and measured.
 */
export async function runTrial({ debian, reuse = false, words = [], quiet = false, made }) {
  const { version } = manifest();
  const facts = [];
  if (!reuse || !existsSync(notes)) facts.push(sizesIn(await makePackages(version)));
  made?.();
  const display = await ensureDisplay({ always: true });
  const report = path.join(kept, 'report.json');
  rmSync(report, { force: true });
  try {
    const { code, output } = await run(
      process.execPath,
      ['node_modules/@playwright/test/cli.js', 'test', ...words],
      {
        timeoutMs: 20 * MINUTE,
        quiet,
        cwd: root,
        env: {
          ...process.env,
          ...display.env,
          ...JSON.parse(readFileSync(notes, 'utf8')),
          // Two files at a time; only one of them opens windows.
          SARANGBANG_DISPLAYS: `${display.env.DISPLAY} ${display.env.DISPLAY}`,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
          SARANGBANG_CLEAN_DEBIAN: debian,
          SARANGBANG_PACKAGE_FEED: feed,
          SARANGBANG_OLD_DEB: path.join(feed, debOf(OLD_VERSION)),
          SARANGBANG_OLD_VERSION: OLD_VERSION,
          SARANGBANG_NEW_DEB: path.join(feed, debOf(version)),
          SARANGBANG_NEW_VERSION: version,
        },
      },
    );
    return { code, output, report, facts: [...facts, ...launches(report)] };
  } finally {
    display.stop();
  }
}

/** `x.deb 80.1 MB, 244.2 MB on disk`, out of what scripts/package.mjs says. */
const sizesIn = (output) =>
  [...output.matchAll(/^(\S+\.deb|linux\S*-unpacked) {2}(.+)$/gm)]
    .map(([, name, size]) => `${name} ${size}`)
    .join(', ');

/** What the tests measured and noted. */
function launches(report) {
  if (!existsSync(report)) return [];
  const text = readFileSync(report, 'utf8');
  const told = [...text.matchAll(/"type": "launch",\s+"description": "([^"]+)"/g)];
  // The report has each note twice.
  return [...new Set(told.map(([, ms]) => `installed app, launch to first window: ${ms}`))];
}
