/** Connections that never say a word, from many addresses: one address may have only so many. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { UNDECIDED_PER_ADDRESS_MAX } from '../../protocol/limits';

/** Dialled at the same time; more would only queue in the kernel. */
const AT_ONCE = 100;

/** Every one of them stays open until it is destroyed, or the server has had enough of it. */
export async function connectSilent(port: number, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - sockets.length) }, (_, i) => {
      const neighbour = 1 + Math.floor((sockets.length + i) / UNDECIDED_PER_ADDRESS_MAX);
      const localAddress = `127.0.${1 + (neighbour >> 8)}.${neighbour & 255}`;
      return connect({ port, host: '127.0.0.1', localAddress });
    });
    await Promise.all(some.map((socket) => once(socket, 'connect')));
    for (const socket of some) sockets.push(socket.on('error', () => {}));
  }
  return sockets;
}
