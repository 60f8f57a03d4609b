/** People in the same room who are not in the app. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { portOf } from './talk';

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
