/**
 * Finds one address of several that answers. The next one is tried when one fails, or beside it
 * after DIAL_STAGGER_MS; the first that is open wins and the others are dropped. A name with
 * several addresses (IPv6 and IPv4) is raced by Node itself.
 */
import { connect, isIP, type Socket } from 'node:net';
import { CONNECT_TIMEOUT_MS, DIAL_STAGGER_MS } from '../../protocol/limits';
import type { Failure, HostPort } from '../../protocol/views';
import { connectFailed } from './channel';
import { failureOf, mostTelling, surroundings } from './failure';

export interface Dialled {
  socket: Socket;
  address: HostPort;
}

export interface DialOptions {
  /** A name was found, or an address needs no finding. */
  onFound(): void;
  signal: AbortSignal;
}

/** Rejects with `ConnectStopped`: the most telling failure of all addresses, or `cancelled`. */
export function dial(hosts: readonly HostPort[], options: DialOptions): Promise<Dialled> {
  return new Promise((resolve, reject) => {
    const waiting = [...hosts];
    const open = new Map<Socket, NodeJS.Timeout>();
    const failures: Failure[] = [];
    let stagger: NodeJS.Timeout | undefined;

    const drop = (socket: Socket) => {
      clearTimeout(open.get(socket));
      open.delete(socket);
    };
    const finish = (settle: () => void) => {
      clearTimeout(stagger);
      options.signal.removeEventListener('abort', cancel);
      waiting.length = 0;
      for (const socket of [...open.keys()]) {
        drop(socket);
        socket.destroy();
      }
      settle();
    };
    const cancel = () => finish(() => reject(connectFailed('cancelled')));

    const next = () => {
      clearTimeout(stagger);
      const address = waiting.shift();
      if (address) attempt(address);
      else if (open.size === 0) {
        finish(() => {
          const { code, detail } = mostTelling(failures);
          reject(connectFailed(code, detail));
        });
      }
    };

    const attempt = (address: HostPort) => {
      const { host, port } = address;
      const socket = connect({
        host,
        port,
        noDelay: true,
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: DIAL_STAGGER_MS,
      });
      const fail = (why: unknown) => {
        if (!open.has(socket)) return;
        failures.push(failureOf(why, host, surroundings()));
        drop(socket);
        socket.destroy();
        next();
      };
      open.set(
        socket,
        setTimeout(() => fail({ code: 'ETIMEDOUT' }), CONNECT_TIMEOUT_MS),
      );
      // Stays for the socket's life: whoever gets it adds a listener that acts.
      socket.on('error', fail);
      socket.once('lookup', (why) => !why && options.onFound());
      socket.once('connect', () => {
        if (!open.has(socket)) return;
        drop(socket);
        finish(() => resolve({ socket, address }));
      });
      if (isIP(host.replace(/%.*$/, '')) !== 0) options.onFound();
      if (waiting.length > 0) stagger = setTimeout(next, DIAL_STAGGER_MS);
    };

    if (options.signal.aborted) return cancel();
    options.signal.addEventListener('abort', cancel);
    next();
  });
}
