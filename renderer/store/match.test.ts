import { describe, expect, it } from 'vitest';
import { rank, score } from './match';

const labels = (query: string, names: string[]) =>
  rank(
    names.map((label) => ({ label })),
    query,
  ).map(({ label }) => label);

describe('finding a place', () => {
  it.each([
    ['디자인', '디자'],
    ['디자인', 'ㄷㅈㅇ'],
    ['3학년 2반', 'ㅎㄴ'],
    ['디자인', 'elwkdls'],
    ['LAN party', 'lan p'],
  ])('%s by %s', (name, query) => expect(score(name, query)).toBeGreaterThan(0));

  it.each([
    ['디자인', 'ㅋㅋ'],
    ['디자인', '공지'],
    ['design', 'elwkdls'],
  ])('not %s by %s', (name, query) => expect(score(name, query)).toBe(0));

  it('puts what is written that way first, then first consonants, keeping the order of equals', () => {
    expect(labels('ㅈㅎ', ['박지훈', '정한결', '지하철', '공지'])).toEqual([
      '정한결',
      '지하철',
      '박지훈',
    ]);
    expect(labels('', ['b', 'a'])).toEqual(['b', 'a']);
  });
});
