/**
 * A member of Sarangbang over plain loopback: speaks the native wire, confirms what it got, and
 * looks into no more of a frame than its kind.
 */
import { once } from 'node:events';
import { connect as dial } from 'node:net';
import { CREDIT_BYTES_MAX, CREDIT_EVENTS_MAX, SEEN_EVERY_EVENTS } from '../../protocol/limits';
import { encodeFrame, FrameDecoder } from '../../protocol/wire/frame';
import type { Connect } from './member';

const EVENT = Buffer.from('{"t":"ev"');
const REPLY = Buffer.from('{"t":"reply"');

const startsWith = (body: Buffer, prefix: Buffer) =>
  body.length >= prefix.length && body.compare(prefix, 0, prefix.length, 0, prefix.length) === 0;

export const connectNative: Connect = async (port, index, counters, onDone) => {
  const socket = dial(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  const send = (frame: object) => socket.write(encodeFrame(frame));
  const decoder = new FrameDecoder();
  let events = 0;
  let confirmed = 0;
  let ready: () => void = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  socket.on('data', (chunk) => {
    for (const body of decoder.push(chunk)) {
      if (startsWith(body, EVENT)) {
        events += 1;
        counters.deliveries += 1;
      } else if (startsWith(body, REPLY)) onDone();
      else other(JSON.parse(body.toString()));
    }
    if (events - confirmed >= SEEN_EVERY_EVENTS) {
      confirmed = events;
      send({ t: 'seen', events });
    }
  });
  const other = (frame: { t: string; id?: number; final?: boolean; error?: { code: string } }) => {
    if (frame.t === 'challenge') {
      const credit = { events: CREDIT_EVENTS_MAX, bytes: CREDIT_BYTES_MAX };
      send({ t: 'auth', name: `load${index}`, credit });
    } else if (frame.t === 'ready') ready();
    else if (frame.t === 'ping') send({ t: 'pong', id: frame.id });
    else if (frame.t === 'refused') throw new Error(`refused: ${frame.error?.code}`);
  };
  send({ t: 'hello', v: 1, min: 1, app: 'bench', features: [] });
  await isReady;
  let id = 0;
  return {
    send: (text) => {
      id += 1;
      send({ t: 'cmd', id: String(id), cmd: { verb: 'post', room: 'lobby', text } });
    },
    close: () => socket.destroy(),
  };
};
