import { once } from 'node:events';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import {
  authFrame,
  exporterOf,
  greet,
  HELLO,
  join,
  newKey,
  signatureOf,
} from '../../testing/native-client';
import { frameOf, RawClient } from '../../testing/raw-client';
import { testServer } from '../../testing/test-server';

describe.each([{ tls: false }, { tls: true }])('the native handshake, tls: $tls', ({ tls }) => {
  it('ends in welcome, the state and ready', async () => {
    const { port, facts } = await testServer({ name: '우리 방' });
    const key = newKey();
    const { client, challenge } = await greet({ port, tls });
    expect(challenge).toMatchObject({
      v: 1,
      features: ['roster', 'typing'],
      server: { name: '우리 방' },
      fingerprint: facts.fingerprint,
      password: false,
    });
    client.send(authFrame(client, challenge, { port, tls, key, name: '지훈' }));
    const welcome = await client.take('welcome');
    expect(welcome).toMatchObject({ log: facts.epoch, hw: 0, credit: { events: 256 } });
    expect(welcome.me).toMatchObject({ id: key.user, name: '지훈', verified: tls, wire: 'app' });
    const rooms = await client.take('rooms');
    expect(rooms.rooms).toMatchObject([{ id: 'lobby', joined: true }]);
    await client.take('ready');
  });

  it('does not mind being delivered byte by byte', async () => {
    const { port } = await testServer();
    const client = await RawClient.open({ port, tls });
    const drip = async (body: unknown) => {
      for (const byte of frameOf(body)) {
        client.write(Buffer.of(byte));
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    client.sendRaw();
    await drip(HELLO);
    const challenge = await client.take('challenge');
    await drip(authFrame(client, challenge, { port, tls, name: 'drip' }));
    await client.take('ready');
  });

  it('refuses a signature by another key', async () => {
    const { port } = await testServer();
    const { client, challenge } = await greet({ port, tls });
    const auth = authFrame(client, challenge, { port, tls, name: 'mallory' });
    client.send({ ...auth, key: newKey().publicKey });
    const refused = await client.take('refused');
    expect(refused).toMatchObject({ error: { code: 'bad-signature' }, final: true });
    await client.gone();
  });

  it('refuses a key without a signature', async () => {
    const { port } = await testServer();
    const { client } = await greet({ port, tls });
    client.send({ t: 'auth', name: 'mallory', key: newKey().publicKey });
    expect((await client.take('refused')).error.code).toBe('bad-signature');
  });

  it('refuses what was signed on another connection', async () => {
    const { port } = await testServer();
    const first = await greet({ port, tls });
    const second = await greet({ port, tls });
    expect(first.challenge.nonce).not.toBe(second.challenge.nonce);
    const options = { port, tls, name: 'mallory' };
    second.client.send(authFrame(first.client, first.challenge, options));
    expect((await second.client.take('refused')).error.code).toBe('bad-signature');
  });

  it('takes another name on the same connection after name-taken', async () => {
    const { port } = await testServer();
    await join({ port, tls, name: '지훈' });
    const key = newKey();
    const { client, challenge } = await greet({ port, tls });
    client.send(authFrame(client, challenge, { port, tls, key, name: '지훈' }));
    const refused = await client.take('refused');
    expect(refused).toMatchObject({
      error: { code: 'name-taken', suggestion: '지훈2' },
      final: false,
    });
    client.send(authFrame(client, challenge, { port, tls, key, name: '지훈2' }));
    expect((await client.take('welcome')).me.name).toBe('지훈2');
  });

  it('asks for the password, and takes it on the same connection', async () => {
    const { port } = await testServer({ password: '비밀' });
    const { client, challenge } = await greet({ port, tls });
    expect(challenge.password).toBe(true);
    const auth = authFrame(client, challenge, { port, tls, name: 'a' });
    client.send(auth);
    expect((await client.take('refused')).error.code).toBe('password-required');
    client.send({ ...auth, password: 'wrong' });
    expect(await client.take('refused')).toMatchObject({
      error: { code: 'password-wrong' },
      final: false,
    });
    client.send({ ...auth, password: '비밀' });
    await client.take('ready');
  });

  it('lets the newer connection of a key replace the older', async () => {
    const { port } = await testServer();
    const key = newKey();
    const older = await join({ port, tls, key, name: 'a' });
    const newer = await join({ port, tls, key, name: 'a' });
    expect((await older.raw.take('bye')).reason).toBe('replaced');
    await older.raw.gone();
    expect(await newer.post('still here')).toMatchObject({ ok: true });
  });

  it.each([
    { v: 3, min: 2 },
    { v: 99, min: 99 },
  ])('refuses versions $min to $v for good', async (versions) => {
    const { port } = await testServer();
    const client = await RawClient.open({ port, tls });
    client.send({ ...HELLO, ...versions });
    expect(await client.take('refused')).toMatchObject({
      error: { code: 'bad-version', expected: 1 },
      final: true,
    });
    await client.gone();
  });

  it('takes a newer client that still speaks the old version', async () => {
    const { port } = await testServer();
    const client = await RawClient.open({ port, tls });
    client.send({ ...HELLO, v: 7, min: 1 });
    expect((await client.take('challenge')).v).toBe(1);
  });

  it('runs no command before authentication', async () => {
    const { port, people } = await testServer();
    const { client } = await greet({ port, tls });
    client.send({ t: 'cmd', id: 'x', cmd: { verb: 'post', room: 'lobby', text: 'hi' } });
    expect(await client.take('problem')).toMatchObject({
      id: 'x',
      error: { code: 'not-authenticated' },
    });
    expect(people()).toBe(0);
  });

  it('ends after a few tries', async () => {
    const { port } = await testServer({ rateLimit: false });
    const { client } = await greet({ port, tls });
    for (let i = 0; i < 8; i += 1) client.send({ t: 'auth', name: '\u202e' });
    expect((await client.take('bye')).reason).toBe('bad-frames');
    await client.gone();
  });

  it('reads at most so many bytes of somebody unknown', async () => {
    const { port } = await testServer();
    const { client } = await greet({ port, tls });
    client.write(Buffer.alloc(20_000, ' '));
    expect((await client.take('bye')).reason).toBe('bad-frames');
  });
});

describe('who proves what', () => {
  it.each(['no session', 'another session'])(
    'binds a signature to the TLS session: refuses one over %s',
    async (which) => {
      const { port } = await testServer();
      const { client, challenge } = await greet({ port, tls: true });
      const other = await RawClient.open({ port, tls: true });
      const exporter = which === 'no session' ? Buffer.alloc(32) : exporterOf(other, true);
      const key = newKey();
      const sig = signatureOf({ challenge, key, exporter });
      client.send({ t: 'auth', name: 'mallory', key: key.publicKey, sig });
      expect((await client.take('refused')).error.code).toBe('bad-signature');
      await client.gone();
    },
  );

  it('lets guests without a key in where plain wires are, also over TLS', async () => {
    const { port } = await testServer();
    const guest = await join({ port, tls: true, key: null, name: 'guest' });
    expect(guest.welcome.me).toMatchObject({ role: 'guest', verified: false });
    expect(guest.user).toMatch(/^g/);
  });

  it('wants a key where plain wires are not', async () => {
    const { port } = await testServer({ plain: 'off' });
    const { client, challenge } = await greet({ port, tls: true });
    client.send({ t: 'auth', name: 'guest' });
    expect(await client.take('refused')).toMatchObject({
      error: { code: 'key-required' },
      final: false,
    });
    client.send(authFrame(client, challenge, { port, tls: true, name: 'guest' }));
    await client.take('welcome');
  });

  it('resumes no session: every handshake shows the certificate', async () => {
    const { port } = await testServer();
    const client = await RawClient.open({ port, tls: true });
    const offered = once(client.tls, 'session');
    client.send(HELLO);
    await client.take('challenge');
    const [session] = await offered;
    const again = connect({ port, host: '127.0.0.1', session, rejectUnauthorized: false });
    await once(again, 'secureConnect');
    expect(again.isSessionReused()).toBe(false);
    expect(again.getPeerX509Certificate()?.subject).toContain('sarangbang');
    again.destroy();
  });

  it('speaks no older TLS', async () => {
    const { port } = await testServer();
    const old = connect({
      port,
      host: '127.0.0.1',
      maxVersion: 'TLSv1.2',
      rejectUnauthorized: false,
    });
    const [why] = await once(old, 'error');
    expect(why.code).toContain('ALERT_PROTOCOL_VERSION');
  });
});
