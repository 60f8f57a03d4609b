/** A program with a person at its terminal. */
import { fileURLToPath } from 'node:url';
import { Drawn } from './drawn';
import { BIN, type Run, start } from './run';

const PTY = fileURLToPath(new URL('python/terminal.py', import.meta.url));

/** Shorter than a test may take, so that it ends with what was on the screen. */
const PATIENCE_MS = 20_000;

export interface Terminal {
  run: Run;
  drawn: Drawn;
  /** Keys, as bytes of a keyboard. */
  type(keys: string): void;
  /** Resolves when what is on the screen matches. */
  shows(pattern: RegExp | string): Promise<void>;
  ended: Promise<number | null>;
}

export interface TerminalOptions {
  columns?: number;
  env?: NodeJS.ProcessEnv;
  /** Instead of the command line itself. */
  program?: readonly string[];
}

export const KEYS = {
  enter: '\r',
  tab: '\t',
  up: '\u001b[A',
  left: '\u001b[D',
  ctrlD: '\u0004',
  ctrlC: '\u0003',
};

export function terminal(
  args: readonly string[],
  { columns = 60, env = {}, program = [process.execPath, BIN, ...args] }: TerminalOptions = {},
): Terminal {
  const drawn = new Drawn(columns);
  const run = start('python3', [PTY, '40', `${columns}`, ...program], {
    input: null,
    env: { TERM: 'xterm-256color', ...env },
  });
  let wake = () => {};
  const decoder = new TextDecoder();
  run.child.stdout.on('data', (chunk: Buffer) => {
    drawn.feed(decoder.decode(chunk, { stream: true }));
    wake();
  });
  let over = false;
  void run.ended.then(() => {
    over = true;
    wake();
  });
  return {
    run,
    drawn,
    ended: run.ended,
    type: (keys) => void run.child.stdin.write(keys),
    async shows(pattern) {
      const fits = () =>
        typeof pattern === 'string' ? drawn.text.includes(pattern) : pattern.test(drawn.text);
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        wake();
      }, PATIENCE_MS);
      while (!fits()) {
        if (late) throw new Error(`does not show ${pattern}:\n${drawn.text}`);
        if (over) throw new Error(`ended without ${pattern}:\n${drawn.text}\n${run.err()}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      clearTimeout(timer);
    },
  };
}
