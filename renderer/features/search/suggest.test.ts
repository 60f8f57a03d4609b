import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../protocol/search-query';
import { beginFilter, fillIn, filterAt, suggest } from './suggest';

const people = [
  { id: 'k1', label: '김민수' },
  { id: 'k2', label: '이서연' },
  { id: 'k3', label: 'Ann Lee' },
];
const rooms = [
  { id: 'lobby', label: '로비' },
  { id: 'r1', label: '디자인 회의' },
];
const labels = (text: string, language: 'ko' | 'en' = 'ko') => {
  const at = filterAt(text, text.length);
  return at && suggest(at, people, rooms, language).map(({ label }) => label);
};

describe('a filter at the caret', () => {
  it.each([
    ['from:민', { filter: 'from', typed: '민', from: 5 }],
    ['회의 보낸사람:', { filter: 'from', typed: '', from: 8 }],
    ['in:#디', { filter: 'in', typed: '디', from: 3 }],
    ['from:"김 민', { filter: 'from', typed: '김 민', from: 5 }],
    ['회의', null],
    ['12:30', null],
    ['from:민수 ', null],
  ])('of %j', (text, expected) => {
    expect(filterAt(text, text.length)).toEqual(expected);
  });
});

describe('what is suggested', () => {
  it.each([
    ['from:', ['나', '김민수', '이서연', 'Ann Lee']],
    ['from:ㅁㅅ', ['김민수']],
    ['from:alstn', ['김민수']],
    ['방:ㄷㅈㅇ', ['디자인 회의']],
    ['포함:', ['파일', '이미지', '링크']],
    ['날짜:', ['오늘', '어제']],
    ['from:김민수', []],
  ])('after %j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });
  it('is in the language of the app', () => {
    expect(labels('has:', 'en')).toEqual(['file', 'image', 'link']);
  });
  it('can be read again by what reads queries', () => {
    const at = filterAt('from:Ann', 8);
    const filled = at && fillIn('from:Ann 회의', 8, at, 'Ann Lee');
    expect(filled).toEqual({ text: 'from:"Ann Lee" 회의', caret: 15 });
    expect(parseSearch(filled?.text ?? '')).toMatchObject({ from: ['Ann Lee'], words: ['회의'] });
    for (const language of ['ko', 'en'] as const) {
      for (const day of labels(`${beginFilter('', 'after', language).text}`, language) ?? []) {
        const { text } = beginFilter('회의', 'after', language, day);
        expect(parseSearch(text), text).toMatchObject({ words: ['회의'], hints: [] });
        expect(parseSearch(text).after).toBeTypeOf('number');
      }
    }
  });
});
