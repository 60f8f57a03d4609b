/**
 * One socket per network, bound to this computer's address there: what it says goes to everybody
 * on that network, and what is answered to it directly is heard.
 */
import type { RemoteInfo, Socket } from 'node:dgram';
import type { Network } from './interfaces';

/** Code of a socket that was closed by us. */
export const CLOSED = 'ECLOSED';

export type Hear = (bytes: Buffer, from: RemoteInfo) => void;

export interface Voice {
  readonly network: Network;
  /** Resolves to its port, or to the code of the error when it cannot speak. Never rejects. */
  readonly ready: Promise<number | string>;
  /** Resolves when the system has taken it, to the code of the error when it did not. */
  send(bytes: Uint8Array, host: string, port: number): Promise<string | null>;
  close(): Promise<void>;
}

/** `died`: it was ready, and an error has ended it. */
export function openVoice(
  socket: Socket,
  network: Network,
  { ttl, hear, died }: { ttl: number; hear: Hear; died: () => void },
): Voice {
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= closing(socket);
    return closed;
  };
  // Node forgets the callback of a datagram whose socket is closed before it left
  const waiting = new Set<(code: string | null) => void>();
  const ready = new Promise<number | string>((resolve) => {
    let open = false;
    socket.on('error', (error) => {
      resolve(codeOf(error));
      void close();
      if (open) died();
    });
    socket.on('close', () => {
      resolve(CLOSED);
      for (const settle of waiting) settle(CLOSED);
    });
    socket.bind({ address: network.address, port: 0, exclusive: true }, () => {
      try {
        socket.setBroadcast(true);
        socket.setMulticastTTL(ttl);
        // other programs on this computer, and the test of the network, hear it too
        socket.setMulticastLoopback(true);
        socket.setMulticastInterface(network.address);
        resolve(socket.address().port);
        open = true;
      } catch (error) {
        resolve(codeOf(error));
        void close();
      }
    });
  });
  socket.on('message', hear);

  return {
    network,
    ready,
    close,
    async send(bytes, host, port) {
      const state = await ready;
      if (typeof state === 'string') return state;
      if (closed) return CLOSED;
      return new Promise((resolve) => {
        const settle = (code: string | null) => {
          waiting.delete(settle);
          resolve(code);
        };
        waiting.add(settle);
        socket.send(bytes, port, host, (error) => settle(error ? codeOf(error) : null));
      });
    },
  };
}

export function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    try {
      socket.close(() => resolve());
    } catch {
      resolve(); // it is closed already
    }
  });
}

export const codeOf = (error: unknown): string =>
  String((error as NodeJS.ErrnoException).code ?? 'EUNKNOWN');
