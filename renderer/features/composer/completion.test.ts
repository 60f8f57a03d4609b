import { describe, expect, it } from 'vitest';
import { complete, triggerAt } from './completion';

describe('what is being completed', () => {
  it.each([
    ['@', '', 0],
    ['@민', '민', 0],
    ['안녕 @민수', '민수', 3],
    ['(@ann', 'ann', 1],
    ['줄\n@ㅁㅅ', 'ㅁㅅ', 2],
  ])('%s is a mention', (text, query, from) => {
    expect(triggerAt(text, text.length)).toEqual({ kind: 'mention', query, from });
  });

  it.each([['/'], ['/he'], ['/ㅗ디ㅔ']])('%s is a command', (text) => {
    expect(triggerAt(text, text.length)).toMatchObject({ kind: 'slash', query: text.slice(1) });
  });

  it.each(['', 'a@b', '@민수 ', '/topic 안녕', ' /help', '//help', '@@민'])(
    '%s is neither',
    (text) => {
      expect(triggerAt(text, text.length)).toBeNull();
    },
  );

  it('looks only at what is before the caret', () => {
    expect(triggerAt('@민수 안녕', 2)).toMatchObject({ query: '민' });
  });
});

describe('who is offered', () => {
  const people = ['김민수', '박지훈', '이서연', '민아', 'Anna', 'Joanna'].map((name) => ({ name }));
  const names = (query: string): string[] => complete(query, people, 8).map(({ name }) => name);
  it.each([
    ['', ['김민수', '박지훈', '이서연', '민아', 'Anna', 'Joanna']],
    ['김', ['김민수']],
    ['민', ['민아', '김민수']],
    ['김ㅁ', ['김민수']],
    ['지후', ['박지훈']],
    ['ㅈㅎ', ['박지훈']],
    ['ㅁ', ['민아', '김민수']],
    ['ann', ['Anna', 'Joanna']],
    ['없음', []],
  ])('for "%s"', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it('is bounded', () => {
    expect(complete('', people, 2)).toHaveLength(2);
  });
});
