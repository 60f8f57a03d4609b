import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeviceKey } from '../../protocol/wire/auth';
import { enter, folder, person, proxyTo, server } from './support';

describe('entering over TLS', () => {
  it('is verified by the fingerprint of the invite, without a question', async () => {
    const { facts } = await server();
    const someone = await enter({
      port: facts.port,
      firstVisit: 'ask',
      target: {
        hosts: [{ host: '127.0.0.1', port: facts.port }],
        fingerprint: facts.fingerprint,
      },
    });
    expect(someone.questions).toEqual([]);
    expect(someone.ready[0]).toMatchObject({ name: '시험방', fingerprint: facts.fingerprint });
    expect(someone.client.status).toEqual({ state: 'online', secure: true });
    expect(someone.client.rooms().map(({ id }) => id)).toEqual(['lobby']);
    expect(someone.client.members('lobby')).toEqual([someone.client.me?.id]);
    expect(someone.client.users().map(({ name }) => name)).toEqual(['민수']);
  });

  it('asks on the first visit, and goes on with the key that was shown', async () => {
    const { facts } = await server();
    const someone = person({ port: facts.port, firstVisit: 'ask' });
    someone.client.connect();
    await someone.state('question');
    expect(someone.questions).toEqual([
      { kind: 'first-visit', server: `127.0.0.1:${facts.port}`, fingerprint: facts.fingerprint },
    ]);
    someone.client.answer({ kind: 'trust', fingerprint: 'x'.repeat(43) });
    expect(someone.client.status.state).toBe('question');
    someone.client.answer({ kind: 'trust', fingerprint: facts.fingerprint });
    await someone.settled();
  });

  it('refuses another server than the invite names, and says nothing to it', async () => {
    const { facts, people } = await server();
    const someone = person({
      port: facts.port,
      target: { hosts: [{ host: '127.0.0.1', port: facts.port }], fingerprint: 'x'.repeat(43) },
      known: facts.fingerprint,
    });
    someone.client.connect();
    await someone.state('offline');
    expect(someone.client.status).toEqual({
      state: 'offline',
      why: 'failed',
      failure: { code: 'invite-mismatch' },
    });
    expect(people()).toBe(0);
  });

  it('asks when the known key has changed', async () => {
    const { facts } = await server();
    const someone = person({ port: facts.port, known: 'o'.repeat(43) });
    someone.client.connect();
    await someone.state('question');
    expect(someone.questions).toMatchObject([
      { kind: 'key-changed', known: 'o'.repeat(43), fingerprint: facts.fingerprint },
    ]);
    someone.client.answer({ kind: 'trust', fingerprint: facts.fingerprint });
    await someone.settled();
  });

  it('finds the right one among the addresses of an invite', async () => {
    const [wrong, right] = [await server(), await server()];
    const someone = await enter({
      port: 1,
      target: {
        hosts: [
          { host: '127.0.0.1', port: 1 },
          { host: '127.0.0.1', port: wrong.facts.port },
          { host: 'localhost', port: right.facts.port },
        ],
        fingerprint: right.facts.fingerprint,
      },
    });
    expect(someone.ready[0]?.fingerprint).toBe(right.facts.fingerprint);
  });
});

describe('questions on the way in', () => {
  it('a password: asked for, wrong, then right, all on one connection', async () => {
    const running = await server({ password: '열려라' });
    const proxy = await proxyTo(running);
    const someone = person({ port: proxy.port });
    someone.client.connect();
    await someone.state('question');
    someone.client.answer({ kind: 'password', password: '참깨' });
    await someone.until('asked again', () => someone.questions.length === 2);
    someone.client.answer({ kind: 'password', password: '열려라' });
    await someone.settled();
    expect(someone.questions).toEqual([
      { kind: 'password', wrong: false },
      { kind: 'password', wrong: true },
    ]);
    expect(proxy.accepted).toBe(1);
  });

  it('a password answered when the server has hung up opens a new connection', async () => {
    const running = await server({ password: '열려라' });
    const proxy = await proxyTo(running);
    const someone = person({ port: proxy.port });
    someone.client.connect();
    await someone.state('question');
    proxy.cut();
    // By the time that somebody else has come in, the end of this line has long arrived.
    await enter({ port: proxy.port, name: '영희', password: '열려라' });
    expect(someone.client.status.state).toBe('question');
    someone.client.answer({ kind: 'password', password: '열려라' });
    await someone.settled();
    expect(proxy.accepted).toBe(3);
  });

  it('a taken name: a free one is offered and taken on the same connection', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    await enter({ port: running.facts.port, name: '민수' });
    const second = person({ port: proxy.port, name: '민수' });
    second.client.connect();
    await second.state('question');
    expect(second.questions).toEqual([{ kind: 'name-taken', name: '민수', suggestion: '민수2' }]);
    second.client.answer({ kind: 'name', name: '민수2' });
    await second.settled();
    expect(second.client.me?.name).toBe('민수2');
    expect(proxy.accepted).toBe(1);
  });

  it('keeps a changed name over a reconnect', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const someone = await enter({ port: proxy.port, name: '민수' });
    await someone.client.submit({ verb: 'nick', name: '새이름' });
    proxy.cut();
    await someone.settled(2);
    expect(someone.client.me?.name).toBe('새이름');
  });
});

describe('without encryption', () => {
  it('asks first where it may, and sends nobody and nothing before', async () => {
    const { facts, people } = await server({ tls: false });
    const someone = person({ port: facts.port, plain: 'ask', firstVisit: 'ask' });
    someone.client.connect();
    await someone.state('question');
    expect(someone.questions).toEqual([{ kind: 'plain' }]);
    expect(people()).toBe(0);
    someone.client.answer({ kind: 'plain' });
    await someone.settled();
    expect(someone.client.status).toEqual({ state: 'online', secure: false });
    expect(someone.ready[0]?.fingerprint).toBeNull();
  });

  it('goes on without a question where that was chosen, with TLS tried first or not', async () => {
    const { facts } = await server({ tls: false });
    for (const tls of ['on', 'off'] as const) {
      const someone = await enter({ port: facts.port, plain: 'allow', tls, name: `민수 ${tls}` });
      expect(someone.questions).toEqual([]);
    }
  });

  it('never happens to a server that is known by a key', async () => {
    const { facts } = await server({ tls: false });
    const someone = person({
      port: facts.port,
      plain: 'allow',
      known: 'k'.repeat(43),
      reconnect: false,
    });
    someone.client.connect();
    await someone.state('offline');
    expect(someone.client.status).toMatchObject({ failure: { code: 'tls-failed' } });
  });

  it('is refused by a server that does not allow it', async () => {
    const { facts } = await server({ plain: 'off' });
    const someone = person({ port: facts.port, plain: 'allow', tls: 'off' });
    someone.client.connect();
    await someone.state('offline');
    expect(someone.client.status).toMatchObject({ failure: { code: 'plain-refused' } });
  });

  it('a guest without a key comes in over loopback', async () => {
    const { facts } = await server();
    const guest = await enter({ port: facts.port, key: null, name: '손님' });
    await guest.client.post('lobby', '안녕하세요');
    await guest.has(['안녕하세요']);
    expect(guest.client.me).toMatchObject({ role: 'guest', verified: false });
  });
});

describe('nobody there', () => {
  it('says that no room is open, or that something else is', async () => {
    const other = createServer((socket) => socket.end('220 smtp ready\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    for (const [at, plain, code] of [
      [1, 'ask', 'refused'],
      [port, 'ask', 'not-sarangbang'],
      [port, 'never', 'tls-failed'],
    ] as const) {
      const someone = person({ port: at, plain, reconnect: false, file: `${folder()}/copy.db` });
      someone.client.connect();
      await someone.state('offline');
      expect(someone.client.status).toMatchObject({ why: 'failed', failure: { code } });
    }
  });

  it('waits at a full server, says so, and comes in when a place is free', async () => {
    const running = await server({ capacity: 1 });
    const first = await enter({ port: running.facts.port, name: '먼저' });
    const second = person({ port: running.facts.port, name: '나중' });
    second.client.connect();
    await second.state('question');
    expect(second.client.status).toMatchObject({
      question: { kind: 'waiting', why: 'full', limit: 1 },
    });
    first.client.disconnect();
    await second.settled();
  });

  it('gives way to a newer connection of the same key, and does not fight it', async () => {
    const running = await server();
    const { key } = createDeviceKey();
    const older = await enter({ port: running.facts.port, key });
    const newer = await enter({ port: running.facts.port, key });
    await older.state('offline');
    expect(older.client.status).toEqual({ state: 'offline', why: 'replaced' });
    expect(newer.client.status.state).toBe('online');
    older.client.retryNow();
    await older.settled(2);
    await newer.state('offline');
  });
});
