/** Liveness, credit and overdue answers, with time in hand. */
import { describe, expect, it } from 'vitest';
import type { ClientFrameInput } from '../protocol/envelopes';
import {
  COMMANDS_IN_FLIGHT_MAX,
  DEAD_AFTER_MS,
  DOUBT_MS,
  OUTBOX_IN_FLIGHT,
  PING_EVERY_MS,
  REPLY_TIMEOUT_MS,
  SEEN_EVERY_MS,
} from '../protocol/limits';
import type { Reply } from '../protocol/replies';
import { encodeFrame } from '../protocol/wire/frame';
import { Commands } from './commands';
import { Liveness } from './liveness';
import { Seen } from './seen';
import { FakeClock } from './testing/fake-clock';

describe('liveness', () => {
  const scene = () => {
    const clock = new FakeClock();
    const told = { pings: 0, dead: 0 };
    const liveness = new Liveness({
      clock,
      ping: () => {
        told.pings += 1;
      },
      dead: () => {
        told.dead += 1;
      },
    });
    return { clock, told, liveness };
  };

  it('asks at its interval, and gives up after too long a silence', async () => {
    const { clock, told } = scene();
    await clock.advance(DEAD_AFTER_MS - 1);
    expect(told).toEqual({ pings: 1, dead: 0 });
    await clock.advance(1);
    expect(told.dead).toBe(1);
    expect(clock.waiting).toBe(0);
  });

  it('any sign of life will do', async () => {
    const { clock, told, liveness } = scene();
    for (let i = 0; i < 10; i += 1) {
      await clock.advance(PING_EVERY_MS);
      liveness.heard();
    }
    expect(told).toEqual({ pings: 10, dead: 0 });
    liveness.stop();
    expect(clock.waiting).toBe(0);
  });

  it('in doubt it asks at once and waits only a moment', async () => {
    const { clock, told, liveness } = scene();
    liveness.doubt();
    liveness.doubt();
    expect(told.pings).toBe(1);
    await clock.advance(DOUBT_MS - 1);
    liveness.heard();
    await clock.advance(DOUBT_MS);
    expect(told.dead).toBe(0);
    liveness.doubt();
    await clock.advance(DOUBT_MS);
    expect(told).toEqual({ pings: 2, dead: 1 });
  });
});

describe('credit', () => {
  const scene = () => {
    const clock = new FakeClock();
    const told: number[] = [];
    const window = { events: 256, bytes: 131_072 };
    return { clock, told, seen: new Seen({ clock, window, tell: (n) => told.push(n) }) };
  };

  it('is given back after an eighth of the window, or after a while, counted from the start', async () => {
    const { clock, told, seen } = scene();
    seen.handled(31);
    expect(told).toEqual([]);
    seen.handled(1);
    expect(told).toEqual([32]);
    seen.handled(1);
    seen.handled(1);
    await clock.advance(SEEN_EVERY_MS - 1);
    expect(told).toHaveLength(1);
    await clock.advance(1);
    expect(told).toEqual([32, 34]);
  });

  it('nothing is told twice, nor after the end', async () => {
    const { clock, told, seen } = scene();
    seen.handled(0);
    seen.handled(3);
    seen.stop();
    await clock.advance(SEEN_EVERY_MS * 2);
    expect(told).toEqual([]);
  });
});

describe('commands', () => {
  const scene = () => {
    const clock = new FakeClock();
    const sent: ClientFrameInput[] = [];
    let overdue = 0;
    const commands = new Commands({
      clock,
      send: (frame) => sent.push(frame),
      overdue: () => {
        overdue += 1;
      },
    });
    const replies: (Reply | null)[] = [];
    const ask = (n?: number) =>
      commands.send({ verb: 'leave', room: 'lobby' }, (reply) => replies.push(reply), n);
    return { clock, sent, commands, replies, ask, overdue: () => overdue };
  };

  it('each gets its own answer once, in any order', () => {
    const { commands, replies, ask } = scene();
    ask();
    ask();
    commands.take({ t: 'reply', id: '2', ok: true, result: {} });
    commands.take({ t: 'problem', id: '1', error: { code: 'bad-frame' } });
    commands.take({ t: 'reply', id: '1', ok: true, result: {} });
    commands.take({ t: 'problem', error: { code: 'bad-frame' } });
    expect(replies).toEqual([
      { ok: true, result: {} },
      { ok: false, error: { code: 'bad-frame' } },
    ]);
  });

  it('an answer of no known shape is a refusal', () => {
    const { commands, replies } = scene();
    commands.send({ verb: 'nick', name: 'x' }, (reply) => replies.push(reply));
    commands.take({ t: 'reply', id: '1', ok: true, result: { name: 5 } });
    expect(replies).toMatchObject([{ ok: false, error: { code: 'internal' } }]);
  });

  it('an answer that does not come is noticed; the end answers all the rest', async () => {
    const { clock, commands, replies, ask, overdue } = scene();
    ask();
    await clock.advance(REPLY_TIMEOUT_MS);
    expect(overdue()).toBe(1);
    commands.close();
    ask();
    expect(replies).toEqual([null, null]);
    expect(clock.waiting).toBe(0);
  });

  it('leaves room for the outbox', () => {
    const { replies, ask, sent } = scene();
    for (let i = 0; i < COMMANDS_IN_FLIGHT_MAX; i += 1) ask();
    expect(sent).toHaveLength(COMMANDS_IN_FLIGHT_MAX - OUTBOX_IN_FLIGHT);
    expect(replies[0]).toMatchObject({ ok: false, error: { code: 'slow-down' } });
    ask(1);
    expect(sent).toHaveLength(COMMANDS_IN_FLIGHT_MAX - OUTBOX_IN_FLIGHT + 1);
  });

  it('refuses what does not fit into a frame', () => {
    const { clock, replies } = scene();
    const commands = new Commands({
      clock,
      send: (frame) => void encodeFrame(frame),
      overdue: () => {},
    });
    const name = 'x'.repeat(100_000);
    commands.send({ verb: 'nick', name }, (reply) => replies.push(reply));
    expect(replies).toEqual([{ ok: false, error: { code: 'too-large' } }]);
    expect(clock.waiting).toBe(0);
  });
});
