/** The command line as an outside program: what it prints, and how it ends. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const BIN = fileURLToPath(new URL('../../bin/sarangbang.mjs', import.meta.url));

export interface Run {
  child: ChildProcessWithoutNullStreams;
  out: () => string;
  err: () => string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** The rest of the first line that begins with a word; waits for it. */
  fact(word: string): Promise<string>;
  /** Resolves when stdout matches; rejects when the program ends without it. */
  says(pattern: RegExp): Promise<void>;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** What it reads; null: nothing, its input stays open. Left out: an empty input. */
  input?: string | Buffer | null;
}

/** Speaks English unless `env` says otherwise; killed with its test. */
export function start(program: string, args: readonly string[], options: RunOptions = {}): Run {
  const child = spawn(program, args, {
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', SARANGBANG_LAN_PORT: 'off', ...options.env },
    stdio: 'pipe',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.on('error', () => {});
  if (options.input !== null) child.stdin.end(options.input ?? '');
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const until = async <T>(look: () => T | undefined, what: string): Promise<T> => {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      const over = ended.then(() => {
        const last = look();
        if (last === undefined) throw new Error(`ended without ${what}: ${out}${err}`);
      });
      await Promise.race([once(child.stdout, 'data'), over]);
    }
  };
  return {
    child,
    out: () => out,
    // the first run after a change says that it builds
    err: () => err.replace(/^Building .*\n/, ''),
    ended,
    fact: async (word) => {
      const starts = (text: string) => text.startsWith(`${word} `);
      const lines = () => out.split('\n').slice(0, -1).find(starts);
      return (await until(lines, `"${word}"`)).slice(word.length + 1);
    },
    says: async (pattern) => {
      await until(() => pattern.exec(out) ?? undefined, String(pattern));
    },
  };
}

export const sarangbang = (args: readonly string[], options: RunOptions = {}): Run =>
  start(process.execPath, [BIN, ...args], options);

/** The port that a program said it listens on. */
export const portOf = async (run: Run): Promise<number> =>
  Number((await run.fact('listening on')).split(':').at(-1));
