import { once } from 'node:events';
import { createServer, Server } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { allowsPlain } from './listener';
import { startServer } from './server';
import { HELLO, join } from './testing/native-client';
import { RawClient } from './testing/raw-client';
import { retry } from './testing/retry';
import { testServer } from './testing/test-server';

const nothingYet = async (client: RawClient) => {
  // the server has handled what was sent before when it has answered somebody who came later
  expect(client.bytes.length).toBe(0);
  expect(client.closed).toBe(false);
};

describe('the one port', () => {
  it('serves people with nc and people with the app, and they hear each other', async () => {
    const { port } = await testServer();
    const app = await join({ port, tls: true, name: '지훈' });
    const nc = await RawClient.open({ port });
    nc.write('hello from nc\n');
    await nc.text('\n');
    nc.write('/name 민수\n');
    nc.write('안녕하세요\n');
    const { e } = await app.raw.take('ev', ({ e }) => e.kind === 'posted' && e.name === '민수');
    expect(e).toMatchObject({ text: '안녕하세요', wire: 'text' });
    await app.post('반가워요');
    await nc.text('지훈: 반가워요');
    nc.write('/quit\n');
    await nc.gone();
  });

  it('says nothing to somebody undecided, and closes after a while', async () => {
    const { port } = await testServer({}, { handshakeTimeoutMs: 300, personTimeoutMs: 300 });
    const silent = await RawClient.open({ port });
    const half = await RawClient.open({ port });
    half.write('GET / HT');
    const dripping = await RawClient.open({ port });
    dripping.write(Buffer.from([0, 0]));
    await join({ port, name: 'later' });
    for (const client of [silent, half, dripping]) await nothingYet(client);
    for (const client of [silent, half, dripping]) {
      await client.gone();
      expect(client.bytes.length).toBe(0);
    }
  });

  it('gives a person at a keyboard time, before the first byte and for a password', async () => {
    const tuning = { handshakeTimeoutMs: 100, personTimeoutMs: 60_000 };
    const { port } = await testServer({ password: 'lighthouse' }, tuning);
    const person = await RawClient.open({ port });
    const typing = await RawClient.open({ port });
    typing.write('hello\n');
    await typing.text('/password');
    // programs that say nothing more are gone meanwhile, one after the other
    for (let i = 0; i < 3; i += 1) {
      const program = await RawClient.open({ port });
      program.write(Buffer.from([0, 0]));
      await program.gone();
    }
    person.write('hello\n');
    await person.text('/password');
    typing.write('/password lighthouse\n');
    await typing.text('lobby');
  });

  it('gives nobody more time where plain wires are not let in', async () => {
    const tuning = { handshakeTimeoutMs: 100, personTimeoutMs: 60_000 };
    const { port } = await testServer({ plain: 'off' }, tuning);
    const silent = await RawClient.open({ port });
    await silent.gone();
  });

  it('counts the whole way to being somebody, inside TLS too', async () => {
    const { port } = await testServer({}, { handshakeTimeoutMs: 150 });
    const greeted = await RawClient.open({ port, tls: true });
    greeted.send(HELLO);
    await greeted.take('challenge');
    await greeted.gone();
    const joined = await join({ port, tls: true, name: 'a' });
    const silent = await RawClient.open({ port, tls: true });
    await silent.gone();
    expect(await joined.post('still here')).toMatchObject({ ok: true });
  });

  it('has a page for browsers', async () => {
    const { port } = await testServer({ plain: 'off' });
    for (const tls of [false, true]) {
      const browser = await RawClient.open({ port, tls });
      browser.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      const page = await browser.text('Sarangbang app');
      expect(page).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(page).toContain('Content-Type: text/plain; charset=utf-8');
      expect(page).toContain('사랑방 채팅 서버');
      await browser.gone();
    }
  });

  it.each([
    ['an IRC client', Buffer.from('NICK a\r\n')],
    ['garbage', Buffer.from([0x16, 0x09, 0x01])],
  ])('closes %s without a word', async (_who, bytes) => {
    const { port } = await testServer();
    const client = await RawClient.open({ port });
    client.write(bytes);
    await client.gone();
    expect(client.bytes.length).toBe(0);
  });

  it('survives broken TLS and TLS in TLS', async () => {
    const { port } = await testServer();
    const broken = await RawClient.open({ port });
    broken.write(Buffer.concat([Buffer.from([0x16, 3, 1, 0, 5]), Buffer.alloc(200, 0x41)]));
    await broken.gone();
    const twice = await RawClient.open({ port, tls: true });
    twice.write(Buffer.from([0x16, 3, 1, 2, 0, 1, 0]));
    await twice.gone();
    await join({ port, tls: true, name: 'a' });
  });

  it('takes TLS byte by byte', async () => {
    const { port } = await testServer();
    const raw = await RawClient.open({ port });
    const middle = createServer((socket) => {
      socket.on('data', async (chunk) => {
        socket.pause();
        for (const byte of chunk) {
          raw.write(Buffer.of(byte));
          await new Promise((resolve) => setImmediate(resolve));
        }
        socket.resume();
      });
      raw.socket.pipe(socket);
      socket.on('error', () => {});
    });
    middle.listen(0, '127.0.0.1');
    await once(middle, 'listening');
    onTestFinished(() => void middle.close());
    const address = middle.address();
    const client = connectTls({
      port: typeof address === 'object' && address ? address.port : 0,
      host: '127.0.0.1',
      rejectUnauthorized: false,
    });
    await once(client, 'secureConnect');
    client.destroy();
  });
});

describe('plain wires', () => {
  it.each([
    ['off', '127.0.0.1', false],
    ['off', '192.168.0.3', false],
    ['loopback', '127.0.0.1', true],
    ['loopback', '127.9.9.9', true],
    ['loopback', '::1', true],
    ['loopback', '192.168.0.3', false],
    ['loopback', 'fe80::1', false],
    ['lan', '192.168.0.3', true],
    ['lan', '2001:db8::1', true],
  ] as const)('with %s, from %s: %s', (plain, address, allowed) => {
    expect(allowsPlain(plain, address)).toBe(allowed);
  });

  it('off: the app is refused in its own words, a person in two languages', async () => {
    const { port } = await testServer({ plain: 'off' });
    const app = await RawClient.open({ port });
    app.send(HELLO);
    expect(await app.take('refused')).toMatchObject({
      error: { code: 'plain-refused' },
      final: true,
    });
    await app.gone();
    for (const line of ['hello\n', 'user> hello\n', '[user] hello\n']) {
      const person = await RawClient.open({ port });
      person.write(line);
      const words = await person.text('Sarangbang app');
      expect(words).toContain('암호화된 연결만');
      await person.gone();
    }
    await join({ port, tls: true, name: 'a' });
  });

  it('are all there is without TLS', async () => {
    const { port } = await testServer({ tls: false });
    const tls = await RawClient.open({ port });
    tls.write(Buffer.from([0x16, 3, 1, 2, 0, 1, 0]));
    await tls.gone();
    expect(tls.bytes.length).toBe(0);
    await join({ port, name: 'a' });
  });
});

describe('places', () => {
  it('are few for the undecided of one address, and free again when one leaves', async () => {
    const { port } = await testServer({}, { undecidedPerAddress: 3 });
    const joined = await join({ port, name: 'in before' });
    const waiting = await Promise.all([1, 2, 3].map(() => RawClient.open({ port })));
    const fourth = await RawClient.open({ port });
    await fourth.gone();
    waiting[0]?.close();
    const after = await retry(() => join({ port, name: 'in after' }));
    expect(await after.post('hi')).toMatchObject({ ok: true });
    expect(await joined.post('hi')).toMatchObject({ ok: true });
  });

  it('are bounded in all', async () => {
    const { port } = await testServer({}, { connectionsMax: 2 });
    const one = await join({ port, name: 'one' });
    const two = await join({ port, name: 'two' });
    const third = await RawClient.open({ port });
    await third.gone();
    two.close();
    await retry(() => join({ port, name: 'three' }));
    expect(await one.post('hi')).toMatchObject({ ok: true });
  });

  it('are given at a bounded rate, unless rates are off', async () => {
    const tuning = { connectionRate: { points: 3, perSeconds: 60 } };
    const strict = await testServer({}, tuning);
    for (const name of ['a', 'b', 'c']) await join({ port: strict.port, name });
    const fourth = await RawClient.open({ port: strict.port });
    await fourth.gone();
    const open = await testServer({ rateLimit: false }, tuning);
    for (const name of ['a', 'b', 'c', 'd', 'e']) await join({ port: open.port, name });
  });
});

describe('accepting that fails', () => {
  it('turns away who comes for a while, keeps who is in, and goes on', async () => {
    const listening = vi.spyOn(Server.prototype, 'listen');
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const { port, lines } = await testServer({}, { acceptBackoffMs: 60_000 });
    const accepting = listening.mock.contexts.at(-1) as Server;
    const inside = await join({ port, name: 'inside' });
    const failed = () => accepting.emit('error', new Error('accept EMFILE'));
    failed();
    failed();
    expect(lines).toEqual(['accepting failed, paused for 60000 ms: accept EMFILE']);
    const turnedAway = await RawClient.open({ port });
    await turnedAway.gone();
    expect(await inside.post('still here')).toMatchObject({ ok: true });
    const later = performance.now() + 60_000;
    vi.spyOn(performance, 'now').mockImplementation(() => later);
    const after = await join({ port, name: 'after' });
    expect(await after.post('hi')).toMatchObject({ ok: true });
  });
});

describe('the port', () => {
  it('that is taken is an error, or the next free one when asked', async () => {
    const { port } = await testServer();
    const taken = startServer({ host: '127.0.0.1', port });
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const next = await testServer({ port, portTries: 20 });
    expect(next.port).toBeGreaterThan(port);
    expect(next.port).toBeLessThanOrEqual(port + 20);
  });

  it('is open to IPv4 and IPv6 by default, and an IPv4 peer is one', async () => {
    const { port } = await testServer({ host: undefined });
    await join({ port, host: '127.0.0.1', name: 'four' });
    await join({ port, host: '::1', name: 'six' });
  });
});
