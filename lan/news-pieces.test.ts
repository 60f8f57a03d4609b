import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NEWS_MAX_BYTES } from '../protocol/limits';
import { fc } from '../protocol/testing/property';
import { newsPieces } from './news-pieces';

describe('a line of news', () => {
  it.each([
    ['short', 'hello', ['hello\n']],
    ['empty', '', ['\n']],
    ['with its own line end', 'hello\r\n', ['hello\n']],
    ['of 28 bytes', 'x'.repeat(28), [`${'x'.repeat(28)}\n`]],
    ['of 29 bytes has no room for a line end', 'x'.repeat(29), ['x'.repeat(29)]],
    ['of 30 bytes', 'x'.repeat(30), ['x'.repeat(29), 'x\n']],
    ['in Hangul is cut between syllables', '가'.repeat(10), ['가'.repeat(9), '가\n']],
    [
      'in Hangul and Latin',
      '오늘 점심은 12시입니다. 모두 오세요',
      ['오늘 점심은 12시입니', '다. 모두 오세요\n'],
    ],
    [
      'with a family that would straddle the cut',
      `${'x'.repeat(20)}👩\u200D👩\u200D👧`,
      ['x'.repeat(20), '👩\u200D👩\u200D👧\n'],
    ],
  ])('%s', (_what, line, pieces) => {
    expect(newsPieces(line)).toEqual(pieces);
  });

  it('loses nothing, never exceeds a datagram, and every piece is valid UTF-8 by itself', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const line = text.replace(/[\r\n]/g, '');
        const sent = newsPieces(line).map((piece) => Buffer.from(piece));
        for (const bytes of sent) {
          expect(bytes.length).toBeLessThanOrEqual(NEWS_MAX_BYTES);
          expect(bytes.length).toBeGreaterThan(0);
        }
        const heard = sent.map((bytes) => decoder.decode(bytes)).join('');
        expect(heard.replace(/\n$/, '')).toBe(line);
      }),
      { numRuns: 2_000 },
    );
  });
});

it('the example on the page of this wire is sent as shown', () => {
  const page = readFileSync(new URL('../docs/wires/news.md', import.meta.url), 'utf8');
  const [, line, shown] = /^`(.+)` is two datagrams:\n\n((?: {4}.*\n)+)/m.exec(page) ?? [];
  const datagrams = (shown ?? '').trim().split(/\n\s*/);
  const sent = newsPieces(line ?? '').map((piece) => Buffer.from(piece).toString('hex'));
  expect(sent).toEqual(datagrams.map((bytes) => bytes.replaceAll(' ', '')));
});
