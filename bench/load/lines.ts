/** A member of the naive server: lines, counted by their newline bytes. */
import { once } from 'node:events';
import { connect as dial } from 'node:net';
import type { Connect } from './member';

const NEWLINE = 10;

export const connectLines: Connect = async (port, index, counters, onDone) => {
  const socket = dial(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  const mine = Buffer.from(`${String(index).padStart(4, '0')} `);
  let tail = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    const bytes = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk;
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, from);
      if (end < 0) break;
      counters.deliveries += 1;
      if (bytes.compare(mine, 0, mine.length, from, from + mine.length) === 0) onDone();
      from = end + 1;
    }
    tail = bytes.subarray(from);
  });
  return {
    send: (text) => socket.write(`${mine}${text}\n`),
    close: () => socket.destroy(),
  };
};
