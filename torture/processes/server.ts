/** The real server, `sarangbang serve`, as a process on one data folder. */
import { once } from 'node:events';
import path from 'node:path';
import { Child } from './child';
import { Restartable } from './restartable';

const START_MS = 60_000;
const END_MS = 30_000;

export interface ServerFacts {
  port: number;
  fingerprint: string;
}

export class ServerProcess extends Restartable {
  facts: ServerFacts = { port: 0, fingerprint: '' };

  constructor(
    /** `out/cli/main.js`. */
    private readonly program: string,
    readonly dataDir: string,
  ) {
    super(END_MS);
  }

  get logFile(): string {
    return path.join(this.dataDir, 'log.db');
  }

  async start(): Promise<void> {
    if (this.up) return;
    const child = new Child(
      [
        ...[this.program, 'serve', '--host', '127.0.0.1', '--port', '0', '--data', this.dataDir],
        ...['--rate-limit', 'off', '--durability', 'full', '--no-announce', '--worker', '1'],
      ],
      ['ignore', 'pipe', 'pipe'],
    );
    this.child = child;
    this.facts = await this.#listening(child);
  }

  async #listening(child: Child): Promise<ServerFacts> {
    const { stdout } = child.process;
    if (!stdout) throw new Error('the server has no output');
    let text = '';
    const ended = child.ended.then(() => {
      throw new Error(`the server did not start: ${child.complaint}`);
    });
    ended.catch(() => {}); // it may end at any later time
    const timer = setTimeout(() => child.process.kill('SIGKILL'), START_MS);
    try {
      for (;;) {
        const [chunk] = await Promise.race([once(stdout, 'data'), ended]);
        text += chunk;
        const port = /^listening on (?:\S*:)?(\d+)\n/m.exec(text)?.[1];
        const fingerprint = /^fingerprint (\S+)\n/m.exec(text)?.[1];
        if (port && fingerprint) return { port: Number(port), fingerprint };
      }
    } finally {
      clearTimeout(timer);
    }
  }
}
