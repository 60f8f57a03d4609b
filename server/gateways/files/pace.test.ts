import { expect, it } from 'vitest';
import { TRANSFER_WINDOW_BYTES } from '../../../protocol/limits';
import { Pace } from './pace';

const LIMITS = { transferIdleMs: 100, transferWindowMs: 1_000 };

/** When a transfer that moves as it is told is ended; looked at every 10 ms. */
function endsAt(movedAt: (now: number) => number, until = 10_000): number | null {
  const pace = new Pace(LIMITS, 0);
  for (let now = 10; now <= until; now += 10) if (pace.isOver(now, movedAt(now))) return now;
  return null;
}

it('ends what stands still, and not what moves enough', () => {
  expect(endsAt(() => 0)).toBe(110);
  expect(endsAt((now) => Math.min(now, 500) * TRANSFER_WINDOW_BYTES)).toBe(610);
  expect(endsAt((now) => now * TRANSFER_WINDOW_BYTES)).toBeNull();
  // In bursts, each shortly before it would be idle.
  expect(endsAt((now) => Math.ceil(now / 90) * TRANSFER_WINDOW_BYTES)).toBeNull();
});

it('ends what drips when a window is over, however long it went well before', () => {
  expect(endsAt((now) => now / 10)).toBe(1_000);
  const good = 3_500 * TRANSFER_WINDOW_BYTES;
  expect(endsAt((now) => (now < 3_500 ? now * TRANSFER_WINDOW_BYTES : good + now))).toBe(5_000);
});

it('counts no time in which the server has all of it', () => {
  const pace = new Pace(LIMITS, 0);
  expect(pace.isOver(50, 10)).toBe(false);
  pace.pause(5_000);
  expect(pace.isOver(5_050, 10)).toBe(false);
  expect(pace.isOver(5_200, 10)).toBe(true);
});
