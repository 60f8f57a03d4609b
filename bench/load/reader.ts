/** Somebody who leafs through history: asks for pages, and looks into no more than their length. */
import { once } from 'node:events';
import { connect as dial } from 'node:net';
import { seenEvery, WIDEST_WINDOW } from '../../protocol/window';
import { encodeFrame, FrameDecoder } from '../../protocol/wire/frame';

export interface Reader {
  /** Resolves when the page before that seq is there. */
  page(before: number): Promise<void>;
  /** Searches its rooms for all of these words; whether the answer says that it is not all. */
  find(words: readonly string[]): Promise<{ hits: number; partial: boolean }>;
  /** Resolves when the message is accepted. */
  post(text: string): Promise<void>;
  close(): void;
}

const SEEN_EVERY = seenEvery(WIDEST_WINDOW);
const EVENT = Buffer.from('{"t":"ev"');
const REPLY = Buffer.from('{"t":"reply"');
const startsWith = (body: Buffer, prefix: Buffer) =>
  body.length >= prefix.length && body.compare(prefix, 0, prefix.length, 0, prefix.length) === 0;

export async function connectReader(port: number, index: number): Promise<Reader> {
  const socket = dial(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  const send = (frame: object) => socket.write(encodeFrame(frame));
  const decoder = new FrameDecoder();
  const waiting: ((body: Buffer) => void)[] = [];
  let events = 0;
  let id = 0;
  let ready: () => void = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  socket.on('data', (chunk) => {
    for (const body of decoder.push(chunk)) {
      if (startsWith(body, EVENT)) {
        events += 1;
        if (events % SEEN_EVERY === 0) send({ t: 'seen', events });
      } else if (startsWith(body, REPLY)) waiting.shift()?.(body);
      else other(JSON.parse(body.toString()));
    }
  });
  const other = (frame: { t: string; id?: number }) => {
    if (frame.t === 'challenge') {
      send({ t: 'auth', name: `reader${index}`, credit: WIDEST_WINDOW });
    } else if (frame.t === 'ready') ready();
    else if (frame.t === 'ping') send({ t: 'pong', id: frame.id });
    else if (frame.t === 'refused') throw new Error('refused');
  };
  const run = (cmd: object) => {
    id += 1;
    send({ t: 'cmd', id: String(id), cmd });
    return new Promise<Buffer>((resolve) => waiting.push(resolve));
  };
  send({ t: 'hello', v: 1, min: 1, app: 'bench', features: [] });
  await isReady;
  return {
    page: async (before) => void (await run({ verb: 'history', room: 'lobby', before })),
    async find(words) {
      const { result } = JSON.parse((await run({ verb: 'search', query: { words } })).toString());
      return { hits: result.hits.length, partial: result.partial === true };
    },
    post: async (text) => void (await run({ verb: 'post', room: 'lobby', text })),
    close: () => socket.destroy(),
  };
}
