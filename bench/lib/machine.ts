/**
 * The machine under the figures: which core the server runs on and which the load, and what a
 * process has used so far. Where the system does not pin (`taskset`), the report says so.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** Clock ticks per second of /proc (sysconf(_SC_CLK_TCK) is 100 on every Linux that Node runs on). */
const TICKS = 100;

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly system: string;
  readonly node: string;
  /** Whether servers have the first core to themselves, and the load the second. */
  readonly pinned: boolean;
}

/** Words before a server's command that keep it on its core. */
let pin: readonly string[] = [];
export const serverPin = (): readonly string[] => pin;

/** Puts this process, which makes the load, on the second core; servers go to the first. */
export function settleDown(): Machine {
  const cores = os.cpus().length;
  const facts = {
    cores,
    model: os.cpus()[0]?.model ?? 'unknown',
    system: `${os.type()} ${os.release()}`,
    node: process.version,
  };
  if (cores < 2) return { ...facts, pinned: false };
  try {
    execFileSync('taskset', ['-acp', '1', String(process.pid)], { stdio: 'ignore' });
    pin = ['taskset', '-c', '0'];
    return { ...facts, pinned: true };
  } catch {
    return { ...facts, pinned: false };
  }
}

const read = (pid: number, file: string): string | null => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
};

/** Seconds of user and system time of all its threads; NaN where the system does not tell. */
export function cpuOf(pid: number): number {
  // to the nanosecond where the kernel counts so, otherwise in ticks of 10 ms
  return scheduled(pid) ?? ticked(pid);
}

function scheduled(pid: number): number | null {
  try {
    let nanoseconds = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const [running = '0'] = (read(pid, `task/${thread}/schedstat`) ?? '').split(' ');
      nanoseconds += Number(running);
    }
    return nanoseconds > 0 ? nanoseconds / 1e9 : null;
  } catch {
    return null;
  }
}

function ticked(pid: number): number {
  const stat = read(pid, 'stat');
  if (!stat) return Number.NaN;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Resident memory in bytes; NaN where the system does not tell. */
export function memoryOf(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(read(pid, 'status') ?? '');
  return match ? Number(match[1]) * 1024 : Number.NaN;
}

/** Share of one core that this process uses while `during` goes on, 0 to 1 and more. */
export async function ownShare(during: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  const started = performance.now();
  await during();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - started);
}
