import { expect, it } from 'vitest';
import { emptyOrder, foldOrderFact, type ModeratedFact, sanctionsIn } from './order';

const fact = (what: 'ban' | 'mute', i: number, until?: number): ModeratedFact => ({
  ...{ type: 'moderated', what, ts: i, by: 'kmod', byName: 'mod' },
  ...{ user: `k${i}`, userName: `${i}`, ...(until !== undefined && { until }) },
});

it('bans and mutes that have ended are let go, and those in force are kept', () => {
  const order = emptyOrder();
  for (let i = 0; i < 5_000; i += 1) {
    // Each lasts for ten others; every hundredth one for good.
    const until = i % 100 === 0 ? undefined : i + 10;
    foldOrderFact(order, fact(i % 2 === 0 ? 'ban' : 'mute', i, until));
  }
  const held = order.bans.size + order.mutes.size;
  const inForce = sanctionsIn(order, 4_999);
  expect(inForce.filter(({ until }) => until === undefined)).toHaveLength(50);
  expect(inForce.length).toBe(50 + 10 - 0);
  expect(held).toBeLessThan(3 * inForce.length);
});
