import { describe, expect, it } from 'vitest';
import {
  type Found,
  isEmptyQuery,
  matcher,
  mergeHits,
  type SearchHits,
  type SearchQuery,
  searchQuery,
} from './search';
import { excerpt, rangesOf } from './search-excerpt';

const ANN = `k${'a'.repeat(22)}`;
const message = (more: Partial<Found> = {}): Found => ({
  kind: 'posted',
  room: 'lobby',
  seq: 7,
  prev: 6,
  ts: 1_000,
  by: ANN,
  name: '김민수',
  text: '내일 회의 자료를 올려 주세요. See https://a.example',
  ...more,
});
const file = { id: `f${'a'.repeat(22)}`, size: 3, hash: 'h'.repeat(43) };
const query = (more: Partial<SearchQuery>): SearchQuery => searchQuery.parse(more);
const finds = (more: Partial<SearchQuery>, what = message()) => matcher(query(more))(what);

describe('a message is found', () => {
  it.each([
    ['회'],
    ['회의'],
    ['회의 자료를'],
    ['의 자'],
    ['SEE'],
    ['.'],
    ['회의'.normalize('NFD')],
  ])('by any part of it: %j', (word) => {
    expect(finds({ words: [word] })).toBe(true);
  });
  it('when all words are in it, and not when one is missing', () => {
    expect(finds({ words: ['자료', '내일'] })).toBe(true);
    expect(finds({ words: ['자료', '모레'] })).toBe(false);
  });
  it('by the name of a file', () => {
    const sent = message({ text: '', files: [{ ...file, name: '보고서.PDF', type: 'a/b' }] });
    expect(finds({ words: ['고서.pdf'] }, sent)).toBe(true);
  });
  it('by who wrote it, by id or by the name of that time', () => {
    const other = `k${'b'.repeat(22)}`;
    expect(finds({ from: { users: [ANN], names: [] } })).toBe(true);
    expect(finds({ from: { users: [other], names: ['김민수'] } })).toBe(true);
    expect(finds({ from: { users: [other], names: ['민수'] } })).toBe(false);
    expect(finds({ from: { users: [], names: [] } })).toBe(false);
  });
  it('by what it carries', () => {
    const picture = message({ text: 'a', files: [{ ...file, name: 'a.png', type: 'image/png' }] });
    expect(finds({ has: ['link'] })).toBe(true);
    expect(finds({ has: ['file'] })).toBe(false);
    expect(finds({ has: ['image', 'file'] }, picture)).toBe(true);
    expect(finds({ has: ['link'] }, picture)).toBe(false);
  });
  it('by when it was said: from the first moment on, before the last', () => {
    expect(finds({ after: 1_000, before: 1_001 })).toBe(true);
    expect(finds({ after: 1_001 })).toBe(false);
    expect(finds({ before: 1_000 })).toBe(false);
  });
  it('never once it is deleted', () => {
    expect(finds({}, message({ gone: { by: ANN, ts: 1 } }))).toBe(false);
  });
});

it('knows a query that asks for nothing', () => {
  expect(isEmptyQuery(query({}))).toBe(true);
  expect(isEmptyQuery(query({ has: ['file'] }))).toBe(false);
});

describe('answers of several places as one', () => {
  const at = (ts: number, seq: number) => message({ ts, seq });
  const answer = (hits: Found[], end?: number): SearchHits => ({
    hits,
    more: end !== undefined,
    ...(end !== undefined && { cursor: { ts: end, room: 'lobby', seq: 1 } }),
  });
  it('have no hit twice, the newest first, as it is now', () => {
    const now = { ...at(3, 3), as: 9, text: 'edited' };
    const merged = mergeHits([answer([at(3, 3), at(1, 1)]), answer([now, at(2, 2)])], 10);
    expect(merged.hits.map((hit) => hit.ts)).toEqual([3, 2, 1]);
    expect(merged.hits[0]).toMatchObject({ text: 'edited' });
    expect(merged).toMatchObject({ more: false });
  });
  it('say nothing about what one of them has not looked at', () => {
    const merged = mergeHits([answer([at(9, 9), at(5, 5)], 5), answer([at(8, 8), at(2, 2)])], 10);
    expect(merged.hits.map((hit) => hit.ts)).toEqual([9, 8, 5]);
    expect(merged).toMatchObject({ more: true, cursor: { ts: 5 } });
  });
  it('go on below the last hit that was let through', () => {
    const merged = mergeHits([answer([at(9, 9), at(5, 5)]), answer([at(8, 8)])], 2);
    expect(merged.hits.map((hit) => hit.ts)).toEqual([9, 8]);
    expect(merged).toMatchObject({ more: true, cursor: { ts: 8, seq: 8 } });
  });
});

describe('an excerpt', () => {
  const text = (pieces: { text: string; hit: boolean }[]) =>
    pieces.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join('');
  it('marks every word, also where they touch', () => {
    expect(text(excerpt('회의 자료, 다음 회의', ['회의', '의 자'], 80))).toBe(
      '[회의 자]료, 다음 [회의]',
    );
  });
  it('is one line around the first hit', () => {
    const long = `${'앞 '.repeat(60)}\n찾는 것${' 뒤'.repeat(60)}`;
    const shown = text(excerpt(long, ['찾는'], 60));
    expect(shown).toMatch(/^…(앞 )+\[찾는\] 것( 뒤)+…$/);
    expect(shown.length).toBeLessThanOrEqual(64);
  });
  it('cuts no character in two', () => {
    for (let max = 1; max < 12; max += 1) {
      expect(text(excerpt('😀😀😀😀😀😀', ['x'], max))).not.toMatch(
        /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/,
      );
    }
  });
  it('marks the right letters where small ones are longer', () => {
    expect(rangesOf('İİ Abc', ['abc'])).toEqual([[3, 6]]);
  });
});
