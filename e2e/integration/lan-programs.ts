/** Starts lan-program.ts within a network namespace, and waits for what it says. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { NearbyServer, NetworkReport } from '../../protocol/lan';
import type { ServerStatus } from '../../protocol/views';
import type { Host } from './namespaces';

const WAIT_MS = 25_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that the roles say; each line has some of it. */
export interface Said {
  list?: NearbyServer[];
  report?: NetworkReport;
  log?: string;
  listening?: number;
  sent?: string;
  line?: string;
  key?: string;
  status?: ServerStatus;
  at?: string;
  said?: string;
}

/** One file, which finds its packages because it lies within the project. */
export async function bundleProgram(): Promise<{ file: string; remove(): void }> {
  const folder = path.join(root, 'out', 'test');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `lan-program-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ['e2e/integration/lan-program.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  });
  return { file, remove: () => rmSync(file, { force: true }) };
}

export class Program {
  readonly said: Said[] = [];
  readonly #child: ChildProcess;
  readonly #wakers = new Set<() => void>();
  #ended = false;
  #complaints = '';

  constructor(file: string, host: Host, role: string, given: object = {}) {
    const command = [process.execPath, file, role, JSON.stringify(given)];
    this.#child = spawn('ip', ['netns', 'exec', host.name, ...command], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const wake = () => {
      for (const waker of [...this.#wakers]) waker();
    };
    this.#child.stderr?.on('data', (chunk) => {
      this.#complaints += chunk;
    });
    createInterface({ input: this.#child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.said.push(JSON.parse(line));
      wake();
    });
    this.#child.on('close', () => {
      this.#ended = true;
      wake();
    });
  }

  get list(): NearbyServer[] {
    return this.said.findLast(({ list }) => list)?.list ?? [];
  }

  order(order: object): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  /** Resolves to the first truth that `holds` finds; looked at again whenever a line is said. */
  until<T>(what: string, holds: (said: readonly Said[]) => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const give = (settle: () => void) => {
        clearTimeout(timer);
        this.#wakers.delete(look);
        settle();
      };
      const fail = (why: string) => {
        const heard = this.said.slice(-20).map((line) => JSON.stringify(line));
        const lines = [`${why} until ${what}; it said:`, ...heard, this.#complaints];
        give(() => reject(new Error(lines.join('\n'))));
      };
      const look = () => {
        const found = holds(this.said);
        if (found) give(() => resolve(found));
        else if (this.#ended) fail('it ended');
      };
      const timer = setTimeout(() => fail('waited in vain'), WAIT_MS);
      this.#wakers.add(look);
      look();
    });
  }

  report(): Promise<NetworkReport> {
    return this.until('the report', (said) => said.find(({ report }) => report)?.report);
  }

  async end(): Promise<void> {
    if (this.#ended) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'close');
  }
}
