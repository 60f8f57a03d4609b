import { describe, expect, it } from 'vitest';
import { arranged, moved, NO_ARRANGEMENT, withArrangement, withOrder } from './arrangement';
import { ARRANGED_SERVERS_MAX } from './limits';

const rooms = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

describe('the order of rooms', () => {
  it('is that of those that were moved, then as it was', () => {
    expect(ids(arranged(rooms, []))).toBe('abcd');
    expect(ids(arranged(rooms, ['d', 'b']))).toBe('dbac');
    expect(ids(arranged(rooms, ['x', 'c']))).toBe('cabd');
  });

  it('moves one, up, down and no further than the ends', () => {
    expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b'], 'x', 0)).toEqual(['a', 'b']);
  });

  it('keeps the place of rooms that are not shown now', () => {
    expect(withOrder(['a', 'b', 'c'], ['c', 'a'])).toEqual(['c', 'a', 'b']);
  });

  it('is kept for so many servers', () => {
    let all = {};
    for (let i = 0; i <= ARRANGED_SERVERS_MAX; i += 1) {
      all = withArrangement(all, `server-${i}`, { order: ['lobby'] });
    }
    expect(Object.keys(all)).toHaveLength(ARRANGED_SERVERS_MAX);
    expect(all).not.toHaveProperty('server-0');
    expect(withArrangement(all, 'new', { favourites: ['lobby'] })).toMatchObject({
      new: { ...NO_ARRANGEMENT, favourites: ['lobby'] },
    });
  });
});
