import { describe, expect, it } from 'vitest';
import { SEARCH_QUERY_MAX_CHARS, SEARCH_WORDS_MAX } from './limits';
import { asksNothing, parseSearch } from './search-query';

const NOW = new Date(2026, 10, 21, 15, 30);
const day = (year: number, month: number, date: number) =>
  new Date(year, month - 1, date).getTime();
const parse = (text: string) => parseSearch(text, NOW);

describe('words', () => {
  it.each([
    ['회의 자료', ['회의', '자료']],
    ['"회의 자료" 내일', ['회의 자료', '내일']],
    ['“회의 자료”', ['회의 자료']],
    ['"still being typed', ['still being typed']],
    ['가', ['가']],
    ['12:30 https://a.example/b', ['12:30', 'https://a.example/b']],
    ['note: buy milk', ['note:', 'buy', 'milk']],
    ['같은 같은', ['같은']],
    ['  ', []],
  ])('of %j', (text, words) => {
    expect(parse(text)).toMatchObject({ words, hints: [] });
  });
  it('are composed, however they were typed', () => {
    expect(parse('회의'.normalize('NFD')).words).toEqual(['회의']);
  });
  it('are bounded in length and number', () => {
    const parsed = parse(Array.from({ length: 90 }, (_, i) => `w${i}`).join(' '));
    expect(parsed.words).toHaveLength(SEARCH_WORDS_MAX);
    expect(parse('가'.repeat(SEARCH_QUERY_MAX_CHARS + 1)).hints).toEqual([{ kind: 'too-long' }]);
  });
});

describe('filters', () => {
  it.each([
    ['from:민수 회의', { from: ['민수'], words: ['회의'] }],
    ['보낸사람:민수', { from: ['민수'], words: [] }],
    ['보낸사람: @민수', { from: ['민수'] }],
    ['from:"김 민수" in:"회의 실"', { from: ['김 민수'], in: ['회의 실'] }],
    ['FROM:Ann from:bob', { from: ['Ann', 'bob'] }],
    ['from：민수', { from: ['민수'] }],
    ['방:#디자인 in:lobby', { in: ['디자인', 'lobby'] }],
    ['has:file has:image has:link', { has: ['file', 'image', 'link'] }],
    ['포함:사진 파일:있음', { has: ['image', 'file'] }],
    ['파일: 어디', { words: ['파일:', '어디'], has: [] }],
  ])('of %j', (text, expected) => {
    expect(parse(text)).toMatchObject({ ...expected, hints: [] });
  });
  it.each([
    ['from:', [{ kind: 'empty', filter: 'from' }]],
    ['has:cake', [{ kind: 'bad-has', value: 'cake' }]],
    ['before:soon', [{ kind: 'bad-date', filter: 'before', value: 'soon' }]],
    ['날짜:2026-02-31', [{ kind: 'bad-date', filter: 'on', value: '2026-02-31' }]],
    ['after:today before:yesterday', [{ kind: 'no-time' }]],
  ])('that cannot be used are said: %j', (text, hints) => {
    expect(parse(text).hints).toEqual(hints);
  });
});

describe('dates', () => {
  it.each([
    ['on:2026-11-20', day(2026, 11, 20), day(2026, 11, 21)],
    ['날짜:2026.11.20', day(2026, 11, 20), day(2026, 11, 21)],
    ['날짜:2026년11월20일', day(2026, 11, 20), day(2026, 11, 21)],
    ['날짜:"2026년 11월 20일"', day(2026, 11, 20), day(2026, 11, 21)],
    ['on:2026-10', day(2026, 10, 1), day(2026, 11, 1)],
    ['on:2025', day(2025, 1, 1), day(2026, 1, 1)],
    ['on:11-20', day(2026, 11, 20), day(2026, 11, 21)],
    ['on:12/24', day(2025, 12, 24), day(2025, 12, 25)],
    ['on:today', day(2026, 11, 21), day(2026, 11, 22)],
    ['날짜:어제', day(2026, 11, 20), day(2026, 11, 21)],
    ['날짜:그제', day(2026, 11, 19), day(2026, 11, 20)],
    ['after:7d', day(2026, 11, 14), undefined],
    ['이후:3일전', day(2026, 11, 18), undefined],
    ['이전:오늘', undefined, day(2026, 11, 21)],
    ['after:2026-11-01 before:2026-11-10', day(2026, 11, 1), day(2026, 11, 10)],
  ])('of %j', (text, after, before) => {
    const parsed = parse(text);
    expect([parsed.after, parsed.before]).toEqual([after, before]);
    expect(parsed.hints).toEqual([]);
  });
});

it('asks nothing while only a room is named', () => {
  expect(asksNothing(parse(''))).toBe(true);
  expect(asksNothing(parse('in:lobby'))).toBe(true);
  expect(asksNothing(parse('has:file'))).toBe(false);
  expect(asksNothing(parse('가'))).toBe(false);
});
