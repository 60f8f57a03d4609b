import { describe, expect, it } from 'vitest';
import { FLOOD_REFUSALS } from '../../../protocol/limits';
import { type JoinOptions, join, type NativeClient } from '../../testing/native-client';
import { frameOf } from '../../testing/raw-client';
import { testServer } from '../../testing/test-server';

const settled = async (client: NativeClient): Promise<void> => {
  await client.run({ verb: 'history', room: 'lobby' });
};
const window = (events: number, bytes = 1024 * 1024): Pick<JoinOptions, 'more'> => ({
  more: { credit: { events, bytes } },
});

describe('messages', () => {
  it('reach everybody in the room, the sender included, and are answered', async () => {
    const { port } = await testServer();
    const a = await join({ port, name: 'a' });
    const b = await join({ port, name: 'b', tls: true });
    const reply = await a.post('안녕, **b**');
    expect(reply).toMatchObject({ ok: true });
    for (const client of [a, b]) {
      const { e } = await client.raw.take('ev', ({ e }) => e.kind === 'posted');
      expect(e).toMatchObject({ text: '안녕, **b**', name: 'a' });
      expect(reply).toMatchObject({ result: { seq: e.seq } });
    }
  });

  it('of one number are kept once, whatever the wire repeats', async () => {
    const { port } = await testServer();
    const outbox = '00000000000000aa';
    const a = await join({ port, name: 'a', more: { outbox } });
    const first = await a.post('once', 1);
    expect(await a.post('once', 1)).toEqual({ ...first, id: 'c2' });
    expect(await a.post('other', 1)).toMatchObject({ error: { code: 'reused-number' } });
    await settled(a);
    expect(a.texts).toEqual(['once']);
    expect(a.raw.frames.find((f) => f.t === 'ev' && f.e.kind === 'posted')).toMatchObject({
      e: { from: { epoch: outbox, n: 1 } },
    });
  });

  it('of many commands in one write keep their order', async () => {
    const { port } = await testServer({ rateLimit: false });
    const a = await join({ port, name: 'a' });
    const texts = Array.from({ length: 1000 }, (_, i) => `m${i}`);
    a.raw.send(
      ...texts.map((text, i) => ({
        t: 'cmd' as const,
        id: `x${i}`,
        cmd: { verb: 'post' as const, room: 'lobby', text },
      })),
    );
    const replies: string[] = [];
    while (replies.length < texts.length) {
      // confirming keeps the window open, as a client does
      const reply = await a.raw.take('reply');
      expect(reply.ok).toBe(true);
      replies.push(reply.id);
      if (replies.length % 32 === 0) a.raw.send({ t: 'seen', events: a.texts.length });
    }
    expect(replies).toEqual(texts.map((_, i) => `x${i}`));
    const page = await a.run({ verb: 'history', room: 'lobby', limit: 200 });
    const kept = page.ok ? (page.result.events as { text?: string }[]) : [];
    expect(kept.map(({ text }) => text)).toEqual(texts.slice(-200));
  });
});

it('whoever sends much at once is taken in turn with everybody else', async () => {
  const { port } = await testServer({}, { turnMs: 0 });
  const much = await join({ port, name: 'much' });
  const little = await join({ port, name: 'little' });
  await settled(much);
  await settled(little);
  const pings = Array.from({ length: 2_400 }, (_, id) => ({
    t: 'ping' as const,
    id,
  }));
  much.raw.send(...pings);
  little.raw.send({ t: 'ping', id: 1 });
  await little.raw.take('pong');
  expect(much.raw.frames.filter(({ t }) => t === 'pong').length).toBeLessThan(pings.length / 2);
  for (const { id } of pings) expect(await much.raw.take('pong')).toMatchObject({ id });
});

describe('bad frames', () => {
  it.each([
    ['no JSON', Buffer.from('{"t":'), 'bad-frame', undefined],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'bad-frame', undefined],
    ['no object', Buffer.from('[]'), 'bad-frame', undefined],
    ['an unknown frame', { t: 'dance' }, 'bad-frame', undefined],
    ['an unknown verb', { t: 'cmd', id: 'q', cmd: { verb: 'dance' } }, 'unknown-command', 'q'],
    [
      'a field of another type',
      { t: 'cmd', id: 'q', cmd: { verb: 'post', room: 'lobby', text: 5 } },
      'bad-frame',
      'q',
    ],
    [
      'a text over the limit',
      { t: 'cmd', id: 'q', cmd: { verb: 'post', room: 'lobby', text: 'x'.repeat(4001) } },
      'bad-frame',
      'q',
    ],
    ['a second hello', { t: 'hello', v: 1, min: 1, app: 'x' }, 'bad-frame', undefined],
    ['a count that was never sent', { t: 'seen', events: 1_000_000 }, 'bad-frame', undefined],
    [
      'a key that would reach the prototype',
      Buffer.from('{"__proto__":{"t":"ping"},"t":"ping","id":1}'),
      'bad-frame',
      undefined,
    ],
  ])('%s is answered, and the session lives on', async (_what, body, code, id) => {
    const { port } = await testServer();
    const a = await join({ port, name: 'a' });
    a.raw.sendRaw(body);
    const problem = await a.raw.take('problem');
    expect(problem.error.code).toBe(code);
    expect(problem.id).toBe(id);
    expect(await a.post('well?')).toMatchObject({ ok: true });
  });

  it('end the connection when they go on', async () => {
    const { port } = await testServer();
    const a = await join({ port, name: 'a' });
    const b = await join({ port, name: 'b' });
    for (let i = 0; i < 4; i += 1) a.raw.sendRaw({ t: 'dance' });
    expect((await a.raw.take('bye')).reason).toBe('bad-frames');
    await a.raw.gone();
    expect(await b.post('still here')).toMatchObject({ ok: true });
  });

  it.each([
    ['a giant length', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
    ['an empty frame', Buffer.alloc(4)],
  ])('%s ends it at once', async (_what, bytes) => {
    const { port } = await testServer();
    const a = await join({ port, name: 'a' });
    a.raw.write(bytes);
    await a.raw.take('problem');
    expect((await a.raw.take('bye')).reason).toBe('bad-frames');
    await a.raw.gone();
  });

  it('takes a frame of the largest size', async () => {
    const { port } = await testServer();
    const a = await join({ port, name: 'a' });
    const body = Buffer.alloc(64 * 1024, ' ');
    body.write('{"t":"ping","id":7}');
    a.raw.write(frameOf(body));
    expect((await a.raw.take('pong')).id).toBe(7);
  });
});

describe('credit', () => {
  it('ends at the window; the others go on; heads come when it is confirmed, and pages fill the gap', async () => {
    const { port } = await testServer({ rateLimit: false });
    const slow = await join({ port, name: 'slow', ...window(20) });
    const fast = await join({ port, name: 'fast', ...window(4096) });
    for (let i = 0; i < 60; i += 1) await fast.post(`m${i}`);
    await fast.raw.until(() => fast.texts.length === 60);
    await settled(slow);
    const pushed = slow.raw.frames.filter(({ t }) => t === 'ev');
    expect(pushed.length).toBe(20);
    expect(slow.raw.frames.some(({ t }) => t === 'heads')).toBe(false);

    slow.raw.send({ t: 'seen', events: 9 });
    await settled(slow);
    expect(slow.raw.frames.some(({ t }) => t === 'heads')).toBe(false);
    slow.raw.send({ t: 'seen', events: 20 });
    const { heads } = await slow.raw.take('heads');
    const last = pushed.at(-1);
    const after = last?.t === 'ev' ? last.e.seq : 0;
    const page = await slow.run({ verb: 'history', room: 'lobby', after, limit: 200 });
    const events = page.ok ? (page.result.events as { seq: number }[]) : [];
    expect(events).toHaveLength(60 - slow.texts.length);
    expect(heads.lobby).toBe(events.at(-1)?.seq);

    await fast.post('live again');
    const { e } = await slow.raw.take(
      'ev',
      ({ e }) => e.kind === 'posted' && e.text === 'live again',
    );
    expect(e.prev).toBe(heads.lobby);
  });

  it('is counted in bytes too', async () => {
    const { port } = await testServer({ rateLimit: false });
    const slow = await join({ port, name: 'slow', ...window(4096, 8 * 1024) });
    const fast = await join({ port, name: 'fast', ...window(4096) });
    for (let i = 0; i < 20; i += 1) await fast.post('x'.repeat(1000));
    await settled(slow);
    expect(slow.texts.length).toBeGreaterThan(4);
    expect(slow.texts.length).toBeLessThan(8);
  });

  it('that is never confirmed closes the client, not its neighbour', async () => {
    const { port } = await testServer({ rateLimit: false }, { slowAfterMs: 60, pingEveryMs: 30 });
    const slow = await join({ port, name: 'slow', ...window(2) });
    const fast = await join({ port, name: 'fast', ...window(4096) });
    for (let i = 0; i < 5; i += 1) await fast.post(`m${i}`);
    expect((await slow.raw.take('bye')).reason).toBe('slow');
    await slow.raw.gone();
    expect(await fast.post('fine')).toMatchObject({ ok: true });
  });
});

describe('a flood', () => {
  it('is read slowly once it was told often enough to wait, and still is answered', async () => {
    const { port } = await testServer();
    const flood = await join({ port, name: 'flood', key: null });
    const other = await join({ port, name: 'other' });
    const many = 1_000;
    const body = { verb: 'post', room: 'lobby', text: 'x' } as const;
    const frames = Array.from({ length: many }, (_, i) =>
      frameOf({ t: 'cmd', id: `f${i}`, cmd: body }),
    );
    flood.raw.write(Buffer.concat(frames));
    const answers = () => flood.raw.frames.filter(({ t }) => t === 'reply').length;
    const refused = () => flood.raw.frames.filter((one) => one.t === 'reply' && !one.ok).length;
    // not answers: how many are read at once depends on how busy the computer is
    await flood.raw.until(() => refused() >= FLOOD_REFUSALS);
    // the others have their turn long before it is through
    expect(await other.post('me too')).toMatchObject({ ok: true });
    expect(answers()).toBeLessThan(many / 2);
    // it is not forgotten either
    const before = answers();
    await flood.raw.until(() => answers() > before + 1);
    expect(flood.raw.closed).toBe(false);
  });
});

describe('liveness', () => {
  it('a silent peer is closed, one that answers is not', async () => {
    const { port } = await testServer({}, { pingEveryMs: 100, deadAfterMs: 1_500 });
    const silent = await join({ port, name: 'silent' });
    const lively = await join({ port, name: 'lively' });
    const answering = (async () => {
      for (;;) lively.raw.send({ t: 'pong', id: (await lively.raw.take('ping')).id });
    })().catch(() => {});
    expect((await silent.raw.take('bye')).reason).toBe('silent');
    await silent.raw.gone();
    expect(await lively.post('here')).toMatchObject({ ok: true });
    lively.close();
    await answering;
  });

  it('the ping carries the heads that changed', async () => {
    const { port } = await testServer({}, { pingEveryMs: 30 });
    const a = await join({ port, name: 'a' });
    const reply = await a.post('one');
    const ping = await a.raw.take('ping', ({ heads }) => heads?.lobby !== undefined);
    expect(reply).toMatchObject({ result: { seq: ping.heads?.lobby } });
    expect((await a.raw.take('ping', ({ id }) => id > ping.id)).heads).toEqual({});
  });

  it('one who stops reading is closed and costs a bounded queue; pages wait for their place', async () => {
    const { port, onPeople } = await testServer(
      { rateLimit: false },
      { pingEveryMs: 40, deadAfterMs: 400, closeLingerMs: 50 },
    );
    const greedy = await join({ port, name: 'greedy', ...window(4096) });
    const other = await join({ port, name: 'other', ...window(4096) });
    const left = new Promise<void>((resolve) => onPeople((people) => people === 1 && resolve()));
    // However slow the machine: both are alive until the one stops.
    const alive = setInterval(() => other.raw.send({ t: 'pong', id: 0 }), 50);
    const still = setInterval(() => greedy.raw.send({ t: 'pong', id: 0 }), 50);
    for (let i = 0; i < 60; i += 1) await other.post('x'.repeat(4000));
    clearInterval(still);
    greedy.raw.socket.pause();
    const ask = frameOf({ t: 'cmd', id: 'h', cmd: { verb: 'history', room: 'lobby', limit: 200 } });
    const before = process.memoryUsage().external;
    for (let i = 0; i < 2000; i += 1) greedy.raw.write(ask);
    for (let i = 0; i < 20; i += 1) {
      expect(await other.post(`while ${i}`)).toMatchObject({ ok: true });
    }
    // 2000 pages would be 96 MB
    expect(process.memoryUsage().external - before).toBeLessThan(32 * 1024 * 1024);
    await left;
    clearInterval(alive);
    expect(await other.post('after')).toMatchObject({ ok: true });
  });

  it('two hundred pages asked for at once all come', async () => {
    const { port } = await testServer({ rateLimit: false });
    const a = await join({ port, name: 'a', ...window(4096) });
    for (let i = 0; i < 40; i += 1) await a.post('x'.repeat(1000));
    const pages = Array.from({ length: 200 }, () =>
      a.run({ verb: 'history', room: 'lobby', limit: 200 }),
    );
    for (const page of await Promise.all(pages)) expect(page.ok).toBe(true);
  });
});
