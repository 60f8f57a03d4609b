import { expect, it } from 'vitest';
import type { UserId } from '../../protocol/ids';
import { RATE_GUEST_MESSAGES } from '../../protocol/limits';
import { ownRate } from './own-rate';

const waits = async (rateLimit: boolean, user: string): Promise<number[]> => {
  const all: number[] = [];
  for (let i = 0; i <= RATE_GUEST_MESSAGES.points; i += 1) {
    all.push(await ownRate({ rateLimit }, user as UserId));
  }
  return all;
};

it('lets as much through as a guest may say, then tells for how long to wait', async () => {
  const all = await waits(true, 'g-one');
  expect(all.slice(0, -1).every((ms) => ms === 0)).toBe(true);
  expect(all.at(-1)).toBeGreaterThan(0);
  expect(await ownRate({ rateLimit: true }, 'g-another' as UserId)).toBe(0);
});

it('holds nobody back where the owner does not want it', async () => {
  expect((await waits(false, 'g-three')).every((ms) => ms === 0)).toBe(true);
});
