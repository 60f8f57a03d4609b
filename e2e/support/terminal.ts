/** People in the same room who are not in the app. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { portOf } from './talk';

export interface RawSocket {
  write(text: string): void;
  /** Resolves when this was received, at any time since the beginning. */
  waitFor(text: string): Promise<void>;
  end(): void;
}

/** An old program: bytes to a port of this computer, and what came back. */
export async function rawSocket(port: number): Promise<RawSocket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const heard: Buffer[] = [];
  const has = (text: string) => Buffer.concat(heard).includes(text);
  socket.on('data', (chunk) => heard.push(chunk)).on('error', () => {});
  return {
    write: (text) => void socket.write(text),
    async waitFor(text) {
      const signal = AbortSignal.timeout(WAIT_MS);
      while (!has(text)) {
        await once(socket, 'data', { signal }).catch(() => {
          throw new Error(`waited in vain for ${JSON.stringify(text)}`);
        });
      }
    },
    end: () => void socket.destroy(),
  };
}

const WAIT_MS = 10_000;
const PACE_MS = 60;

/** A terminal guest who says something every 60 ms, `count` times; stopping waits for the rest. */
export async function guestTalking(link: string, count: number): Promise<() => Promise<void>> {
  const socket = connect(portOf(link), '127.0.0.1');
  await once(socket, 'connect');
  socket.resume();
  socket.write('/name busy\n');
  const done = (async () => {
    for (let i = 0; i < count; i += 1) {
      socket.write(`line ${i} of a busy room\n`);
      await pause(PACE_MS);
    }
  })();
  return async () => {
    await done;
    const closed = once(socket, 'close');
    socket.end('q\n');
    await closed;
  };
}
