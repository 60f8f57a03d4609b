/** A terminal without a socket, and a hub for it to come into. */
import { onTestFinished } from 'vitest';
import { openTestHub, type TestHub } from '../../hub/test-support';
import { Heartbeat } from '../../transport/heartbeat';
import { TUNING } from '../../tuning';
import type { Connection, GatewayContext, Peer } from '../gateway';
import { textGateway } from './index';

export class Terminal {
  output = '';
  over = false;
  room = Number.POSITIVE_INFINITY;
  readonly peer: Peer;
  private read = 0;
  private waiting: (() => void)[] = [];

  constructor(context: GatewayContext, more: Partial<Connection> = {}) {
    const take = (bytes: Buffer) => {
      this.output += bytes.toString();
      for (const resolve of this.waiting.splice(0)) resolve();
    };
    const connection: Connection = {
      address: '127.0.0.1',
      port: 9001,
      encrypted: false,
      plainAllowed: true,
      queued: 0,
      traffic: () => ({ in: 0, out: 0 }),
      closed: false,
      queueLimit: 0,
      write: (bytes) => {
        if (this.output.length + bytes.length > this.room) return false;
        take(bytes);
        return true;
      },
      flush: () => {},
      pause: () => {},
      resume: () => {},
      admitted: () => {},
      end: (words) => {
        this.over = true;
        take(words ?? Buffer.alloc(0));
        queueMicrotask(() => this.peer.closed());
      },
      destroy: () => {},
      exportKeyingMaterial: () => null,
      ...more,
    };
    this.peer = textGateway.accept(connection, context);
  }

  type(text: string): void {
    this.peer.data(Buffer.from(text));
  }
  /** Resolves with everything since the last call, once `text` is in it. */
  async sees(text: string): Promise<string> {
    for (;;) {
      const fresh = this.output.slice(this.read);
      const at = fresh.indexOf(text);
      if (at >= 0) {
        this.read += at + text.length;
        return fresh.slice(0, at + text.length);
      }
      if (this.over) throw new Error(`over without ${JSON.stringify(text)}: ${this.output}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
  async ends(): Promise<string> {
    while (!this.over) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.output;
  }
}

export function open(options: Parameters<typeof openTestHub>[0] = {}) {
  const test = openTestHub(options);
  const heartbeat = new Heartbeat(60_000);
  onTestFinished(() => heartbeat.stop());
  const context = {
    hub: { ...test.hub },
    files: {} as never,
    server: { name: 'Class 3-2', version: '1' },
    fingerprint: '',
    epoch: '',
    heartbeat,
    succession: [],
    tuning: TUNING,
    rateLimit: true,
    log: (line: string) => test.lines.push(line),
  };
  return {
    ...test,
    context,
    terminal: (more?: Partial<Connection>) => new Terminal(context, more),
  };
}

/** In the lobby under that name. */
export async function inside(
  test: TestHub & { terminal(): Terminal },
  name: string,
): Promise<Terminal> {
  const terminal = test.terminal();
  terminal.type(`/name ${name}\n`);
  await terminal.sees(`You are ${name} now.\n`);
  return terminal;
}
