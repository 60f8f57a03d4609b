/** A member of the WebSocket server. */
import { once } from 'node:events';
import WebSocket from 'ws';
import type { Connect } from './member';

export const connectWs: Connect = async (port, index, counters, onDone) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await once(socket, 'open');
  const mine = `${String(index).padStart(4, '0')} `;
  const bytes = Buffer.from(mine);
  socket.on('message', (data: Buffer) => {
    counters.deliveries += 1;
    if (data.subarray(0, bytes.length).equals(bytes)) onDone();
  });
  return { send: (text) => socket.send(mine + text), close: () => socket.terminate() };
};
