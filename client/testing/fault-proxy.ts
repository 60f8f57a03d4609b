/**
 * A TCP proxy that breaks things, for tests: it stands between a client and a server and cuts,
 * resets, stalls, splits, delays, refuses, or leaves one side believing that all is well.
 * Holds at most one chunk per direction, and closes by itself after a while.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { HostPort } from '../../protocol/views';

const CONNECTIONS_MAX = 1_000;
const LIFE_MS = 10 * 60_000;

export type Direction = 'up' | 'down' | 'both';

export interface FaultProxyOptions {
  target: HostPort;
  /** 0: any. */
  port?: number;
  lifeMs?: number;
}

export interface FaultProxy {
  readonly port: number;
  readonly address: HostPort;
  /** How many connections were ever accepted, and are open. */
  readonly accepted: number;
  readonly open: number;
  /** Where new connections lead. */
  retarget(target: HostPort): void;
  /** Ends all connections in an orderly way, or as a crash does. */
  cut(): void;
  reset(): void;
  /** Ends the connection that carries the n-th byte from now on in that direction. */
  cutAfter(bytes: number, direction: 'up' | 'down'): void;
  /** Nothing moves any more in that direction (up: to the server), nothing is lost. */
  stall(direction?: Direction): void;
  resume(): void;
  /** Every byte in a write of its own. */
  split(on: boolean): void;
  /** Each chunk waits for so many ms. */
  delay(ms: number): void;
  /** The named side keeps an open connection that leads nowhere; the other side's is closed. */
  halfOpen(side: 'client' | 'server'): void;
  /** Nobody listens here for a while. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
}

export async function createFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  let target = options.target;
  const pairs = new Set<Pair>();
  const lonely = new Set<Socket>();
  const stalled = new Set<'up' | 'down'>();
  const budgets: { up: number; down: number } = { up: Infinity, down: Infinity };
  let waiting: (() => void)[] = [];
  let splitting = false;
  let delayMs = 0;
  let accepted = 0;
  let closed = false;

  const drop = (pair: Pair, how: 'end' | 'reset') => {
    if (!pairs.delete(pair)) return;
    for (const socket of [pair.client, pair.server]) {
      // a reset after the end fails, and would keep the descriptor
      if (how === 'reset' && !socket.writableEnded) socket.resetAndDestroy();
      else socket.destroy();
    }
  };
  const wake = () => {
    const now = waiting;
    waiting = [];
    for (const go of now) go();
  };
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const write = (to: Socket, bytes: Buffer) =>
    new Promise<void>((resolve) => {
      if (to.destroyed) resolve();
      else to.write(bytes, () => resolve());
    });

  /** One chunk at a time, so that a stalled direction holds no more than that. */
  const forward = async (pair: Pair, way: 'up' | 'down', chunk: Buffer): Promise<void> => {
    const to = way === 'up' ? pair.server : pair.client;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    while (stalled.has(way) && pairs.has(pair)) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    if (!pairs.has(pair)) return;
    const budget = budgets[way];
    const part = chunk.subarray(0, Math.min(chunk.length, budget));
    if (splitting) {
      for (let i = 0; i < part.length; i += 1) {
        await write(to, part.subarray(i, i + 1));
        await turn();
      }
    } else if (part.length > 0) await write(to, part);
    budgets[way] = budget - part.length;
    if (chunk.length >= budget) {
      budgets[way] = Infinity;
      drop(pair, 'end');
    }
  };

  const serve = (client: Socket) => {
    accepted += 1;
    if (pairs.size + lonely.size >= CONNECTIONS_MAX) {
      client.destroy();
      return;
    }
    const pair: Pair = { client, server: connect({ ...target, noDelay: true }) };
    client.setNoDelay(true);
    pairs.add(pair);
    const join = (from: Socket, way: 'up' | 'down') => {
      from.on('error', () => {});
      from.on('close', () => drop(pair, 'end'));
      from.on('data', (chunk: Buffer) => {
        from.pause();
        void forward(pair, way, chunk).finally(() => from.resume());
      });
    };
    join(client, 'up');
    join(pair.server, 'down');
  };

  let server: Server;
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server = createServer(serve);
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
  const stopListening = () => new Promise<void>((resolve) => server.close(() => resolve()));

  const port = await listen(options.port ?? 0);
  const all = (how: 'end' | 'reset') => {
    for (const pair of [...pairs]) drop(pair, how);
    wake();
  };
  const close = async () => {
    if (closed) return;
    closed = true;
    clearTimeout(life);
    all('end');
    for (const socket of lonely) socket.destroy();
    lonely.clear();
    if (server.listening) await stopListening();
  };
  const life = setTimeout(() => void close(), options.lifeMs ?? LIFE_MS);
  life.unref();

  return {
    port,
    address: { host: '127.0.0.1', port },
    get accepted() {
      return accepted;
    },
    get open() {
      return pairs.size;
    },
    retarget(next) {
      target = next;
    },
    cut: () => all('end'),
    reset: () => all('reset'),
    cutAfter(bytes, direction) {
      budgets[direction] = bytes;
    },
    stall(direction = 'both') {
      if (direction !== 'down') stalled.add('up');
      if (direction !== 'up') stalled.add('down');
    },
    resume() {
      stalled.clear();
      wake();
    },
    split(on) {
      splitting = on;
    },
    delay(ms) {
      delayMs = ms;
    },
    halfOpen(side) {
      for (const pair of [...pairs]) {
        pairs.delete(pair);
        const [kept, gone] =
          side === 'client' ? [pair.client, pair.server] : [pair.server, pair.client];
        lonely.add(kept);
        kept.on('close', () => lonely.delete(kept));
        gone.destroy();
      }
      wake();
    },
    async refuse() {
      if (!server.listening) return;
      const stopped = stopListening();
      all('end');
      await stopped;
    },
    async accept() {
      if (!server.listening && !closed) await listen(port);
    },
    close,
  };
}
