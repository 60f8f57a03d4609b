import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error it comes without types
import { JSDOM } from 'jsdom';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChatEvent, EventOf } from '../../protocol/events';
import { exportHead } from '../../protocol/exported';
import { asHtml } from './html';
import type { ExportOptions, ExportSource } from './source';
import { asText } from './text';
import { type WriteOptions, writeRoom } from './write';

const DAY = Date.UTC(2026, 10, 21, 3, 0, 0);
const MINSU = `k${'M'.repeat(22)}`;
const JIHUN = `k${'J'.repeat(22)}`;

const said = (seq: number, text: string, more: Partial<EventOf<'posted'>> = {}): ChatEvent => ({
  ...{ kind: 'posted', room: 'lobby', seq, prev: seq - 1, ts: DAY + seq * 1000, text },
  ...{ by: MINSU, name: '민수' },
  ...more,
});

const FILE = {
  ...{ id: `f${'A'.repeat(22)}`, name: '포스터 #1.png', size: 1536, type: 'image/png' },
  hash: 'h'.repeat(43),
};

const sourceOf = (events: readonly ChatEvent[]): ExportSource => ({
  server: { name: '우리 반' },
  room: { id: 'lobby', name: '로비', topic: '발표 <준비>', direct: false },
  nameOf: (user) => (user === JIHUN ? '지훈' : null),
  head: events.at(-1)?.seq ?? 0,
  async *events() {
    yield* events;
  },
});

const options = (more: Partial<ExportOptions> = {}): ExportOptions => ({
  ...{ language: 'ko', now: DAY, placeOf: () => null, timeZone: 'Asia/Seoul' },
  ...more,
});

async function all(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

const page = async (events: readonly ChatEvent[], more: Partial<ExportOptions> = {}) => {
  const html = await all(asHtml(sourceOf(events), options(more)));
  return { html, document: new JSDOM(html).window.document };
};

const TALK: readonly ChatEvent[] = [
  said(1, '안녕\n둘째 줄'),
  said(2, '반가워', {
    ...{ by: JIHUN, name: '지훈', edited: DAY, reactions: [{ emoji: '👍', users: [JIHUN] }] },
    reply: { seq: 1, by: MINSU, name: '민수', text: '안녕' },
  }),
  said(3, '', { gone: { by: MINSU, ts: DAY } }),
  said(4, '사진', { files: [FILE] }),
  { ...said(5, ''), kind: 'joined' } as ChatEvent,
];

describe('as text', () => {
  it('says who, when and what, with quotes, edits, reactions and files', async () => {
    expect(await all(asText(sourceOf(TALK), options()))).toBe(
      [
        '로비 (우리 반)',
        '주제: 발표 <준비>',
        '2026년 11월 21일 토요일 12:00에 내보냈어요',
        '',
        '--- 2026년 11월 21일 토요일 ---',
        '[12:00] 민수: 안녕',
        '        둘째 줄',
        '[12:00] 지훈 (민수 님에게 답장, 고침): 반가워',
        '        > 안녕',
        '        👍 1',
        '[12:00] 민수: (지워진 메시지예요.)',
        '[12:00] 민수: 사진',
        '        [포스터 #1.png, 1.5 KB: 이 파일에는 없어요]',
        '[12:00] * 민수 님이 들어왔어요',
        '',
      ].join('\n'),
    );
  });

  it('holds the range that was asked for, and says when nothing is in it', async () => {
    const some = await all(asText(sourceOf(TALK), options({ from: DAY + 2000, to: DAY + 3000 })));
    expect(some).toContain('반가워');
    expect(some).not.toContain('사진');
    const none = await all(asText(sourceOf(TALK), options({ from: DAY + 60_000 })));
    expect(none).toContain('이 기간에는 대화가 없어요.');
  });
});

describe('as a page', () => {
  it('shows names, times, quotes, edits, reactions and deleted messages', async () => {
    const { document } = await page(TALK);
    const texts = (query: string) =>
      [...document.querySelectorAll(query)].map((node) => node.textContent);
    expect(texts('.who b')).toEqual(['민수', '지훈', '민수']);
    expect(texts('blockquote')).toEqual(['민수 · 안녕']);
    expect(texts('.re li')).toEqual(['👍 1']);
    expect(document.querySelector('.re li')?.getAttribute('title')).toBe('지훈');
    expect(texts('.mark')).toEqual(['고침']);
    expect(texts('.gone')).toEqual(['지워진 메시지예요.']);
    expect(texts('.quiet')).toEqual(['민수 님이 들어왔어요']);
    expect(document.documentElement.lang).toBe('ko');
  });

  it('turns nothing that people wrote into markup', async () => {
    const evil = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&`;
    const hostile = [
      said(1, evil, {
        name: evil,
        reply: { seq: 1, by: MINSU, name: evil, text: evil },
        forwarded: { name: evil, room: evil },
        reactions: [{ emoji: evil, users: [JIHUN] }],
        files: [{ ...FILE, name: evil }],
      }),
      said(2, '```\n</code></pre><script>x</script>\n``` `<b>` https://a.example/?q="><script>'),
      { ...said(3, ''), kind: 'topic', topic: evil, name: evil } as ChatEvent,
    ];
    const { document, html } = await page(hostile, { placeOf: () => `a files/1 ${evil}` });
    expect(document.querySelectorAll('script')).toHaveLength(0);
    expect(document.querySelectorAll('[onerror]')).toHaveLength(0);
    expect(document.querySelector('.text')?.textContent).toBe(evil);
    for (const link of document.querySelectorAll('a'))
      expect(link.getAttribute('href')).toMatch(/^(#m\d+|https:\/\/a\.example\/\?q=|a%20files\/)/);
    expect(html).not.toMatch(/<(script|iframe|object|link|base)/i);
  });

  it('forbids scripts and the network, and its own style is the one that is allowed', async () => {
    const { document } = await page(TALK);
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self' file:/);
    const { createHash } = await import('node:crypto');
    const style = document.querySelector('style')?.textContent ?? '';
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(document.querySelectorAll('[style]')).toHaveLength(0);
  });
});

describe('into a file', () => {
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'sarangbang-export-'));
    onTestFinished(() => rm(made, { recursive: true, force: true }));
    return made;
  };
  const write = async (
    events: readonly ChatEvent[],
    more: Partial<WriteOptions> & Pick<WriteOptions, 'format'>,
  ) => {
    const at = await folder();
    const file = join(at, 'room.out');
    const written = await writeRoom(sourceOf(events), { ...options(), file, ...more });
    return { at, written, text: await readFile(file, 'utf8') };
  };

  it('JSON is one document, and each event a line of it', async () => {
    const { text } = await write(TALK, { format: 'json' });
    const whole = JSON.parse(text);
    expect(exportHead.parse(whole)).toMatchObject({ room: { name: '로비' } });
    expect(whole.events).toEqual(TALK);
    expect(whole.people).toEqual({ [MINSU]: '민수', [JIHUN]: '지훈' });
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(TALK.length + 2);
    expect(JSON.parse((lines[2] as string).replace(/,$/, ''))).toEqual(TALK[1]);
  });

  it('files lie in a folder beside it; one that is not to be had is said to be missing', async () => {
    const lost = { ...FILE, id: `f${'B'.repeat(22)}`, name: 'lost.txt' };
    const { at, written, text } = await write([...TALK, said(6, '둘', { files: [lost] })], {
      format: 'html',
      async fetch(file, to) {
        if (file.id === lost.id) return false;
        await writeFile(to, 'bytes');
        return true;
      },
    });
    expect(written).toEqual({ messages: 5, files: 1, missing: 1 });
    expect(await readdir(join(at, 'room files'))).toEqual(['1 포스터 #1.png']);
    const { document } = new JSDOM(text).window;
    const src = document.querySelector('img')?.getAttribute('src') ?? '';
    expect(decodeURIComponent(src)).toBe('room files/1 포스터 #1.png');
    expect(document.querySelector('.file:not([href])')?.textContent).toContain('lost.txt');
  });

  it('a cancelled one leaves nothing under the name', async () => {
    const at = await folder();
    const stop = new AbortController();
    const many = Array.from({ length: 3_000 }, (_, i) => said(i + 1, 'x'.repeat(100)));
    const writing = writeRoom(sourceOf(many), {
      ...options(),
      file: join(at, 'room.txt'),
      format: 'text',
      signal: stop.signal,
      onProgress: (part) => part > 0.3 && stop.abort(),
    });
    await expect(writing).rejects.toThrow();
    expect(await readdir(at)).toEqual([]);
  });

  it('a hundred thousand messages are written', async () => {
    const count = 100_000;
    const source: ExportSource = {
      ...sourceOf([]),
      head: count,
      async *events() {
        for (let seq = 1; seq <= count; seq += 1) yield said(seq, '긴 이야기 '.repeat(20));
      },
    };
    const file = join(await folder(), 'room.html');
    const written = await writeRoom(source, { ...options(), file, format: 'html' });
    expect(written.messages).toBe(count);
    const { size } = await stat(file);
    expect(size).toBeGreaterThan(count * 200);
  });
});
