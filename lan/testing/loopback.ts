/** A local network of one computer, on a port of its own, so that tests hear only themselves. */
import { createSocket } from 'node:dgram';
import { setImmediate } from 'node:timers/promises';
import { LOOPBACK } from '../interfaces';
import type { LanOptions } from '../options';

export async function loopback(options: LanOptions = {}): Promise<LanOptions & { port: number }> {
  return { port: await freePort(), interfaces: () => [LOOPBACK], ...options } as LanOptions & {
    port: number;
  };
}

/** A UDP port that nobody has. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.bind({ port: 0 }, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** Sends bytes as they are from a socket of its own; resolves when others had their turn to hear. */
export async function throwAt(
  bytes: Uint8Array,
  port: number,
  host = LOOPBACK.broadcast ?? LOOPBACK.address,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.on('error', reject);
    socket.bind({ address: LOOPBACK.address, port: 0 }, () => {
      socket.setBroadcast(true);
      socket.send(bytes, port, host, (error) => {
        socket.close(() => (error ? reject(error) : resolve()));
      });
    });
  });
  await setImmediate();
}
