import { describe, expect, it } from 'vitest';
import type { NearbyRoom } from '../../../protocol/ipc';
import { arrange, CLOSED_SHOWN_MS, nextLeaving, type Row } from './nearby-rows';

const room = (name: string, people = 1, known = false): NearbyRoom => ({
  id: name,
  name,
  addresses: [{ host: '192.168.0.2', port: 7878 }],
  people,
  lock: false,
  version: '1',
  understood: true,
  known,
});
const at = (now: number, held = false) => ({ held, now, language: 'ko' });
const names = (rows: readonly Row[]) =>
  rows.map(({ room: { name }, goneAt }) => (goneAt === null ? name : `(${name})`));

describe('the order of rooms nearby', () => {
  it('is known ones, then people, then name', () => {
    const rooms = [room('다'), room('나', 9), room('가'), room('라', 1, true)];
    expect(names(arrange([], rooms, at(0)))).toEqual(['라', '나', '가', '다']);
  });

  it('stands still while somebody is about to press a row', () => {
    const rows = arrange([], [room('가', 2), room('나', 1)], at(0));
    const held = arrange(rows, [room('나', 9), room('다', 30, true)], at(10, true));
    expect(names(held)).toEqual(['(가)', '나', '다']);
    expect(held[1]?.room.people).toBe(9);
    expect(names(arrange(held, [room('나', 9), room('다', 30, true)], at(20)))).toEqual([
      '다',
      '나',
      '(가)',
    ]);
  });
});

describe('a room that is gone', () => {
  it('is shown as closed for a while, for as long as the list is held', () => {
    const rows = arrange([], [room('가')], at(0));
    const gone = arrange(rows, [], at(100));
    expect(names(gone)).toEqual(['(가)']);
    expect(nextLeaving(gone, 100)).toBe(CLOSED_SHOWN_MS);
    expect(names(arrange(gone, [], at(99 + CLOSED_SHOWN_MS)))).toEqual(['(가)']);
    expect(names(arrange(gone, [], at(100 + CLOSED_SHOWN_MS, true)))).toEqual(['(가)']);
    expect(arrange(gone, [], at(100 + CLOSED_SHOWN_MS))).toEqual([]);
    expect(nextLeaving([], 0)).toBeNull();
  });

  it('is open again when it is heard again', () => {
    const gone = arrange(arrange([], [room('가')], at(0)), [], at(1));
    expect(names(arrange(gone, [room('가')], at(2)))).toEqual(['가']);
  });
});
