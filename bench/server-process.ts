/** A server in a process of its own, with its CPU time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const START_TIMEOUT_MS = 20_000;
/** Clock ticks per second of /proc (sysconf(_SC_CLK_TCK) is 100 on every Linux that Node runs on). */
const TICKS = 100;

export interface ServerProcess {
  readonly port: number;
  /** Seconds of user and system time so far, all threads; null where the system does not tell. */
  cpu(): number | null;
  /** Resident memory in bytes; null where the system does not tell. */
  memory(): number | null;
  stop(): Promise<void>;
}

async function start(args: string[], folder: string | null): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server did not start')), START_TIMEOUT_MS);
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      const match = /listening on (?:\S*:)?(\d+)/.exec(text);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    });
    child.once('exit', (code) => reject(new Error(`the server stopped with ${code}`)));
  });
  const read = (file: string) => {
    try {
      return readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
    } catch {
      return null;
    }
  };
  return {
    port,
    cpu: () => {
      const stat = read('stat');
      if (!stat) return null;
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    },
    memory: () => {
      const match = /VmRSS:\s+(\d+) kB/.exec(read('status') ?? '');
      return match ? Number(match[1]) * 1024 : null;
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ours: log on disk and durable, no rate limits, unencrypted like the others it is held beside. */
export function startSarangbang(): Promise<ServerProcess> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
  const options = [
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--data',
    folder,
    '--rate-limit',
    'off',
    '--durability',
    'full',
  ];
  return start([path.resolve('out/cli/main.js'), 'serve', ...options], folder);
}

export const startAnchor = (name: 'naive' | 'ws'): Promise<ServerProcess> =>
  start([process.argv[1] as string, '--anchor', name], null);
