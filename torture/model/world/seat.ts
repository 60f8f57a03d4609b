/** One client of the model: the real one, on a store that survives it, and what it has shown. */
import type { ChatClient, ClientStore } from '../../../client/api';
import type { Channel, Connector } from '../../../client/socket/channel';
import type { FakeClock } from '../../../client/testing/fake-clock';
import { modelClient } from '../../../client/testing/model-client';
import type { Line } from '../../../client/testing/model-net';
import type { ChatEvent } from '../../../protocol/events';
import type { RoomId } from '../../../protocol/ids';
import { encodeFrame, FrameDecoder } from '../../../protocol/wire/frame';

export const CLIENTS = 2;

/** How much goes at a time: small, so that few messages make many pages and exhaust the credit. */
export interface Portions {
  credit: number;
  page: number;
  /** Copies in files, as the app has them. */
  onDisk: boolean;
}

export interface Seat {
  readonly who: number;
  readonly store: ClientStore;
  readonly client: ChatClient;
  /** What it has shown, by room. */
  readonly shown: Map<RoomId, ChatEvent[]>;
  line: Line | null;
  /** A killed process leaves bytes behind that may replace the next one: a person then comes back. */
  presses: number;
  /** Its next events cannot be stored. */
  failNext(): void;
  /** From now on this process reaches its file no more. */
  die(): void;
}

export function takeSeat(options: {
  who: number;
  store: ClientStore;
  clock: FakeClock;
  connect: Connector;
  portions: Portions;
  /** Those that there may be something of in the store. */
  rooms: readonly RoomId[];
}): Seat {
  const { who, store, clock, portions } = options;
  const { hold, ...hand } = holdOn(store);
  const connect = inPortions(options.connect, portions);
  const client = modelClient(who, hold, { clock, connect });
  const shown = new Map<RoomId, ChatEvent[]>();
  const begin = (room: RoomId, before?: number): void => {
    if (shown.has(room)) return;
    const range = before === undefined ? {} : { before };
    shown.set(room, store.read(room, { limit: 10_000, ...range }));
  };
  for (const room of options.rooms) begin(room);
  client.on('events', (events) => {
    for (const event of events) {
      begin(event.room, event.seq);
      shown.get(event.room)?.push(event);
    }
  });
  client.connect();
  return { who, store, client, shown, line: null, presses: 0, ...hand };
}

/** One process's hold on a file, which ends with the process. */
function holdOn(store: ClientStore): { hold: ClientStore; die(): void; failNext(): void } {
  let dead = false;
  let failing = false;
  const hold = new Proxy(store, {
    get(file, name: keyof ClientStore) {
      return (...args: unknown[]) => {
        if (dead) throw new Error('this process is gone');
        if (failing && name === 'addEvents') {
          failing = false;
          throw new Error('no space left');
        }
        return (file[name] as (...args: unknown[]) => unknown).apply(file, args);
      };
    },
  });
  return {
    hold,
    die: () => {
      dead = true;
    },
    failNext: () => {
      failing = true;
    },
  };
}

/** Asks for less at a time than the client would. */
const inPortions =
  (connect: Connector, { credit, page }: Portions): Connector =>
  async (request) => {
    const channel = await connect(request);
    const decoder = new FrameDecoder();
    const smaller = (body: Buffer): Uint8Array => {
      const frame = JSON.parse(body.toString());
      if (frame.t === 'auth') frame.credit = { events: credit, bytes: 4096 };
      if (frame.t === 'cmd' && frame.cmd.verb === 'history') frame.cmd.limit = page;
      return encodeFrame(frame);
    };
    const write: Channel['write'] = (bytes) => {
      for (const body of decoder.push(Buffer.from(bytes))) channel.write(smaller(body));
    };
    return { ...channel, write };
  };
