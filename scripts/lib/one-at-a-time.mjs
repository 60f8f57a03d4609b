/** Work that two programs of one checkout must not do at once: installing packages, building. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './run.mjs';

const LOOK_AGAIN_MS = 100;
/** A lock file without a number in it is being written, or its writer was cut off right there. */
const WRITING_MS = 5_000;

/**
 * Does `work` while no other process does work of the same name; waits for as long as that takes.
 * A process that died in the middle of it holds nobody up.
 */
export async function oneAtATime(name, work) {
  const file = path.join(root, 'out', `.${name}.lock`);
  mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) {
    if (abandoned(file)) rmSync(file, { force: true });
    else await pause(LOOK_AGAIN_MS);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(file) {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function abandoned(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return pid > 0 ? !isRunning(pid) : Date.now() - statSync(file).mtimeMs > WRITING_MS;
  } catch {
    return false; // it has just been given back
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM'; // another user's
  }
}
