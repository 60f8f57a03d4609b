/** An echo service: recognised by returning what it was sent, and measured in the same way. */
import type { Socket } from 'node:net';
import type { HostPort } from '../../protocol/views';
import type { Way } from './way';

/** Null when what comes back is something else, or nothing within `withinMs`. */
export async function echoes(
  socket: Socket,
  address: HostPort,
  probe: Buffer,
  withinMs: number,
): Promise<Way | null> {
  socket.on('error', () => {});
  const sent = (bytes: Buffer, ms: number) => comesBack(socket, bytes, ms);
  try {
    await sent(probe, withinMs);
  } catch {
    socket.destroy();
    return null;
  }
  let count = 0;
  return {
    kind: 'echo',
    address,
    get open() {
      return !socket.destroyed && socket.writable;
    },
    async roundTrip(ms) {
      count += 1;
      const started = performance.now();
      await sent(Buffer.from(`sarangbang ping ${count}\n`), ms);
      return performance.now() - started;
    },
    close: () => socket.destroy(),
  };
}

/** Resolves when exactly these bytes have come back, in however many pieces. */
function comesBack(socket: Socket, bytes: Buffer, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let at = 0;
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      socket.off('data', data).off('close', closed);
      settle();
    };
    const fail = (why: string) => finish(() => reject(new Error(why)));
    const data = (chunk: Buffer) => {
      if (!chunk.equals(bytes.subarray(at, at + chunk.length))) fail('something else came back');
      else {
        at += chunk.length;
        if (at === bytes.length) finish(resolve);
      }
    };
    const closed = () => fail('closed');
    const timer = setTimeout(() => {
      socket.destroy(); // a late answer must not count for the next one
      fail('no answer');
    }, withinMs);
    socket.on('data', data).on('close', closed);
    socket.write(bytes);
  });
}
