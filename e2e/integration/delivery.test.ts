import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../protocol/errors';
import { createDeviceKey } from '../../protocol/wire/auth';
import { enter, folder, person, proxyTo, server } from './support';

const numbered = (count: number, word = '말'): string[] =>
  Array.from({ length: count }, (_, i) => `${word} ${i + 1}`);

describe('the line breaks', () => {
  it('cut at any byte while sending: everything once and in order, on both sides', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const sender = await enter({ port: proxy.port, name: '보내는이' });
    const reader = await enter({ port: running.facts.port, name: '받는이' });
    const texts = numbered(120);
    for (const [i, text] of texts.entries()) {
      // Somewhere in the middle of a frame, in turn on the way there and on the way back.
      if (i % 12 === 5) proxy.cutAfter(37 + i * 3, i % 24 === 5 ? 'up' : 'down');
      await sender.client.post('lobby', text);
      if (i % 12 === 11) await sender.settled(2 + Math.floor(i / 12));
    }
    await reader.has(texts);
    await sender.until('outbox empty', () => sender.client.pendingMessages().length === 0);
    expect(reader.texts).toEqual(texts);
    expect(sender.held()).toEqual(texts);
    expect(reader.held()).toEqual(texts);
    expect(proxy.accepted).toBe(11);
  });

  it('a reader that is cut again and again shows a prefix at every moment, and all in the end', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const sender = await enter({ port: running.facts.port, name: '보내는이' });
    const reader = await enter({ port: proxy.port, name: '받는이' });
    const texts = numbered(200);
    let broken = 0;
    reader.client.on('events', () => {
      if (reader.texts.some((text, i) => text !== texts[i])) broken += 1;
    });
    for (const [i, text] of texts.entries()) {
      await sender.client.post('lobby', text);
      if (i % 25 === 10) proxy.cutAfter(150 + i, 'down');
      if (i % 40 === 20) proxy.reset();
    }
    await reader.has(texts);
    expect(broken).toBe(0);
    expect(reader.texts).toEqual(texts);
    expect(reader.held()).toEqual(texts);
  });

  it('a reader whose confirmations do not arrive is paused, and pages what it missed', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const sender = await enter({ port: running.facts.port, name: '보내는이' });
    const reader = await enter({ port: proxy.port, name: '받는이' });
    proxy.stall('up');
    const texts = numbered(600);
    for (const text of texts) await sender.client.post('lobby', text);
    await sender.has(texts);
    expect(reader.texts.length).toBeLessThan(texts.length);
    proxy.resume();
    await reader.has(texts);
    expect(reader.texts).toEqual(texts);
    expect(proxy.accepted).toBe(1);
  });

  it('single bytes change nothing', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    proxy.split(true);
    const someone = await enter({ port: proxy.port });
    await someone.client.post('lobby', '한 글자씩 \u{1F600}');
    await someone.has(['']);
    expect(someone.texts).toEqual(['한 글자씩 \u{1F600}']);
  });

  it('a stalled line sends nothing twice when it moves again', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const sender = await enter({ port: proxy.port, name: '보내는이' });
    const reader = await enter({ port: running.facts.port, name: '받는이' });
    proxy.stall();
    const texts = numbered(10);
    for (const text of texts) await sender.client.post('lobby', text);
    await sender.until('under way', () =>
      sender.client.pendingMessages().every(({ state }) => state === 'sending'),
    );
    proxy.resume();
    await reader.has(texts);
    await sender.has(texts);
    expect(reader.texts).toEqual(texts);
    expect(sender.client.pendingMessages()).toEqual([]);
  });

  it('an answer that was lost is asked for again, and the message is there once', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const sender = await enter({ port: proxy.port, name: '보내는이' });
    const reader = await enter({ port: running.facts.port, name: '받는이' });
    proxy.stall('down');
    await sender.client.post('lobby', '왔나요');
    await reader.has(['왔나요']);
    proxy.reset();
    await sender.until('unsure', () => sender.client.pendingMessages()[0]?.state === 'checking');
    proxy.resume();
    await sender.settled(2);
    expect(sender.client.pendingMessages()).toEqual([]);
    expect(sender.held()).toEqual(['왔나요']);
    expect(reader.held()).toEqual(['왔나요']);
    expect(sender.ready[1]).toMatchObject({ sent: 1 });
  });

  it('a connection that only we believe in is noticed when a newer one replaces it', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const { key } = createDeviceKey();
    const sender = await enter({ port: proxy.port, key });
    proxy.halfOpen('server');
    await sender.settled(2);
    await sender.client.post('lobby', '다시 왔어요');
    await sender.has(['']);
    expect(running.people()).toBe(1);
  });
});

describe('away', () => {
  it('300 messages written away arrive once and in order, over a restart of the program too', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const { key } = createDeviceKey();
    const file = path.join(folder(), 'copy.db');
    const reader = await enter({ port: running.facts.port, name: '받는이' });
    const first = await enter({ port: proxy.port, key, file, name: '보내는이' });
    await proxy.refuse();
    await first.state('waiting');
    const texts = numbered(300);
    for (const text of texts.slice(0, 200)) await first.client.post('lobby', text);
    await first.client.close();

    const again = person({ port: proxy.port, key, file, name: '보내는이' });
    expect(again.client.pendingMessages().map(({ text }) => text)).toEqual(texts.slice(0, 200));
    again.client.connect();
    for (const text of texts.slice(200)) await again.client.post('lobby', text);
    await proxy.accept();
    await reader.has(texts);
    await again.until('outbox empty', () => again.client.pendingMessages().length === 0);
    expect(reader.texts).toEqual(texts);
    expect(again.held()).toEqual(texts);
  });

  it('what others said meanwhile is there after coming back, page by page', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const reader = await enter({ port: proxy.port, name: '받는이' });
    const sender = await enter({ port: running.facts.port, name: '보내는이' });
    await proxy.refuse();
    await reader.state('waiting');
    const texts = numbered(450);
    for (const text of texts) await sender.client.post('lobby', text);
    await sender.has(texts);
    await proxy.accept();
    await reader.settled(2);
    expect(reader.texts).toEqual(texts);
    expect(reader.ready[1]).toMatchObject({ received: 450, sent: 0 });
    expect(reader.client.rooms()[0]).toMatchObject({ unread: 450 });
  });

  it('the copy can be read, and older pages come when the server is back', async () => {
    const running = await server();
    const sender = await enter({ port: running.facts.port, name: '보내는이' });
    const texts = numbered(500);
    for (const text of texts) await sender.client.post('lobby', text);
    await sender.has(texts);
    const proxy = await proxyTo(running);
    const reader = await enter({ port: proxy.port, name: '받는이' });
    // Only the newest page was fetched: nobody waits for what they may never read.
    expect(reader.held().length).toBeLessThanOrEqual(200);
    expect(reader.client.rooms()[0]).toMatchObject({ unread: 0 });

    await proxy.refuse();
    await reader.state('waiting');
    const local = await reader.client.history('lobby', { limit: 20 });
    expect(local.events).toHaveLength(20);
    expect(local.more).toBe(true);
    const first = reader.store.range('lobby')?.first ?? 0;
    await expect(
      reader.client.history('lobby', { before: first, limit: 20 }),
    ).rejects.toMatchObject({ error: { code: 'not-authenticated' } } satisfies Partial<Refusal>);

    await proxy.accept();
    await reader.settled(2);
    let before = first;
    for (let more = true; more; ) {
      const page = await reader.client.history('lobby', { before, limit: 60 });
      more = page.more;
      before = page.events[0]?.seq ?? 0;
    }
    expect(reader.held()).toEqual(texts);
    expect(reader.client.rooms().map(({ name }) => name)).toHaveLength(1);
  });
});

describe('the server goes and comes', () => {
  it('says who closed the room; after a restart with the same data all is there', async () => {
    const dataDir = folder();
    const running = await server({ dataDir });
    const proxy = await proxyTo(running);
    const someone = await enter({ port: proxy.port, name: '손님' });
    await someone.client.post('lobby', '닫기 전');
    await someone.has(['']);
    await running.stop({ reason: 'closed', by: '방장' });
    await someone.state('waiting');
    expect(someone.client.status).toMatchObject({ why: 'closed', by: '방장' });
    await someone.client.post('lobby', '닫힌 동안');

    const next = await server({ dataDir });
    proxy.retarget({ host: '127.0.0.1', port: next.facts.port });
    await someone.settled(2);
    await someone.client.post('lobby', '다시');
    await someone.has(['', '', '']);
    expect(someone.held()).toEqual(['닫기 전', '닫힌 동안', '다시']);
    expect(someone.questions).toEqual([]);
    expect(next.facts.fingerprint).toBe(running.facts.fingerprint);
  });

  it('another log under the same key starts the copy over, and says so', async () => {
    const running = await server({ tls: false });
    const proxy = await proxyTo(running);
    const someone = await enter({ port: proxy.port, plain: 'allow', tls: 'off' });
    let told = 0;
    someone.client.on('startedOver', () => {
      told += 1;
    });
    await someone.client.post('lobby', '옛 기록');
    await someone.has(['']);
    const next = await server({ tls: false });
    await proxy.refuse();
    await someone.state('waiting');
    await someone.client.post('lobby', '새 기록에');
    proxy.retarget({ host: '127.0.0.1', port: next.facts.port });
    await proxy.accept();
    await someone.until('sent', () => someone.held().includes('새 기록에'));
    expect(told).toBe(1);
    expect(someone.held()).toEqual(['새 기록에']);
    expect(someone.client.pendingMessages()).toEqual([]);
  });
});

describe('refusals', () => {
  it('one refused message holds up nobody, and can be tried again', async () => {
    const running = await server();
    const host = await enter({ port: running.facts.port, name: '주연' });
    const someone = await enter({ port: running.facts.port, name: '손님' });
    const made = await host.client.submit<'create'>({
      verb: 'create',
      name: '안방',
      access: 'open',
    });
    const room = made.ok ? made.result.room.id : '';
    await someone.client.post('lobby', '하나');
    const refused = await someone.client.post(room, '여기 없는 사람');
    await someone.client.post('lobby', '둘');
    await someone.has(['', '']);
    await someone.until('failed', () => someone.client.pendingMessages()[0]?.state === 'failed');
    expect(someone.texts).toEqual(['하나', '둘']);
    expect(someone.client.pendingMessages()).toMatchObject([
      { id: refused.id, error: { code: 'not-a-member' } },
    ]);
    await someone.client.submit({ verb: 'join', room });
    someone.client.retryPending(refused.id);
    await someone.until('sent', () => someone.client.pendingMessages().length === 0);
    expect(someone.held(room)).toEqual(['여기 없는 사람']);
  });

  it('too fast: the rest waits and goes out in order by itself', async () => {
    const running = await server({ rateLimit: true });
    const someone = await enter({ port: running.facts.port });
    const texts = numbered(90);
    for (const text of texts) await someone.client.post('lobby', text);
    await someone.until('told to wait', () =>
      someone.client.pendingMessages().some(({ retryAt }) => retryAt !== undefined),
    );
    await someone.has(texts);
    expect(someone.texts).toEqual(texts);
  }, 30_000);

  it('what was not sent yet can be taken back without leaving a hole', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const someone = await enter({ port: proxy.port });
    await proxy.refuse();
    await someone.state('waiting');
    const rows = [];
    for (const text of ['하나', '둘', '셋']) rows.push(await someone.client.post('lobby', text));
    someone.client.deletePending(rows[1]?.id ?? '');
    await proxy.accept();
    await someone.until('sent', () => someone.client.pendingMessages().length === 0);
    expect(someone.held()).toEqual(['하나', '셋']);
  });

  it('empty and endless texts are refused before they are kept', async () => {
    const running = await server();
    const someone = await enter({ port: running.facts.port });
    for (const text of ['  \n', 'ㅋ'.repeat(4001), '\ud800']) {
      await expect(someone.client.post('lobby', text)).rejects.toMatchObject({
        error: { code: 'bad-text' },
      });
    }
    expect(someone.client.pendingMessages()).toEqual([]);
  });
});
