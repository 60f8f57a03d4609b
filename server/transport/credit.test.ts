import { describe, expect, it } from 'vitest';
import { fc } from '../../protocol/testing/property';
import { Credit } from './credit';

const ends = (count: number, each = 100) => Array.from({ length: count }, (_, i) => (i + 1) * each);

describe('credit', () => {
  it('ends at the window, in events', () => {
    const credit = new Credit({ events: 10, bytes: 10_000 });
    expect(credit.fitting(ends(6))).toBe(6);
    credit.pushed(6, 600);
    expect(credit.fitting(ends(6))).toBe(4);
    credit.pushed(4, 400);
    expect(credit.fitting(ends(1))).toBe(0);
  });

  it('ends at the window, in bytes', () => {
    const credit = new Credit({ events: 100, bytes: 1000 });
    expect(credit.fitting(ends(4, 300))).toBe(3);
    credit.pushed(3, 900);
    expect(credit.fitting(ends(1, 300))).toBe(0);
    expect(credit.fitting(ends(1, 100))).toBe(1);
  });

  it('comes back with what is confirmed, whole pushes at a time', () => {
    const credit = new Credit({ events: 10, bytes: 1000 });
    credit.pushed(5, 500);
    credit.pushed(5, 500);
    expect(credit.mayGoOn).toBe(false);
    expect(credit.seen(3)).toBe(true);
    expect([credit.outstandingEvents, credit.outstandingBytes]).toEqual([7, 1000]);
    expect(credit.seen(5)).toBe(true);
    expect([credit.outstandingEvents, credit.outstandingBytes]).toEqual([5, 500]);
    expect(credit.mayGoOn).toBe(true);
  });

  it('takes no confirmation of what was not sent, and none back', () => {
    const credit = new Credit({ events: 10, bytes: 1000 });
    credit.pushed(5, 500);
    expect(credit.seen(6)).toBe(false);
    expect(credit.seen(4)).toBe(true);
    expect(credit.seen(3)).toBe(false);
    expect(credit.seen(4)).toBe(true);
  });

  it('lets one event pass that is larger than the window', () => {
    const credit = new Credit({ events: 10, bytes: 1000 });
    expect(credit.fitting([5000, 5100])).toBe(1);
    credit.pushed(1, 5000);
    expect(credit.fitting([100])).toBe(0);
    credit.seen(1);
    expect(credit.fitting([100])).toBe(1);
  });

  it('never lets more out than the window, whatever is pushed and confirmed', () => {
    const step = fc.oneof(
      fc.record({ push: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 30 }) }),
      fc.record({ seen: fc.integer({ min: 0, max: 200 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const window = { events: 16, bytes: 500 };
        const credit = new Credit(window);
        let sent = 0;
        let confirmed = 0;
        const sizes: number[] = [];
        for (const one of steps) {
          if ('push' in one) {
            let end = 0;
            const offsets = one.push.map((size) => (end += size));
            const count = credit.fitting(offsets);
            if (count === 0) continue;
            credit.pushed(count, offsets[count - 1] as number);
            sizes.push(...one.push.slice(0, count));
            sent += count;
          } else if (credit.seen(one.seen)) confirmed = one.seen;
          const unconfirmed = sizes.slice(confirmed).reduce((sum, size) => sum + size, 0);
          expect(credit.outstandingEvents).toBe(sent - confirmed);
          expect(credit.outstandingEvents).toBeLessThanOrEqual(window.events);
          expect(credit.outstandingBytes).toBeLessThanOrEqual(window.bytes);
          expect(credit.outstandingBytes).toBeGreaterThanOrEqual(unconfirmed);
          if (sent === confirmed) expect(credit.outstandingBytes).toBe(0);
        }
      }),
    );
  });
});
