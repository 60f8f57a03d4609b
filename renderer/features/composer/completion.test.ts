import { describe, expect, it } from 'vitest';
import { seoyeon, server } from '../../store/fixtures';
import { byRecency, complete, emojiCodeAt, triggerAt } from './completion';
import { type Known, offersFor } from './offers';

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

  it.each([
    ['#', 'roomLink', '', 0],
    ['보세요 #ㄷㅈ', 'roomLink', 'ㄷㅈ', 4],
    [':sm', 'emoji', 'sm', 0],
    ['좋아요:웃음', null, '', 0],
    ['좋아요 :웃음', 'emoji', '웃음', 4],
    ['👍:ta', 'emoji', 'ta', 2],
    ['/msg ㅁ', 'user', 'ㅁ', 5],
    ['/join #디', 'room', '디', 6],
    ['/topic 글', null, '', 0],
    ['10:30', null, '', 0],
    [':D', null, '', 0],
    ['::aa', null, '', 0],
    ['http://ab', null, '', 0],
    ['a#b', null, '', 0],
    ['## ', null, '', 0],
  ])('%s', (text, kind, query, from) => {
    expect(triggerAt(text, text.length)).toEqual(kind && { kind, query, from });
  });

  it('sees an emoji between two colons', () => {
    expect(emojiCodeAt('네 :+1:', 6)).toEqual({ code: '+1', from: 2 });
    expect(emojiCodeAt('10:30:', 6)).toBeNull();
  });

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

describe('what an offer puts in', () => {
  const known: Known = {
    people: [seoyeon, { ...seoyeon, id: `k${'x'.repeat(22)}`, name: '김 민수' }],
    rooms: server().rooms,
    emoji: null,
    tone: 'none',
    language: 'ko',
    isHost: false,
    isModerator: false,
  };
  const inserted = (text: string) => {
    const trigger = triggerAt(text, text.length);
    return trigger ? offersFor(trigger, text, known).map(({ insert }) => insert) : null;
  };
  it.each([
    ['@ㅅㅇ', ['@이서연 ']],
    ['@여', ['@이서연 ', '@여기 ']],
    ['@he', ['@here ']],
    ['#ㄷ', ['#디자인 ']],
    ['/msg ㅁㅅ', ['"김 민수" ']],
    ['/invite ㅁㅅ', ['김 민수']],
    ['/join ㄷ', ['디자인']],
    ['/he', ['/help']],
    ['/ms', ['/msg ', '/rooms']],
    ['/shutd', []],
    ['/announ', []],
  ])('for %s', (text, expected) => {
    expect(inserted(text)).toEqual(expected);
  });

  it('whoever spoke last comes first', () => {
    const people = ['a', 'b', 'c'].map((id) => ({ id }));
    expect(byRecency(people, ['c', 'z']).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});
