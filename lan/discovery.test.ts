/** Announcer and browser with real sockets, on the loopback of this computer. */

import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { NearbyServer } from '../protocol/lan';
import {
  LAN_ANNOUNCE_GAP_MS,
  LAN_FORGET_MS,
  LAN_LOOK_MS,
  LAN_TELL_EVERY_MS,
} from '../protocol/limits';
import { type Announcer, startAnnouncer } from './announcer';
import { type Browser, startBrowser } from './browser';
import { type Facts, QUESTION, readDatagram, writeAnnouncement } from './datagram';
import { LOOPBACK, network } from './interfaces';
import type { LanOptions } from './options';
import { signNews } from './signed-news';
import { facts, keyOf } from './testing/facts';
import { loopback, throwAt } from './testing/loopback';

const WAIT = { timeout: 10_000, interval: 20 };

function announce(current: () => Facts, options: LanOptions): Announcer {
  const announcer = startAnnouncer(current, options);
  onTestFinished(() => announcer.stop());
  return announcer;
}

function browse(options: LanOptions): { browser: Browser; lists: (readonly NearbyServer[])[] } {
  const lists: (readonly NearbyServer[])[] = [];
  const browser = startBrowser((list) => lists.push(list), options);
  onTestFinished(() => browser.stop());
  return { browser, lists };
}

const names = (browser: Browser) => browser.list().map(({ name }) => name);

/** Everything that arrives on a port, as one more program of this computer hears it. */
async function overhear(port: number): Promise<Buffer[]> {
  const heard: Buffer[] = [];
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('message', (bytes) => heard.push(bytes));
  await new Promise<void>((resolve) => socket.bind(port, resolve));
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return heard;
}

describe('a server that announces itself', () => {
  it('is heard by every program on the computer, also those that come later, and its end too', async () => {
    const options = await loopback();
    const early = browse(options);
    const announcer = announce(() => facts(), options);
    const late = browse(options);
    for (const { browser } of [early, late]) {
      await vi.waitFor(() => expect(names(browser)).toEqual(['3학년 2반']), WAIT);
    }
    expect(early.browser.list()[0]?.addresses).toEqual([{ host: '127.0.0.1', port: 7878 }]);
    await announcer.stop();
    for (const { browser, lists } of [early, late]) {
      // nothing is told that did not change
      const lengths = () => lists.map((list) => list.length);
      await vi.waitFor(() => expect(lengths()).toEqual([1, 0]), WAIT);
      expect(names(browser)).toEqual([]);
    }
  });

  it('tells what changed soon', async () => {
    const options = await loopback();
    let people = 1;
    const announcer = announce(() => facts({ people }), options);
    const { browser } = browse(options);
    for (people = 2; people < 6; people += 1) {
      announcer.changed();
      await vi.waitFor(() => expect(browser.list()[0]?.people).toBe(people), WAIT);
    }
  });

  it('speaks no more often than it may, however often it is asked', async () => {
    const options = await loopback();
    const heard = await overhear(options.port);
    announce(() => facts({ key: keyOf('하나') }), options);
    const started = performance.now();
    const passed = () => performance.now() - started;
    while (passed() < 4 * LAN_ANNOUNCE_GAP_MS) await throwAt(QUESTION, options.port);
    const most = passed() / LAN_ANNOUNCE_GAP_MS + 1;
    const said = heard.filter((bytes) => readDatagram(bytes)?.kind === 'announcement');
    // each announcement goes out twice, by multicast and by broadcast
    expect(said.length).toBeGreaterThanOrEqual(4);
    expect(said.length).toBeLessThanOrEqual(2 * most);
  });

  it('answers who asks directly, too', async () => {
    const options = await loopback();
    announce(() => facts(), options);
    const socket = createSocket('udp4');
    onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
    const answer = new Promise<Buffer>((resolve) => socket.once('message', resolve));
    await new Promise<void>((resolve) => socket.bind(0, LOOPBACK.address, resolve));
    socket.setBroadcast(true);
    const asking = setInterval(() => socket.send(QUESTION, options.port, '127.255.255.255'), 100);
    onTestFinished(() => clearInterval(asking));
    expect(readDatagram(await answer)).toMatchObject({
      kind: 'announcement',
      announcement: { name: '3학년 2반' },
    });
  });

  it('with another key is another server; one that has none is known by its address', async () => {
    const options = await loopback();
    const { browser } = browse(options);
    announce(() => facts({ name: '가' }), options);
    announce(() => facts({ name: '나', key: keyOf('나') }), options);
    announce(() => facts({ name: '다', key: undefined, port: 9999 }), options);
    await vi.waitFor(() => expect(names(browser).sort()).toEqual(['가', '나', '다']), WAIT);
    expect(browser.list().find(({ name }) => name === '다')?.id).toBe('127.0.0.1:9999');
  });

  it('shows news only with the signature of its own key', async () => {
    const options = await loopback();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    const key = createHash('sha256').update(spki).digest('base64url');
    const news = signNews({ text: '점심 12시', at: 5 }, (data) => ({
      spki: spki.toString('base64url'),
      signature: sign('sha256', data, privateKey).toString('base64url'),
    }));
    const { browser } = browse(options);
    announce(() => facts({ key, name: '참', news }), options);
    announce(() => facts({ key: keyOf('남'), name: '거짓', news }), options);
    await vi.waitFor(() => expect(names(browser).sort()).toEqual(['거짓', '참']), WAIT);
    const newsOf = (wanted: string) => browser.list().find(({ name }) => name === wanted)?.news;
    expect(newsOf('참')).toEqual({ text: '점심 12시', at: 5 });
    expect(newsOf('거짓')).toBeUndefined();
  });
});

describe('the list', () => {
  it('forgets who is not heard any more', async () => {
    let ahead = 0;
    const options = await loopback({ now: () => Date.now() + ahead });
    const { browser } = browse(options);
    // one datagram, and never another
    const once = writeAnnouncement('here', facts());
    await vi.waitFor(async () => {
      await throwAt(once, options.port);
      expect(names(browser)).toEqual(['3학년 2반']);
    }, WAIT);
    await vi.waitFor(() => {
      ahead += LAN_FORGET_MS;
      expect(names(browser)).toEqual([]);
    }, WAIT);
  });

  it('is not disturbed by a flood of what is no announcement', async () => {
    const options = await loopback();
    const { browser, lists } = browse(options);
    let people = 1;
    announce(() => facts({ people }), options);
    await vi.waitFor(() => expect(names(browser)).toEqual(['3학년 2반']), WAIT);
    for (let i = 0; i < 2_000; i += 1) {
      const bytes = i % 2 ? `{"app":"sarangbang","n":${i}` : 'x'.repeat(i);
      await throwAt(Buffer.from(bytes), options.port);
    }
    expect(lists).toHaveLength(1);
    // what is said afterwards is heard again
    people = 2;
    await vi.waitFor(() => expect(browser.list()[0]?.people).toBe(2), WAIT);
  });

  it('that changes all the time is told now and then, and in the end as it is', async () => {
    const options = await loopback();
    const { browser, lists } = browse(options);
    const started = performance.now();
    for (let people = 1; people <= 40; people += 1) {
      await throwAt(writeAnnouncement('here', facts({ people })), options.port);
    }
    await vi.waitFor(() => expect(browser.list()[0]?.people).toBe(40), WAIT);
    await vi.waitFor(() => expect(lists.at(-1)?.[0]?.people).toBe(40), WAIT);
    const most = 2 + (performance.now() - started) / LAN_TELL_EVERY_MS;
    expect(lists.length).toBeLessThanOrEqual(most);
  });

  it('of made-up servers stays short, and asks nothing of them', async () => {
    const options = await loopback();
    const { browser } = browse(options);
    for (let i = 0; i < 40; i += 1) {
      await throwAt(writeAnnouncement('here', facts({ key: keyOf(`${i}`) })), options.port);
    }
    await vi.waitFor(() => expect(browser.list()).toHaveLength(8), WAIT);
  });
});

describe('a broken network', () => {
  it('throws nothing and is told of once', async () => {
    const log: string[] = [];
    const gone = network('gone0', '203.0.113.9', '255.255.255.0');
    const options = await loopback({ interfaces: () => [LOOPBACK, gone] });
    const { browser } = browse(options);
    const announcer = announce(() => facts(), { ...options, log: (line) => log.push(line) });
    await vi.waitFor(() => expect(names(browser)).toEqual(['3학년 2반']), WAIT);
    for (let i = 0; i < 3; i += 1) announcer.changed();
    expect(new Set(log).size).toBe(log.length);
    expect(log.some((line) => line.startsWith('lan: gone0: '))).toBe(true);
    await announcer.stop();
    await announcer.stop();
  });

  it('that comes back is spoken on again', async () => {
    let there = false;
    const options = await loopback({ interfaces: () => (there ? [LOOPBACK] : []) });
    const { browser } = browse(options);
    announce(() => facts(), options);
    there = true;
    await vi.waitFor(() => expect(names(browser)).toEqual(['3학년 2반']), {
      ...WAIT,
      timeout: 10 * LAN_LOOK_MS,
    });
  });

  it('whose port another program keeps to itself is told of, and heard when it is free', async () => {
    const log: string[] = [];
    const options = await loopback({ log: (line) => log.push(line) });
    const greedy = createSocket('udp4');
    await new Promise<void>((resolve) => greedy.bind(options.port, resolve));
    const { browser } = browse(options);
    await vi.waitFor(() => expect(log.join()).toContain('EADDRINUSE'), WAIT);
    await new Promise<void>((resolve) => greedy.close(() => resolve()));
    announce(() => facts(), options);
    await vi.waitFor(() => expect(names(browser)).toEqual(['3학년 2반']), WAIT);
  });

  it('does not matter to facts that cannot be announced', async () => {
    const log: string[] = [];
    const options = await loopback({ log: (line) => log.push(line) });
    const announcer = announce(() => facts({ port: 0 }), options);
    const failing = announce(() => {
      throw new Error('비밀');
    }, options);
    await Promise.all([announcer.stop(), failing.stop()]);
    expect(log).toHaveLength(2);
    expect(log.join()).not.toContain('비밀');
  });
});
