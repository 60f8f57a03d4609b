/** Compatibility listeners as the owner of a server sees them. */
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CompatListener, CompatState, CompatWire } from '../protocol/compat';
import { join, newKey } from './testing/native-client';
import { oldServer, peopleAre, portOfWire } from './testing/old-programs';
import { RawClient } from './testing/raw-client';
import { retry } from './testing/retry';
import { dataFolder, testServer } from './testing/test-server';

const on = (wire: CompatWire, more: Partial<CompatListener> = {}): CompatListener => ({
  wire,
  port: 0,
  room: 'lobby',
  ...more,
});

async function takenPort(): Promise<number> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  return (other.address() as { port: number }).port;
}

describe('compatibility listeners', () => {
  it('are off unless they are asked for', async () => {
    const server = await testServer();
    expect(server.compat()).toEqual([]);
  });

  it('open beside the main port, and do not stop it when their port is taken', async () => {
    const port = await takenPort();
    const server = await testServer({ compat: [on('line'), on('relay', { port })] });
    expect(server.compat()).toEqual([
      {
        wire: 'line',
        port: expect.any(Number),
        room: 'lobby',
        state: { state: 'open', people: 0 },
      },
      { wire: 'relay', port, room: 'lobby', state: { state: 'failed', code: 'port-taken' } },
    ]);
    await join({ port: server.port, name: 'app' });
  });

  it('put people of all wires into one room', async () => {
    const server = await oldServer(['line', 'relay', 'bracket', 'mail']);
    const line = await server.come('line');
    const relay = await server.come('relay');
    const bracket = await server.come('bracket');
    const mail = await server.visit('mail');
    mail.write('mia\n');
    await peopleAre(server, 4);
    const app = await join({ port: server.port, tls: true, name: '민수', key: newKey() });
    line.write('kim> 안녕\n');
    await relay.text('kim>> 안녕');
    await bracket.text('[kim] 안녕\n');
    relay.write('나도');
    await line.text('Client1> 나도\n');
    await bracket.text('[Client1] 나도\n');
    await app.post('어서 와요');
    await line.text('민수> 어서 와요\n');
    await relay.text('민수>> 어서 와요');
    mail.write('민수, kim: 속닥\n');
    await line.text('mia (1:1)> 속닥\n');
    await app.raw.until(() => app.texts.includes('속닥'));
    expect(mail.bytes.length).toBe(0);
    expect(relay.bytes.toString()).not.toContain('속닥');
  });

  it('are opened, closed and moved while the others are left alone', async () => {
    const server = await testServer({ compat: [on('line')] });
    const seen: CompatState[][] = [];
    server.onCompat((states) => seen.push(states));
    const linePort = portOfWire(server, 'line');
    const line = await RawClient.open({ port: linePort });
    await peopleAre(server, 1);
    const [, relayState] = await server.setCompat([on('line'), on('relay')]);
    expect(relayState).toMatchObject({ wire: 'relay', state: { state: 'open', people: 0 } });
    const relay = await RawClient.open({ port: portOfWire(server, 'relay') });
    await peopleAre(server, 2);
    await retry(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      expect(server.compat().map(({ state }) => state)).toEqual([
        { state: 'open', people: 1 },
        { state: 'open', people: 1 },
      ]);
    });
    const old = portOfWire(server, 'relay');
    const free = await freePort();
    // the line's real port is the one that it has
    await server.setCompat([on('relay', { port: free }), on('line', { port: linePort })]);
    await relay.gone();
    expect(portOfWire(server, 'relay')).toBe(free);
    await expect(RawClient.open({ port: old })).rejects.toThrow('ECONNREFUSED');
    line.write('kim> still here\n');
    await line.text('kim> still here\n');
    expect(await server.setCompat([])).toEqual([]);
    await line.gone();
    await expect(RawClient.open({ port: linePort })).rejects.toThrow('ECONNREFUSED');
    await peopleAre(server, 0);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toEqual([]);
  });

  it('reopen on the same port for another room, and carry calls out in order', async () => {
    const server = await testServer({ compat: [on('line')] });
    const app = await join({ port: server.port, tls: true, key: newKey(), name: '민수' });
    const made = await app.run({ verb: 'create', name: '보강', access: 'invite' });
    expect(made).toMatchObject({ ok: true });
    const room = (made as unknown as { result: { room: { id: string } } }).result.room.id;
    const port = portOfWire(server, 'line');
    const before = await RawClient.open({ port });
    const calls = [[], [on('line', { port })], [on('line', { port, room: '보강' })]];
    const [last] =
      (await Promise.all(calls.map((wanted) => server.setCompat(wanted)))).at(-1) ?? [];
    expect(last).toEqual({ wire: 'line', port, room, state: { state: 'open', people: 0 } });
    await before.gone();
    const kim = await RawClient.open({ port });
    kim.write('kim> 여기\n');
    const { e } = await app.raw.take('ev', ({ e }) => e.kind === 'posted');
    expect(e).toMatchObject({ room, text: '여기' });
    await app.post('로비에서');
    await app.run({ verb: 'post', room, text: '보강에서' });
    await kim.text('보강에서\n');
    expect(kim.bytes.toString()).toBe('kim> 여기\n민수> 보강에서\n');
  });

  it('fail for a room that is not there, and open when it is asked again and is', async () => {
    const server = await testServer({ compat: [on('line', { room: '보강' })] });
    expect(server.compat()).toMatchObject([{ state: { state: 'failed', code: 'no-such-room' } }]);
    const app = await join({ port: server.port, name: '민수' });
    await app.run({ verb: 'create', name: '보강', access: 'open' });
    const states = await server.setCompat([on('line', { room: '보강' })]);
    expect(states).toMatchObject([{ state: { state: 'open' } }]);
  });

  it('find their room again after a restart', async () => {
    const dataDir = await dataFolder();
    const first = await testServer({ dataDir });
    const app = await join({ port: first.port, name: '민수' });
    await app.run({ verb: 'create', name: '보강', access: 'open' });
    await first.stop();
    const second = await testServer({ dataDir, compat: [on('mail', { room: '보강' })] });
    expect(second.compat()).toMatchObject([{ state: { state: 'open' } }]);
  });
});

describe('the door', () => {
  it('asks for the password on the main port, where the same line may be a person’s', async () => {
    const server = await oldServer([], { password: '열려라 참깨' });
    const person = await RawClient.open({ port: server.port });
    person.write('영희> 안녕하세요\n');
    await person.text('/password');
    person.write('/password 열려라 참깨\n');
    await person.text('guest');
    person.close();
  });

  it('is closed without a word where the server asks for a password', async () => {
    const wires = ['line', 'relay', 'mail', 'bracket'] as const;
    const server = await oldServer(wires, { password: '열려라 참깨' });
    for (const wire of [...wires, ...wires]) {
      const client = await server.visit(wire);
      client.socket.write('kim> hello\n');
      await client.gone();
      expect(client.bytes.length).toBe(0);
    }
    expect(server.lines.filter((line) => line.includes('password'))).toHaveLength(wires.length);
    expect(server.people()).toBe(0);
  });

  it('is open though plain wires are off on the main port: the host opened it', async () => {
    const server = await oldServer(['line'], { plain: 'off' });
    const kim = await server.come('line');
    kim.write('kim> hello\n');
    await kim.text('kim> hello\n');
    const main = await RawClient.open({ port: server.port });
    main.write('kim> hello\n');
    await main.gone();
    expect(main.bytes.toString()).not.toContain('kim>');
  });

  it('keeps to the capacity: who comes later waits without a word, and is in when a place opens', async () => {
    const server = await oldServer(['line', 'relay'], { capacity: 1 });
    const kim = await server.come('line');
    const late = await server.visit('relay');
    // a round trip: the server has seen the other one by then
    kim.write('kim> 혼자예요\n');
    await kim.text('혼자예요');
    expect(server.people()).toBe(1);
    expect(late.closed).toBe(false);
    expect(late.bytes.length).toBe(0);
    const left = peopleAre(server, 0);
    kim.close();
    await left;
    await peopleAre(server, 1);
    expect(late.closed).toBe(false);
  });

  it('counts those who have not said who they are together with the main port', async () => {
    const server = await oldServer(['mail'], {}, { undecidedPerAddress: 2 });
    const clients = [await server.visit('mail'), await RawClient.open({ port: server.port })];
    const third = await server.visit('mail');
    await third.gone();
    expect(clients.some(({ closed }) => closed)).toBe(false);
  });

  it('closes on somebody who never says a name', async () => {
    const server = await oldServer(['mail'], {}, { personTimeoutMs: 50 });
    const client = await server.visit('mail');
    await client.gone();
    expect(client.bytes.length).toBe(0);
  });
});

it('stopping ends every listener without a word', async () => {
  const server = await oldServer(['line', 'relay', 'mail', 'bracket']);
  const clients = [
    await server.come('line'),
    await server.come('relay'),
    await server.visit('mail'),
    await server.visit('bracket'),
  ];
  await server.stop();
  for (const client of clients) {
    await client.gone();
    expect(client.bytes.length).toBe(0);
  }
  for (const { port } of server.compat()) {
    await expect(RawClient.open({ port })).rejects.toThrow('ECONNREFUSED');
  }
  expect(await server.setCompat([on('line')])).toHaveLength(4);
});

async function freePort(): Promise<number> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  await new Promise((resolve) => other.close(resolve));
  return port;
}
