import { createSocket, type Socket } from 'node:dgram';
import { expect, it, onTestFinished, vi } from 'vitest';
import { LAN_SLEPT_MS } from '../protocol/limits';
import { LOOPBACK } from './interfaces';
import { filled, type LanOptions } from './options';
import { openSockets } from './sockets';
import { loopback } from './testing/loopback';

const WAIT = { timeout: 10_000, interval: 20 };

/** Sockets that hear themselves, and every real socket beneath them. */
async function open(more: LanOptions = {}) {
  const made: Socket[] = [];
  const heard: string[] = [];
  const log: string[] = [];
  const options = filled({ ...(await loopback()), log: (line) => log.push(line), ...more });
  const sockets = openSockets(options, (bytes) => heard.push(bytes.toString()), {
    make: ((given: Parameters<typeof createSocket>[0]) => {
      const socket = createSocket(given as { type: 'udp4' });
      made.push(socket);
      return socket;
    }) as typeof createSocket,
  });
  onTestFinished(() => sockets.close());
  const hears = async (text: string) => {
    await sockets.say(Buffer.from(text));
    await vi.waitFor(() => expect(heard).toContain(text), WAIT);
  };
  return { sockets, made, heard, log, hears };
}

it('what dies is opened anew with the next look, whichever socket it was', async () => {
  const { sockets, made, hears } = await open();
  await hears('처음');
  expect(sockets.look()).toBe(false);
  for (const which of [0, 1]) {
    const latest = made.slice(-2);
    latest[which]?.emit('error', Object.assign(new Error('recvmsg'), { code: 'ECONNRESET' }));
    expect(sockets.look()).toBe(true);
    expect(sockets.look()).toBe(false);
    await hears(`다시 ${which}`);
  }
  expect(made).toHaveLength(6);
});

it('after a sleep everything is opened anew', async () => {
  let now = 0;
  const { sockets, hears } = await open({ now: () => now });
  now += LAN_SLEPT_MS;
  expect(sockets.look()).toBe(false);
  now += LAN_SLEPT_MS + 1;
  expect(sockets.look()).toBe(true);
  await hears('일어났다');
});

it('goes on with what there was when the system does not tell its interfaces', async () => {
  let known = true;
  const interfaces = () => {
    if (!known) throw Object.assign(new Error('no'), { code: 'EPERM' });
    return [LOOPBACK];
  };
  const { sockets, hears, log } = await open({ interfaces });
  known = false;
  expect(sockets.look()).toBe(false);
  expect(sockets.look()).toBe(false);
  await hears('그래도');
  expect(log).toEqual(['lan: cannot look at the interfaces (EPERM)']);
});

it('says nothing and opens nothing once it is closed', async () => {
  const { sockets, made, heard, hears } = await open();
  await hears('처음');
  const before = heard.length;
  // a datagram on its way when it closes is let go
  const late = sockets.say(Buffer.from('늦었다'));
  await sockets.close();
  await late;
  await sockets.say(Buffer.from('더 늦었다'));
  expect(sockets.look()).toBe(false);
  expect(made).toHaveLength(2);
  expect(heard.slice(before)).not.toContain('더 늦었다');
});
