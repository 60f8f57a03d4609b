import { expect, it } from 'vitest';
import { REPLY_QUEUE_MAX_BYTES } from '../../../protocol/limits';
import { Newcomers } from './newcomers';

const MB = 1024 * 1024;

function newcomer(queued: number) {
  const one = {
    queued,
    wasCut: false,
    cut: () => {
      one.wasCut = true;
    },
  };
  return one;
}

it('cuts off those who have read nothing for longest when all together are too much', () => {
  const newcomers = new Newcomers(10 * MB);
  const all = [4, 4, 4, 4].map((mb) => newcomer(mb * MB));
  for (const one of all) newcomers.add(one);
  expect(all.map(({ wasCut }) => wasCut)).toEqual([true, true, false, false]);
});

it('counts nobody who has read, who is gone, or whose state is small', () => {
  const newcomers = new Newcomers(10 * MB);
  const [first, second, third] = [newcomer(4 * MB), newcomer(4 * MB), newcomer(4 * MB)];
  newcomers.add(first);
  newcomers.delete(first);
  newcomers.add(second);
  for (let i = 0; i < 100; i += 1) newcomers.add(newcomer(REPLY_QUEUE_MAX_BYTES));
  newcomers.add(third);
  expect([first, second, third].some(({ wasCut }) => wasCut)).toBe(false);
});

it('never cuts off the newest: a state larger than the bound can still be read', () => {
  const newcomers = new Newcomers(10 * MB);
  const [old, huge] = [newcomer(2 * MB), newcomer(11 * MB)];
  newcomers.add(old);
  newcomers.add(huge);
  expect([old.wasCut, huge.wasCut]).toEqual([true, false]);
});
