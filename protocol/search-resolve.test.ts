import { describe, expect, it } from 'vitest';
import { parseSearch } from './search-query';
import { resolveSearch } from './search-resolve';

const id = (letter: string) => `k${letter.repeat(22)}`;
const known = {
  me: id('m'),
  users: [
    { id: id('m'), name: '나리' },
    { id: id('a'), name: '김민수' },
    { id: id('b'), name: '민수' },
    { id: id('c'), name: 'Ann' },
  ],
  rooms: [
    { id: 'lobby', kind: 'room' as const, name: 'lobby' },
    { id: 'rAAAAAAAAAAAA', kind: 'room' as const, name: '디자인 회의' },
    { id: 'dAAAAAAAAAAAA', kind: 'direct' as const, name: '', peer: id('c') },
  ],
};
const resolve = (text: string) => resolveSearch(parseSearch(text), known);

describe('people', () => {
  it.each([
    ['from:민수', [id('b')], ['민수']],
    ['from:김', [id('a')], ['김']],
    ['from:ANN', [id('c')], ['ANN']],
    ['보낸사람:나', [id('m')], []],
    ['from:me from:민수', [id('m'), id('b')], ['민수']],
    ['from:누구', [], ['누구']],
  ])('in %j', (text, users, names) => {
    expect(resolve(text).query.from).toEqual({ users, names });
  });
});

describe('rooms', () => {
  it.each([
    ['in:로비 x', ['lobby']],
    ['in:lobby x', ['lobby']],
    ['방:"디자인 회의" x', ['rAAAAAAAAAAAA']],
    ['방:디자인 in:lobby x', ['rAAAAAAAAAAAA', 'lobby']],
    ['in:ann x', ['dAAAAAAAAAAAA']],
    ['in:없는방 x', []],
  ])('in %j', (text, rooms) => {
    expect(resolve(text).rooms).toEqual(rooms);
  });
  it('are all of them when none is named', () => {
    expect(resolve('x')).toEqual({ query: { words: ['x'] } });
  });
});
