/**
 * The socket that hears what is said to everybody. Any number of programs on one computer may have
 * one: with SO_REUSEADDR (SO_REUSEPORT on macOS, where libuv chooses it) each of them is given its
 * own copy of every multicast and broadcast datagram. The `reusePort` of newer Nodes must not be
 * used: on Linux it shares the datagrams out instead.
 */
import { createSocket } from 'node:dgram';
import type { Network } from './interfaces';
import { CLOSED, closing, codeOf, type Hear } from './voice';

export interface Ear {
  /** Resolves to null, or to the code of the error when it cannot hear. Never rejects. */
  readonly ready: Promise<string | null>;
  close(): Promise<void>;
}

export function openEar(
  { port, group }: { port: number; group: string },
  networks: readonly Network[],
  hear: Hear,
  complain: (line: string) => void,
): Ear {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= closing(socket);
    return closed;
  };
  const ready = new Promise<string | null>((resolve) => {
    socket.on('error', (error) => {
      resolve(codeOf(error));
      void close();
    });
    socket.on('close', () => resolve(CLOSED));
    socket.bind({ port, exclusive: true }, () => {
      for (const { name, address } of networks) {
        try {
          socket.addMembership(group, address);
        } catch (error) {
          complain(`${name}: cannot join the multicast group (${codeOf(error)})`);
        }
      }
      resolve(null);
    });
  });
  socket.on('message', hear);
  return { ready, close };
}
