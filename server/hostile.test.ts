/**
 * Hostile peers, from outside: whatever one sends, it gets a clear error or is closed, the others
 * are untouched, memory stays bounded, and valid frames afterwards are answered.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { ClientFrameInput } from '../protocol/envelopes';
import { FRAME_MAX_BYTES, HELLO_MAX_BYTES, LINE_MAX_BYTES } from '../protocol/limits';
import { encodeFrame, FrameDecoder, FrameError } from '../protocol/wire/frame';
import { readFrame } from './gateways/native/read-frame';
import { LineReader } from './gateways/text/lines';
import { readTyped } from './gateways/text/typed';
import { mutate, seeded } from './testing/mutate';
import { HELLO, join, newKey } from './testing/native-client';
import { frameOf, RawClient } from './testing/raw-client';
import { testServer } from './testing/test-server';

const SCRIPT = '<script>alert(1)</script>';
const header = (length: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
};

/** Bytes in use after everything unreachable was thrown away. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed: heap, external, arrayBuffers } = process.memoryUsage();
  return heap + external + arrayBuffers;
}

/** A server with somebody in it who must not notice anything. */
async function house() {
  const server = await testServer({ rateLimit: false, name: 'house' }, { handshakeTimeoutMs: 500 });
  const bystander = await join({ port: server.port, tls: true, name: 'bystander', key: newKey() });
  let said = 0;
  return {
    server,
    bystander,
    async untouched() {
      said += 1;
      const text = `still here ${said}`;
      expect(await bystander.post(text)).toMatchObject({ ok: true });
      await bystander.raw.until(() => bystander.texts.includes(text));
      expect(bystander.raw.closed).toBe(false);
      // nothing was reported as a fault of our own
      expect(server.lines).toEqual([]);
    },
  };
}

describe('strangers', () => {
  it.each<[string, Buffer]>([
    ['random bytes', Buffer.from('8f13a7c2e09b44d1fe0722', 'hex')],
    ['a length without end', header(0xffff_ffff)],
    ['an empty frame', header(0)],
    ['too large a first frame', Buffer.concat([header(HELLO_MAX_BYTES + 1), Buffer.from('{')])],
    ['a binary frame', Buffer.concat([header(5), Buffer.from([1, 2, 3, 4, 5])])],
    ['a broken TLS hello', Buffer.from('16030100ff0102030405', 'hex')],
    ['half of a course frame', Buffer.from('0002', 'hex')],
    ['an endless line', Buffer.alloc(3 * LINE_MAX_BYTES, 'x')],
    ['nothing but zeros', Buffer.alloc(50_000)],
  ])('with %s are closed without a word, or wait in vain', async (_, bytes) => {
    const { server, untouched } = await house();
    const stranger = await RawClient.open({ port: server.port });
    stranger.write(bytes);
    await untouched();
    stranger.socket.end();
    await stranger.gone();
    expect(stranger.bytes).toHaveLength(0);
    await untouched();
    expect(server.people()).toBe(1);
  });

  it('who leave in the middle of a frame leave nothing behind', async () => {
    const { server, untouched } = await house();
    const hello = encodeFrame(HELLO);
    for (let cut = 1; cut < hello.length; cut += 7) {
      const stranger = await RawClient.open({ port: server.port });
      stranger.write(hello.subarray(0, cut));
      stranger.socket.end();
      await stranger.gone();
    }
    await untouched();
  });

  it.each<[string, unknown, object]>([
    ['a version of tomorrow', { ...HELLO, v: 9, min: 7 }, { code: 'bad-version', expected: 1 }],
    ['version 0', { ...HELLO, v: 0, min: 0 }, { code: 'bad-frame', field: 'v' }],
    ['a version in words', { ...HELLO, v: 'one' }, { code: 'bad-frame', field: 'v' }],
    ['no version', { t: 'hello' }, { code: 'bad-frame', field: 'v' }],
    ['a list', [], { code: 'bad-frame' }],
    ['too many features', { ...HELLO, features: Array(40).fill('x') }, { field: 'features' }],
    ['an unknown kind', { t: 'open-sesame' }, { code: 'bad-frame', field: 't' }],
    ['a command', { t: 'cmd', id: 'a', cmd: { verb: 'shutdown' } }, { code: 'not-authenticated' }],
  ])('who begin with %s are told', async (what, body, error) => {
    const { server, untouched } = await house();
    const stranger = await RawClient.open({ port: server.port });
    // a list is no native frame to begin with: the port would not know it
    if (Array.isArray(body)) stranger.send(HELLO);
    stranger.sendRaw(body);
    const answer = await stranger.until(() =>
      stranger.frames.find(({ t }) => t === 'problem' || t === 'refused'),
    );
    expect(answer, what).toMatchObject({ error });
    await untouched();
    stranger.close();
  });

  it('with a name of 10,000 characters are refused, and come in with a better one', async () => {
    const { server, untouched } = await house();
    const stranger = await RawClient.open({ port: server.port });
    stranger.send(HELLO);
    await stranger.take('challenge');
    stranger.send({ t: 'auth', name: 'n'.repeat(10_000) });
    expect((await stranger.take('problem')).error).toMatchObject({
      code: 'bad-frame',
      field: 'name',
    });
    stranger.send({ t: 'auth', name: 'n'.repeat(100) });
    expect(await stranger.take('refused')).toMatchObject({
      error: { code: 'bad-name', limit: 32 },
      final: false,
    });
    stranger.send({ t: 'auth', name: 'a\u202Eb' });
    expect((await stranger.take('refused')).error.code).toBe('bad-name');
    stranger.send({ t: 'auth', name: 'better' });
    expect((await stranger.take('welcome')).me.name).toBe('better');
    await untouched();
    stranger.close();
  });
});

describe('members', () => {
  it.each<[string, Buffer | object, object]>([
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), { code: 'bad-frame' }],
    ['no JSON', Buffer.from('{"t":"cmd"'), { code: 'bad-frame' }],
    ['deep nesting', Buffer.from(`${'['.repeat(9)}${']'.repeat(9)}`), { code: 'bad-frame' }],
    [
      'a poisoned key',
      Buffer.from('{"t":"ping","id":1,"__proto__":{"t":1}}'),
      { code: 'bad-frame' },
    ],
    ['an unknown verb', cmd({ verb: 'format' }), { code: 'unknown-command' }],
    ['no verb', cmd({}), { code: 'bad-frame' }],
    ['a number for a text', cmd({ verb: 'post', room: 'lobby', text: 7 }), { field: 'cmd.text' }],
    ['a room like a path', cmd({ verb: 'post', room: '../x', text: 'a' }), { field: 'cmd.room' }],
    [
      'a message of 10,000 characters',
      cmd({ verb: 'post', room: 'lobby', text: 'x'.repeat(10_000) }),
      { field: 'cmd.text' },
    ],
    ['a name of 10,000', cmd({ verb: 'nick', name: 'x'.repeat(10_000) }), { field: 'cmd.name' }],
    [
      'a negative number',
      { ...cmd({ verb: 'post', room: 'lobby', text: 'a' }), n: -1 },
      { field: 'n' },
    ],
    ['credit never given', { t: 'seen', events: 1e9 }, { field: 'events' }],
    ['a second hello', HELLO, { code: 'bad-frame' }],
  ])('who send %s are told which, and go on', async (_, body, error) => {
    const { server, untouched } = await house();
    const member = await join({ port: server.port, name: 'member', key: null });
    member.raw.sendRaw(body);
    const problem = await member.raw.take('problem');
    expect(problem.error).toMatchObject(error);
    if (!Buffer.isBuffer(body) && 'id' in body) expect(problem.id).toBe(body.id);
    expect(await member.post('fine')).toMatchObject({ ok: true });
    await untouched();
    member.close();
  });

  it.each([
    ['a length without end', header(0xffff_ffff)],
    ['one byte too much', header(FRAME_MAX_BYTES + 1)],
    ['an empty frame', header(0)],
  ])('whose framing is lost with %s are told and closed', async (_, bytes) => {
    const { server, untouched } = await house();
    const member = await join({ port: server.port, name: 'member', key: null });
    member.raw.write(bytes);
    await member.raw.take('problem');
    expect((await member.raw.take('bye')).reason).toBe('bad-frames');
    await member.raw.gone();
    await untouched();
    expect(server.people()).toBe(1);
  });

  it('cannot speak for somebody else, whatever fields they add', async () => {
    const { server, bystander, untouched } = await house();
    const member = await join({ port: server.port, name: 'member', key: null });
    const forged = { by: bystander.user, name: 'bystander', seq: 1, from: { epoch: '0', n: 1 } };
    member.raw.sendRaw({
      ...cmd({ verb: 'post', room: 'lobby', text: 'me?', ...forged }),
      ...forged,
    });
    const { e } = await bystander.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ by: member.user, name: 'member' });
    expect(e).not.toHaveProperty('from');
    await untouched();
    member.close();
  });

  it('with script in every text field get it back as the text that it is', async () => {
    const { server, bystander, untouched } = await house();
    const member = await join({ port: server.port, name: SCRIPT, key: newKey(), tls: true });
    expect(member.welcome.me.name).toBe(SCRIPT);
    const created = await member.run({ verb: 'create', name: SCRIPT, topic: SCRIPT });
    expect(created).toMatchObject({ ok: true, result: { room: { name: SCRIPT, topic: SCRIPT } } });
    expect(await member.post(SCRIPT)).toMatchObject({ ok: true });
    const { e } = await bystander.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ text: SCRIPT, name: SCRIPT });
    const told = ({ name, topic }: { name: string; topic: string }) =>
      name === SCRIPT && topic === SCRIPT;
    await bystander.raw.take('rooms', ({ rooms }) => rooms.some(told));
    await untouched();
    member.close();
  });

  it('are not listened to for ever when they do not stop', async () => {
    const { server, untouched } = await house();
    const member = await join({ port: server.port, name: 'member', key: null });
    for (let i = 0; i < 200; i += 1) member.raw.sendRaw({ t: 'nonsense', i });
    expect((await member.raw.take('bye')).reason).toBe('bad-frames');
    expect(member.raw.frames.filter(({ t }) => t === 'problem').length).toBeLessThan(10);
    await member.raw.gone();
    await untouched();
  });
});

function cmd(command: object): { t: 'cmd'; id: string; cmd: object } {
  return { t: 'cmd', id: 'bad', cmd: command };
}

/** One of each frame that a client may send, and a few lines of a terminal. */
const FRAMES: readonly ClientFrameInput[] = [
  HELLO,
  { t: 'auth', name: '민수', credit: { events: 9, bytes: 2048 }, password: 'p' },
  { t: 'cmd', id: '1', n: 1, cmd: { verb: 'post', room: 'lobby', text: '안녕 **하세요**' } },
  { t: 'cmd', id: '2', cmd: { verb: 'create', name: '방', access: 'password', password: 'x' } },
  { t: 'cmd', id: '3', cmd: { verb: 'join', room: 'lobby' } },
  { t: 'cmd', id: '4', cmd: { verb: 'history', room: 'lobby', after: 0, limit: 3 } },
  { t: 'cmd', id: '5', cmd: { verb: 'topic', room: 'lobby', topic: 'x' } },
  { t: 'cmd', id: '6', cmd: { verb: 'direct', user: 'bystander' } },
  { t: 'cmd', id: '7', cmd: { verb: 'typing', room: 'lobby', on: true } },
  { t: 'cmd', id: '8', cmd: { verb: 'nick', name: 'x' } },
  { t: 'cmd', id: '9', cmd: { verb: 'presence', presence: 'away' } },
  { t: 'seen', events: 1 },
  { t: 'ping', id: 1 },
  { t: 'pong', id: 1 },
];
const LINES = [
  'hello\n',
  '/name 민수\r\n',
  '/join lobby\n',
  '/msg bystander hi\n',
  '//x\n',
  '안녕\n',
];

describe('fuzz', () => {
  it('a hundred thousand mutated frames and lines upset no decoder', () => {
    const random = seeded(7878);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const bodies = FRAMES.map((frame) => Buffer.from(JSON.stringify(frame)));
    const lines = LINES.map((line) => Buffer.from(line));
    const ping = encodeFrame({ t: 'ping', id: 1 });
    const before = heapUsed();
    let valid = 0;
    let decoder = new FrameDecoder();
    for (let i = 0; i < 70_000; i += 1) {
      // mostly the body, so that the schemas are reached; else lengths, and what follows them, too
      const framed = i % 4 > 0;
      const bytes = framed
        ? frameOf(mutate(pick(bodies), random))
        : mutate(frameOf(pick(bodies)), random);
      try {
        for (const body of decoder.push(bytes)) if (readFrame(body).ok) valid += 1;
        if (decoder.pending > FRAME_MAX_BYTES + 4) throw new Error('held too much');
      } catch (why) {
        if (!(why instanceof FrameError)) throw why;
        decoder = new FrameDecoder();
      }
      if (!framed) decoder = new FrameDecoder();
      if (i % 1000 === 0) {
        const [body] = new FrameDecoder().push(ping) as [Buffer];
        expect(readFrame(body)).toEqual({ ok: true, frame: { t: 'ping', id: 1 } });
      }
    }
    const reader = new LineReader();
    for (let i = 0; i < 30_000; i += 1) {
      for (const line of reader.push(mutate(pick(lines), random))) {
        if ('text' in line) readTyped(line.text);
      }
    }
    expect(reader.push(Buffer.from('\nfine\n')).at(-1)).toEqual({ text: 'fine' });
    // some frames survived their mutation: the schemas were reached
    expect(valid).toBeGreaterThan(2_000);
    expect(heapUsed() - before).toBeLessThan(16 * 1024 * 1024);
  });

  it('thousands of them on a running server are answered or closed, and disturb nobody', async () => {
    const { server, bystander, untouched } = await house();
    const random = seeded(2026);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const before = heapUsed();
    for (let round = 0; round < 60; round += 1) {
      const inside = round % 3 === 0;
      const native = round % 2 === 0;
      const peer = inside
        ? (await join({ port: server.port, name: `fuzz${round}`, key: null })).raw
        : await RawClient.open({ port: server.port });
      if (!inside && native) peer.write(encodeFrame(HELLO));
      const source = native ? FRAMES.map(frameOf) : LINES.map((line) => Buffer.from(line));
      for (let i = 0; i < 50 && !peer.closed; i += 1) peer.write(mutate(pick(source), random));
      peer.socket.end();
      peer.socket.resume();
      await peer.gone();
      // credit for what the neighbours managed to say
      const events = bystander.raw.frames.filter(({ t }) => t === 'ev').length;
      bystander.raw.send({ t: 'seen', events });
    }
    await untouched();
    const after = await join({ port: server.port, name: 'afterwards', key: null });
    expect(await after.post('fine')).toMatchObject({ ok: true });
    after.close();
    bystander.raw.frames.length = 0;
    expect(heapUsed() - before).toBeLessThan(24 * 1024 * 1024);
  }, 60_000);
});
