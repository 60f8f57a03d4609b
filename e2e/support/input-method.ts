/**
 * A real Korean input method on the test display: a session bus, a window manager, ibus with its
 * Hangul engine, and xdotool as the fingers.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const exec = promisify(execFile);
/** Between two keys, as a quick typist. */
const KEY_DELAY_MS = '60';

export const available = process.env.SARANGBANG_INPUT_METHOD === '1';

export interface InputMethod {
  /** What the app needs in its environment to use it. */
  readonly env: Record<string, string>;
  /** Focuses the app's window (by the pid of its main process) and switches to Hangul. */
  focus(pid: number): Promise<void>;
  /** Presses physical keys of the two-set layout: `d k s s u d` is 안녕. */
  keys(...keys: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** On a machine whose disk has none of it in memory yet, everything has to be read first. */
const READY_MS = 40_000;
/** One that is asked before its daemon is there may not answer at all, and is asked again. */
const ANSWER_MS = 4_000;

/** Tries until `attempt` gives something; a bounded wait for programs that announce nothing. */
async function until<T>(what: string, attempt: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const result = await attempt().catch(() => null);
    if (result !== null) return result;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${READY_MS} ms`);
    await pause(100);
  }
}

export async function startInputMethod(): Promise<InputMethod> {
  const children: ChildProcess[] = [];
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(bus);
  const [line] = (await once(bus.stdout, 'data')) as [Buffer];
  const env = {
    DBUS_SESSION_BUS_ADDRESS: String(line).trim(),
    GTK_IM_MODULE: 'ibus',
    XMODIFIERS: '@im=ibus',
    GTK_USE_PORTAL: '0',
  };
  const all = { ...process.env, ...env };
  const start = (name: string, args: string[]) => {
    const child = spawn(name, args, { env: all, stdio: 'ignore' });
    children.push(child);
  };
  const tool = (...args: string[]) => exec('xdotool', args, { env: all });
  const stop = async () => {
    for (const child of children.reverse()) child.kill('SIGKILL');
    await Promise.all(
      children.map((child) =>
        child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null,
      ),
    );
  };
  start('openbox', []);
  start('ibus-daemon', ['--xim', '--replace', '--panel', 'disable']);
  // the engine starts in Latin letters; the Hangul key switches it, as on a Korean keyboard
  let hangul = false;
  const ibus = (...args: string[]) => exec('ibus', args, { env: all, timeout: ANSWER_MS });
  const engine = () => ibus('engine', 'hangul');
  try {
    await until('the Hangul engine', async () => {
      await engine();
      return (await ibus('engine')).stdout.trim() === 'hangul' ? true : null;
    });
  } catch (why) {
    await stop(); // what was left would be in the way of the next one
    throw why;
  }
  return {
    env,
    focus: async (pid) => {
      const window = await until('the window', async () => {
        const { stdout } = await tool('search', '--onlyvisible', '--pid', String(pid));
        return stdout.trim().split('\n').at(-1) || null;
      });
      await tool('windowactivate', '--sync', window);
      await engine();
      if (!hangul) await tool('key', 'Hangul');
      hangul = true;
    },
    keys: async (...keys) => {
      await tool('key', '--delay', KEY_DELAY_MS, ...keys);
    },
    stop,
  };
}
