import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './say.mjs';

const PROGRESS_EVERY_MS = 15_000;

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Runs a program to its end and resolves to its exit code (124 when `timeoutMs` passed and it was
 * ended). With `quiet` its output is kept and returned instead of shown; with `progress` a line
 * now and then says that it is still working.
 */
export function run(
  command,
  args,
  { cwd = root, env = process.env, quiet = false, progress = false, timeoutMs } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    let timedOut = false;
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const started = Date.now();
    const ticking = progress
      ? setInterval(
          () => say(`  … still working, ${Math.round((Date.now() - started) / 1000)} s`),
          PROGRESS_EVERY_MS,
        )
      : undefined;
    const abandon = () => child.kill('SIGTERM');
    process.once('exit', abandon);
    const end = (code) => {
      process.off('exit', abandon);
      clearInterval(ticking);
      clearTimeout(timer);
      resolve({ code: timedOut ? 124 : code, output, timedOut });
    };
    const timer = timeoutMs
      ? setTimeout(() => {
          timedOut = true;
          child.kill('SIGTERM');
          setTimeout(() => {
            child.kill('SIGKILL');
            end(124); // a grandchild may still hold the pipes, then 'close' never comes
          }, 5000).unref();
        }, timeoutMs)
      : undefined;
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? (signal ? 128 : 1)));
  });
}

/** Ctrl+C ends this program by way of its exit handlers, which take along what it started. */
export function exitOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
}

/** Whether this program runs as root on a system with apt, and so may install what is missing. */
export async function mayUseApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return (await run('apt-get', ['--version'], { quiet: true })).code === 0;
}
