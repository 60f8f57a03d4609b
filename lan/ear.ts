/**
 * The socket that hears what is said to everybody. Any number of programs on one computer may have
 * one: with SO_REUSEADDR (SO_REUSEPORT on macOS, where libuv chooses it) each of them is given its
 * own copy of every multicast and broadcast datagram. The `reusePort` of newer Nodes must not be
 * used: on Linux it shares the datagrams out instead.
 */
import type { Socket } from 'node:dgram';
import type { Network } from './interfaces';
import { CLOSED, closing, codeOf, type Hear } from './voice';

export interface Ear {
  /** Resolves to null, or to the code of the error when it cannot hear. Never rejects. */
  readonly ready: Promise<string | null>;
  close(): Promise<void>;
}

export interface EarOptions {
  port: number;
  group: string;
  hear: Hear;
  complain: (line: string) => void;
  /** It was ready, and an error has ended it. */
  died: () => void;
}

/** `socket` must have been made with `reuseAddr`. */
export function openEar(
  socket: Socket,
  networks: readonly Network[],
  { port, group, hear, complain, died }: EarOptions,
): Ear {
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= closing(socket);
    return closed;
  };
  const ready = new Promise<string | null>((resolve) => {
    let open = false;
    socket.on('error', (error) => {
      resolve(codeOf(error));
      void close();
      if (open) died();
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
      open = true;
    });
  });
  socket.on('message', hear);
  return { ready, close };
}
