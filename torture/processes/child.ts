/** A process that may be killed, stopped in its tracks, and started again. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const living = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

export class Child {
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
  /** The end of what it said on stderr, for whoever has to find out why it ended. */
  complaint = '';

  constructor(args: readonly string[], stdio: SpawnOptions['stdio']) {
    const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
      stdio,
      env: { ...process.env, SARANGBANG_LAN_PORT: 'off' },
    });
    this.process = child;
    living.add(child);
    this.ended = once(child, 'exit').then(() => void living.delete(child));
    child.stderr?.on('data', (chunk) => {
      this.complaint = `${this.complaint}${chunk}`.slice(-4_000);
    });
  }

  get alive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** At once, without a word. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** In order; killed when it has not ended within so many ms. */
  async end(withinMs: number): Promise<void> {
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), withinMs);
    await this.ended;
    clearTimeout(late);
  }

  pause(): void {
    this.process.kill('SIGSTOP');
  }

  goOn(): void {
    this.process.kill('SIGCONT');
  }
}
