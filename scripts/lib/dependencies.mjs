import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const stamp = path.join(root, 'node_modules', '.sarangbang-lock');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(process.versions.modules)
    .digest('hex');

const installed = (wanted) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

/** Installs the locked packages when they are missing or belong to another lockfile. */
export async function ensureDependencies() {
  const wanted = lockHash();
  if (installed(wanted)) return;
  await oneAtATime('packages', async () => {
    if (!installed(wanted)) await install(wanted);
  });
}

async function install(wanted) {
  say('Installing packages (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code, output } = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet: true,
    progress: true,
    timeoutMs: 10 * 60_000,
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  });
  if (code !== 0) {
    process.stderr.write(output);
    giveUp('The packages could not be installed. Check the network, then try:', 'npm ci');
  }
  writeFileSync(stamp, wanted);
}
