import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FRAMES_PER_TURN, TURN_MS } from '../../protocol/limits';
import { Share, Turns } from './share';

const taken = (share: Share, times: number) =>
  Array.from({ length: times }, () => share.take()).filter(Boolean).length;

it('is as much as there is time for in a turn, and a few frames of each peer after that', async () => {
  let now = 0;
  const turns = new Turns(() => now);
  const [one, other, third] = [
    new Share(TURN_MS, turns),
    new Share(TURN_MS, turns),
    new Share(TURN_MS, turns),
  ];
  expect(taken(one, 1_000)).toBe(1_000);
  now += TURN_MS;
  expect(taken(one, 10)).toBe(0);
  expect(taken(other, 10)).toBe(FRAMES_PER_TURN);
  await Promise.resolve();
  expect(taken(third, 10)).toBe(FRAMES_PER_TURN);
  expect(taken(other, 10)).toBe(0);
  await nextTurn();
  expect(taken(one, 1_000)).toBe(1_000);
});
