/** A Sarangbang server at the other end of a channel, measured with its own ping frames. */
import { Frames } from '../../client/frames';
import type { Channel } from '../../client/socket/channel';
import type { ClientFrameInput, ServerFrame } from '../../protocol/envelopes';
import type { Way } from './way';

/** Null when whoever is there does not greet as such a server within `withinMs`. */
export async function greet(
  channel: Channel,
  hello: ClientFrameInput,
  withinMs: number,
): Promise<Way | null> {
  const frames = new Frames(channel);
  const waiting = new Set<(frame: ServerFrame | null) => void>();
  const tell = (frame: ServerFrame | null) => {
    for (const waiter of [...waiting]) waiter(frame);
  };
  frames.listen({
    frames: (list) => list.forEach(tell),
    closed: () => tell(null),
  });
  const answer = <T extends ServerFrame>(
    send: ClientFrameInput,
    fits: (frame: ServerFrame) => frame is T,
    ms: number,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        waiting.delete(waiter);
        act();
      };
      const waiter = (frame: ServerFrame | null) => {
        if (frame === null) settle(() => reject(new Error('closed')));
        else if (fits(frame)) settle(() => resolve(frame));
      };
      const timer = setTimeout(() => settle(() => reject(new Error('no answer'))), ms);
      waiting.add(waiter);
      if (frames.open) frames.send(send);
      else waiter(null);
    });
  let name: string;
  try {
    name = (await answer(hello, isChallenge, withinMs)).server.name;
  } catch {
    frames.close();
    return null;
  }
  let id = 0;
  return {
    kind: 'sarangbang',
    address: channel.address,
    name,
    get open() {
      return frames.open;
    },
    async roundTrip(ms) {
      id += 1;
      const mine = id;
      const started = performance.now();
      const back = (frame: ServerFrame): frame is Frame<'pong'> =>
        frame.t === 'pong' && frame.id === mine;
      await answer({ t: 'ping', id: mine }, back, ms);
      return performance.now() - started;
    },
    close: () => frames.close(),
  };
}

type Frame<T extends ServerFrame['t']> = Extract<ServerFrame, { t: T }>;
const isChallenge = (frame: ServerFrame): frame is Frame<'challenge'> => frame.t === 'challenge';
