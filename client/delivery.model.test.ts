import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../protocol/events';
import type { RoomId } from '../protocol/ids';
import { fc, SEED } from '../protocol/testing/property';
import { encodeFrame, FrameDecoder, parseJson } from '../protocol/wire/frame';
import type { Channel, Connector } from './socket/channel';
import { MemoryStore } from './store/memory-store';
import { NO_FLAWS } from './testing/model-server';
import {
  CLIENTS,
  type Happening,
  type MortalStore,
  Violation,
  World,
  type WorldOptions,
} from './testing/model-world';

/** Schedules per run; a long run asks for more, and takes new ones. */
const RUNS = Number(process.env.MODEL_RUNS ?? 300);
/** A planted flaw must be found within so many. */
const RUNS_TO_CATCH = 5_000;

const who = fc.nat({ max: CLIENTS - 1 });
const room = fc.nat({ max: 1 });
const bytes = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 900 }), fc.constant(1_000_000));
const all = fc.constant(1_000_000);

const one = fc.integer({ min: 1, max: 3 });
const of = <D extends Happening['do'], F extends object>(
  weight: number,
  verb: D,
  fields: { [K in keyof F]: fc.Arbitrary<F[K]> },
) => ({ weight, arbitrary: fc.record(fields).map((rest) => ({ do: verb, ...rest }) as Happening) });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  of(6, 'post', { who, room, refused: fc.nat({ max: 9 }).map((n) => n === 9) }),
  of(2, 'say', { room }),
  of(5, 'flow', { who, up: bytes, down: bytes }),
  of(6, 'flow', { who, up: all, down: all }),
  of(3, 'cut', { who, told: fc.constantFrom('both', 'client', 'server') }),
  of(2, 'late', { line: fc.nat({ max: 39 }), bytes }),
  of(4, 'wait', { ms: fc.constantFrom(50, 400, 1_500, 16_000, 31_000) }),
  of(1, 'kill-server', {}),
  of(2, 'start-server', {}),
  of(1, 'kill-client', { who }),
  of(1, 'take-back', { who }),
  of(1, 'slow-down', { times: one }),
  of(2, 'lose', { events: one }),
  of(1, 'double', { events: one }),
);

const schedules = fc.array(happening, { minLength: 5, maxLength: 70, size: 'max' });

async function play(options: WorldOptions, schedule: readonly Happening[]): Promise<void> {
  const world = new World(options);
  try {
    for (const it of schedule) await world.happen(it);
    await world.heal();
  } finally {
    await world.close();
  }
}

const property = (options: () => WorldOptions) =>
  fc.asyncProperty(schedules, (schedule) => play(options(), schedule));

describe('whatever happens to line, server and client', () => {
  const kept: [string, () => WorldOptions][] = [
    ['a server that keeps the contract', () => ({ flaws: NO_FLAWS })],
    // A row leaves with its event and not with the answer, so these cost time and nothing else.
    ['one that acknowledges too early', () => ({ flaws: { ...NO_FLAWS, ackBeforeCommit: true } })],
    ['one that answers the older connection', () => ({ flaws: { ...NO_FLAWS, noFencing: true } })],
  ];

  it.each(kept)(
    'nothing is lost, nothing doubled, order kept, and what is shown is part of the log: %s',
    async (_server, options) => {
      await fc.assert(property(options), { numRuns: RUNS, seed: SEED });
    },
    3_600_000,
  );
});

/** Moves the cursor at once and stores the events with the next ones: a crash loses them. */
class CursorFirst extends MemoryStore implements MortalStore {
  readonly #late = new Map<RoomId, ChatEvent[]>();
  readonly #cursor = new Map<RoomId, number>();

  override addEvents(
    room: RoomId,
    events: readonly ChatEvent[],
    edge: 'live' | 'older' | 'restart',
  ) {
    const late = this.#late.get(room) ?? [];
    this.#late.set(room, edge === 'live' ? [...events] : []);
    this.#cursor.set(room, events.at(-1)?.seq ?? 0);
    return super.addEvents(room, edge === 'live' ? late : events, edge);
  }

  override range(room: RoomId) {
    const held = super.range(room);
    return held && { ...held, last: this.#cursor.get(room) ?? held.last };
  }

  override read(room: RoomId, range: Parameters<MemoryStore['read']>[1]) {
    return [...super.read(room, range), ...(this.#late.get(room) ?? [])];
  }

  crash(): void {
    this.#late.clear();
  }
}

/** Takes a message for delivered as soon as it was sent. */
class FireAndForget extends MemoryStore implements MortalStore {
  crash(): void {
    for (const { id, state } of this.outbox()) if (state === 'sending') this.removePending(id);
  }
}

/** Hides every gap: each event claims to follow the one that came before it on this line. */
const blindToGaps =
  (connect: Connector): Connector =>
  async (request) => {
    const channel = await connect(request);
    const decoder = new FrameDecoder();
    const last = new Map<string, number>();
    return listening(channel, (chunk) =>
      decoder.push(chunk).map((body) => {
        const frame = parseJson(body) as { t: string; e: ChatEvent };
        if (frame.t !== 'ev') return Buffer.from(encodeFrame(body.toString()));
        const prev = last.get(frame.e.room) ?? frame.e.prev;
        last.set(frame.e.room, Math.max(prev, frame.e.seq));
        return encodeFrame({ ...frame, e: { ...frame.e, prev } });
      }),
    );
  };

const listening = (channel: Channel, change: (chunk: Buffer) => Buffer[]): Channel => ({
  ...channel,
  listen: (listener) =>
    channel.listen({
      ...listener,
      data: (chunk) => listener.data(Buffer.concat(change(chunk))),
    }),
});

/** Lets a new message go before the first one that is sent again. */
const resendsAfterNew =
  (connect: Connector): Connector =>
  async (request) => {
    const channel = await connect(request);
    let held: Uint8Array | null = null;
    let done = false;
    return {
      ...channel,
      write(bytes) {
        const isPost = Buffer.from(bytes).includes('"verb":"post"');
        if (!isPost || done) return channel.write(bytes);
        if (held === null) {
          held = bytes;
          return;
        }
        done = true;
        channel.write(bytes);
        channel.write(held);
      },
    };
  };

describe('the same test catches', () => {
  const flawed: [string, () => WorldOptions][] = [
    ['no deduplication', () => ({ flaws: { ...NO_FLAWS, noDedupe: true } })],
    ['deduplication in memory only', () => ({ flaws: { ...NO_FLAWS, dedupeInMemory: true } })],
    ['no heads with the ping', () => ({ flaws: { ...NO_FLAWS, noHeads: true } })],
    [
      'forgetting what was under way',
      () => ({ flaws: NO_FLAWS, store: () => new FireAndForget() }),
    ],
    [
      'a cursor stored before its event',
      () => ({ flaws: NO_FLAWS, store: () => new CursorFirst() }),
    ],
    ['a client that sees no gaps', () => ({ flaws: NO_FLAWS, wire: blindToGaps })],
    [
      'sending again after what is new',
      () => ({ flaws: { ...NO_FLAWS, noNumberCheck: true }, wire: resendsAfterNew }),
    ],
  ];

  it.each(flawed)(
    '%s',
    async (_flaw, options) => {
      const outcome = await fc.check(property(options), {
        numRuns: RUNS_TO_CATCH,
        seed: SEED,
        endOnFailure: true,
      });
      expect(outcome.failed).toBe(true);
      expect(outcome.errorInstance).toBeInstanceOf(Violation);
    },
    600_000,
  );
});
