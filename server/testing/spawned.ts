/** A program that a test has started: what it printed, and what it is told. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export class Program {
  output = '';
  errors = '';
  private readonly waiting = new Set<() => void>();
  private ended: Promise<unknown>;

  constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
      this.look();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    child.stdin?.on('error', () => {}); // it may be gone already
    this.ended = once(child, 'close').then(() => this.look());
  }

  /** Lines that it printed: `< …` for what it received. */
  get lines(): string[] {
    return this.output.split('\n').slice(0, -1);
  }

  say(...lines: string[]): void {
    for (const line of lines) this.child.stdin?.write(`${line}\n`);
  }

  /** Nothing more is typed. */
  endInput(): void {
    this.child.stdin?.end();
  }

  /** Resolves when it has printed the line; rejects when it ends without it. */
  printed(line: string): Promise<void> {
    return this.until(() => this.lines.includes(line), line);
  }

  until(condition: () => boolean, what = String(condition)): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const over = this.child.exitCode !== null || this.child.signalCode !== null;
        if (!condition() && !over) return;
        this.waiting.delete(check);
        if (condition()) resolve();
        else reject(new Error(`ended before ${what}; printed ${this.output}${this.errors}`));
      };
      this.waiting.add(check);
      check();
    });
  }

  /** Its exit code. */
  async exit(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  private look(): void {
    for (const check of [...this.waiting]) check();
  }
}

/** Where a program of server/testing/python/ is; `name` without `.py`. */
export const pythonFile = (name: string): string =>
  fileURLToPath(new URL(`./python/${name}.py`, import.meta.url));
