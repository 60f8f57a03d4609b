/** The headless server as a program of its own, under trial: where it listens, what it says, how it is. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CompatWire } from '../../protocol/compat';

const START_TIMEOUT_MS = 60_000;
/** Clock ticks per second of /proc on every Linux that Node runs on. */
const TICKS = 100;
const MEMORY_DISK = '/dev/shm';
/** Both the tests and the bundle of the trials run at the root of the checkout. */
const BUILT = path.resolve('out/cli/main.js');
/** Another build of the server than this checkout's, e.g. one of before a change. */
const CHOSEN = process.env.SARANGBANG_TRIAL_SERVER;
const BIN = CHOSEN ?? (existsSync(BUILT) ? BUILT : path.resolve('bin/sarangbang.mjs'));
const HOOK = path.resolve('trials/support/in-the-house.mjs');

export interface HouseOptions {
  /** Data folder; left out: one of its own that goes with it. */
  folder?: string;
  /** Its own folder is in memory where there is such a disk: flushing is not what is tried. */
  inMemory?: boolean;
  /** Further flags of `sarangbang serve`. */
  flags?: readonly string[];
  /** What the server is started by, e.g. `strace` and its arguments. */
  under?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  node?: readonly string[];
}

export interface Memory {
  /** Bytes in use: V8's heap, and what lies outside of it. */
  heap: number;
  /** Bytes of the process in main memory. */
  rss: number;
}

/** How late the server's own event loop was, since it was asked last. */
export interface Loop {
  /** ms that 99 of 100 turns were late at most, and the latest. */
  p99: number;
  worst: number;
  /** Share of the time in which it did something, 0 to 1. */
  busy: number;
}

/** Ended before it listened; `message` is what it said. */
export class DidNotStart extends Error {
  constructor(
    readonly code: number | null,
    said: string,
  ) {
    super(said);
    this.name = 'DidNotStart';
  }
}

export class House {
  readonly folder: string;
  /** What it reported: faults of its own are among them. */
  readonly lines: string[] = [];
  private out = '';
  private readonly child: ChildProcess;
  private readonly ownFolder: boolean;

  private constructor(options: HouseOptions) {
    const { folder, inMemory = false, flags = [], under = [], env = {}, node = [] } = options;
    this.ownFolder = folder === undefined;
    const place = inMemory && existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir();
    this.folder = folder ?? mkdtempSync(path.join(place, 'sarangbang-trial-'));
    const serve = ['serve', '--host', '127.0.0.1', '--port', '0', '--data', this.folder];
    const words = [
      ...under,
      process.execPath,
      ...node,
      '--import',
      HOOK,
      BIN,
      ...serve,
      '--no-announce',
    ];
    const [program, ...args] = [...words, ...flags] as [string, ...string[]];
    this.child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, LC_ALL: 'C.UTF-8', SARANGBANG_LAN_PORT: 'off', ...env },
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.out += text;
    });
    let rest = '';
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      this.lines.push(...lines.filter((line) => line !== ''));
    });
  }

  /** Rejects with `DidNotStart`. */
  static async open(options: HouseOptions = {}): Promise<House> {
    const house = new House(options);
    try {
      await house.listening();
    } catch (why) {
      await house.end('SIGKILL');
      throw why;
    }
    return house;
  }

  get port(): number {
    return Number(/^listening on \S*:(\d+)$/m.exec(this.out)?.[1]);
  }

  get fingerprint(): string {
    return /^fingerprint (\S+)$/m.exec(this.out)?.[1] ?? '';
  }

  portOf(wire: CompatWire): number {
    return Number(new RegExp(`^compat ${wire} (\\d+) open$`, 'm').exec(this.out)?.[1]);
  }

  /** Of the server itself, also when it was started under something. */
  get pid(): number {
    const { pid = 0 } = this.child;
    const path = `/proc/${pid}/task/${pid}/children`;
    const under = !this.child.spawnargs.includes(HOOK) || this.child.spawnfile !== process.execPath;
    return under && existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) || pid : pid;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** After a collection of garbage. Not for a server that was started under something. */
  async memory(): Promise<Memory> {
    return (await this.ask('memory')) as Memory;
  }

  /** Since this was asked last; the first answer is of no use. One question at a time. */
  async loop(): Promise<Loop> {
    return (await this.ask('loop')) as Loop;
  }

  /** Bytes in main memory, read from outside; 0 where the system does not tell. */
  get rss(): number {
    const status = `/proc/${this.pid}/status`;
    const kb = existsSync(status) && /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1];
    return kb ? Number(kb) * 1024 : 0;
  }

  /** Seconds of processor time so far, all threads; 0 where the system does not tell. */
  get cpu(): number {
    const file = `/proc/${this.pid}/stat`;
    if (!existsSync(file)) return 0;
    const stat = readFileSync(file, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** Resolves with its exit code once it is gone; a folder of its own goes too. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.running) {
      const gone = once(this.child, 'exit');
      this.signal(signal);
      await gone;
    }
    if (this.ownFolder) rmSync(this.folder, { recursive: true, force: true });
    return this.child.exitCode;
  }

  /** Of trials/support/in-the-house.mjs. */
  private async ask(what: 'memory' | 'loop'): Promise<unknown> {
    this.child.send(what);
    const [answer] = await once(this.child, 'message');
    return answer;
  }

  private async listening(): Promise<void> {
    const late = setTimeout(() => this.child.kill('SIGKILL'), START_TIMEOUT_MS);
    const over = once(this.child, 'close').then(() => 'over' as const);
    // its last line: everything else that it says about itself is before it
    while (!/^invite /m.test(this.out) || !this.compatSaid()) {
      const next = await Promise.race([once(this.child.stdout as never, 'data'), over]);
      if (next === 'over') throw new DidNotStart(this.child.exitCode, this.lines.join('\n'));
    }
    clearTimeout(late);
  }

  private compatSaid(): boolean {
    const at = this.child.spawnargs.indexOf('--compat');
    const asked = at === -1 ? 0 : (this.child.spawnargs[at + 1] ?? '').split(',').length;
    return [...this.out.matchAll(/^compat .*$/gm)].length >= asked;
  }
}
