/** An echo service: every byte comes back to whoever sent it. */
import { createServer, type Socket } from 'node:net';
import { ECHO_CLIENTS_MAX, ECHO_IDLE_MS } from '../../protocol/limits';

export interface EchoServer {
  readonly host: string;
  readonly port: number;
  /** Resolves when every connection is gone. */
  stop(): Promise<void>;
}

export interface EchoOptions {
  host: string;
  /** 0: any free port. */
  port: number;
  clientsMax?: number;
  idleMs?: number;
}

/**
 * Rejects with the system's error when the port cannot be had. More than `clientsMax` are hung up
 * on; who says nothing for `idleMs` too. Memory is bounded: what a client does not take back is
 * not read from it.
 */
export async function startEcho(options: EchoOptions): Promise<EchoServer> {
  const { clientsMax = ECHO_CLIENTS_MAX, idleMs = ECHO_IDLE_MS } = options;
  const clients = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => {}); // a broken connection ends alone
    if (clients.size >= clientsMax) {
      socket.destroy();
      return;
    }
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
    socket.setTimeout(idleMs, () => socket.destroy());
    socket.pipe(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', () => {}); // out of descriptors: those who are in are still served
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP port');
  return {
    host: address.address,
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of clients) socket.destroy();
      }),
  };
}
