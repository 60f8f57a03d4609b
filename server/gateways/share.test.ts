import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Share } from './share';

const takes = (share: Share, times: number) => Array.from({ length: times }, () => share.take());

it('is so much in each turn of the event loop, for each peer', async () => {
  const one = new Share(2);
  const other = new Share(2);
  expect(takes(one, 3)).toEqual([true, true, false]);
  expect(takes(other, 3)).toEqual([true, true, false]);
  await Promise.resolve();
  expect(one.take()).toBe(false);
  await nextTurn();
  expect(takes(one, 3)).toEqual([true, true, false]);
});
