/** A server in a process of its own, on the core that servers have, with its CPU time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../server/testing/free-port';
import { compileCoalescing } from './anchors/compile';
import { commandOf, type Installed, whereIs } from './anchors/installed';
import { cpuOf, memoryOf, serverPin } from './lib/machine';
import { pause } from './lib/stats';

const START_TIMEOUT_MS = 20_000;

export interface ServerProcess {
  readonly port: number;
  /** `invite …` and the like, as a server of ours prints them. */
  readonly facts: ReadonlyMap<string, string>;
  /** Seconds of user and system time so far, all threads; NaN where the system does not tell. */
  cpu(): number;
  /** Resident memory in bytes; NaN where the system does not tell. */
  memory(): number;
  stop(): Promise<void>;
}

export const temporaryFolder = (): string =>
  mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));

function launch(command: readonly string[], stdout: 'pipe' | 'ignore'): ChildProcess {
  const [program, ...words] = [...serverPin(), ...command];
  const stderr = stdout === 'pipe' ? 'inherit' : 'ignore';
  return spawn(program as string, words, { stdio: ['ignore', stdout, stderr] });
}

const running = new Set<ChildProcess>();

/** What a measurement that failed has left. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
}
process.once('exit', endAll);

function watched(
  child: ChildProcess,
  port: number,
  facts: ReadonlyMap<string, string>,
  clean: () => void,
): ServerProcess {
  const pid = child.pid as number;
  running.add(child);
  return {
    port,
    facts,
    cpu: () => cpuOf(pid),
    memory: () => memoryOf(pid),
    stop: async () => {
      running.delete(child);
      const exited = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await exited;
      }
      clean();
    },
  };
}

/** One that says `listening on` where it does. */
async function startTelling(command: readonly string[], clean = () => {}): Promise<ServerProcess> {
  const child = launch(command, 'pipe');
  const facts = new Map<string, string>();
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not start')), START_TIMEOUT_MS);
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      for (const [, name = '', value = ''] of text.matchAll(/^(\w+) (\S+)$/gm))
        facts.set(name, value);
      const match = /listening on (?:\S*:)?(\d+)\n/.exec(text);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    });
    child.once('exit', (code) => reject(new Error(`the server stopped with ${code}`)));
  });
  return watched(child, port, facts, clean);
}

export interface Ours {
  durability?: 'full' | 'normal';
  tls?: boolean;
  /** An existing data folder, which stays; left out: a new one, which goes with the server. */
  data?: string;
  /** Keeps nothing. */
  memory?: boolean;
  /** Another build of the command line; left out: that of this tree. */
  program?: string;
  /** Options of Node. */
  node?: readonly string[];
}

/** Ours: log on disk and durable unless said otherwise, no rate limits. */
export function startSarangbang(ours: Ours = {}): Promise<ServerProcess> {
  const { durability = 'full', tls = false, memory = false, program = PROGRAM, node = [] } = ours;
  if (memory) return startTelling(bench('--anchor', 'memory'));
  const folder = ours.data ?? temporaryFolder();
  const options = ['--data', folder, '--durability', durability, '--tls', tls ? 'on' : 'off'];
  const clean = () => {
    if (ours.data === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const words = [...node, path.resolve(program), ...SERVE, ...options];
  return startTelling([process.execPath, ...words], clean);
}

const PROGRAM = 'out/cli/main.js';
const SERVE = 'serve --host 127.0.0.1 --port 0 --rate-limit off --no-announce'.split(' ');

const bench = (...words: string[]) => [process.execPath, process.argv[1] as string, ...words];

export type Anchor = 'naive' | 'coalescing' | 'events' | 'ws' | 'socket.io';

export const startAnchor = (name: Anchor): Promise<ServerProcess> =>
  startTelling(bench('--anchor', name));

/** Null where there is no compiler. */
export async function startCoalescing(): Promise<ServerProcess | null> {
  const folder = temporaryFolder();
  const clean = () => rmSync(folder, { recursive: true, force: true });
  const program = compileCoalescing(folder);
  if (program) return startTelling([program], clean);
  clean();
  return null;
}

/** Null where it is not installed. */
export async function startInstalled(name: Installed): Promise<ServerProcess | null> {
  const program = whereIs(name);
  if (!program) return null;
  const folder = temporaryFolder();
  const port = await freePort();
  const child = launch(commandOf(name, program, folder, port), 'ignore');
  const server = watched(child, port, new Map(), () =>
    rmSync(folder, { recursive: true, force: true }),
  );
  const until = performance.now() + START_TIMEOUT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > until) {
      await server.stop();
      throw new Error(`${name} did not start`);
    }
    await pause(50);
  }
  return server;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
