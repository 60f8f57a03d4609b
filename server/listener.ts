/**
 * A port: listens, and lets in whom the limits let in. The main one takes every wire; those of
 * compatibility listeners take one (compat.ts).
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { ByeReason } from '../protocol/envelopes';
import { KEEP_ALIVE_MS } from '../protocol/limits';
import { isLoopback, normalAddress } from './address';
import type { Admission } from './admission';
import type { Gateway } from './gateways/gateway';
import type { ServerOptions } from './options';
import { type House, Visitor } from './visitor';

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Nobody new from now on. */
  stopAccepting(): void;
  /** Ends those who have no session: whoever has one hears of it through the hub. */
  turnOut(reason: ByeReason, by?: string): void;
  /** Ends everybody's connection: this listener is closed, and the server goes on. */
  dismiss(): void;
  /** Resolves when every connection is gone; those left after `withinMs` are cut. */
  closed(withinMs: number): Promise<void>;
}

/** What a port is for, where it is not the main one. */
export interface Purpose {
  /** What everybody here speaks. Opening the port is the host's consent to its plain wire. */
  readonly gateway: Gateway;
}

export type ListenOptions = Pick<ServerOptions, 'host' | 'port' | 'portTries' | 'plain' | 'log'>;

/**
 * Rejects with the system's error: EADDRINUSE when the port and its `portTries` successors are
 * taken, EACCES when it needs more rights.
 */
export async function listen(
  options: ListenOptions,
  house: House,
  admission: Admission,
  purpose: Purpose | null = null,
): Promise<Listener> {
  const visitors = new Set<Visitor>();
  const { tuning } = house.context;
  let shedUntil = 0;

  const server = createServer({
    allowHalfOpen: true,
    noDelay: true,
    // silent wires would never notice that a peer is gone
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });

  const receive = async (socket: Socket): Promise<void> => {
    socket.on('error', () => {}); // a broken connection ends alone
    const address = normalAddress(socket.remoteAddress ?? '');
    if (performance.now() < shedUntil || !(await admission.mayCome(address))) {
      socket.destroy();
      return;
    }
    const place = socket.destroyed ? null : admission.enter(address);
    if (!place) {
      socket.destroy();
      return;
    }
    const plainAllowed = purpose !== null || allowsPlain(options.plain, address);
    const known = purpose?.gateway ?? null;
    const visitor = new Visitor(house, place, socket, address, plainAllowed, known);
    visitors.add(visitor);
    socket.once('close', () => {
      visitors.delete(visitor);
      visitor.left();
    });
  };

  await bind(server, options);
  server.on('connection', (socket) => void receive(socket));
  server.on('error', (why) => {
    // Accepting itself failed (libuv turns people away by itself when it is out of descriptors):
    // those who are in need what is left more than those who come.
    if (performance.now() < shedUntil) return;
    shedUntil = performance.now() + tuning.acceptBackoffMs;
    options.log(`accepting failed, paused for ${tuning.acceptBackoffMs} ms: ${why.message}`);
  });

  const { address: host, port } = addressOf(server);
  return {
    host,
    port,
    stopAccepting: () => void server.close(),
    turnOut(reason, by) {
      for (const visitor of visitors) visitor.stop(reason, by);
    },
    dismiss() {
      for (const visitor of visitors) visitor.dismiss();
    },
    async closed(withinMs) {
      const late = setTimeout(() => {
        for (const visitor of visitors) visitor.destroy();
      }, withinMs);
      if (server.listening) server.close();
      await allGone(server);
      clearTimeout(late);
    },
  };
}

/** Whether an unencrypted wire is accepted from an address. */
export const allowsPlain = (plain: ServerOptions['plain'], address: string): boolean =>
  plain === 'lan' || (plain === 'loopback' && isLoopback(address));

async function bind(server: Server, { host, port, portTries }: ListenOptions): Promise<void> {
  for (let tried = 0; ; tried += 1) {
    try {
      await bindTo(server, host, port === 0 ? 0 : port + tried);
      return;
    } catch (why) {
      const taken = (why as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!taken || port === 0 || tried >= portTries || port + tried >= 65_535) throw why;
    }
  }
}

function bindTo(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: Server): { address: string; port: number } {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP port');
  return address;
}

/** The server's `close` event comes when its last connection is gone. */
function allGone(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.getConnections((_why, count) => {
      if (count === 0) resolve();
      else server.once('close', () => resolve());
    });
  });
}
