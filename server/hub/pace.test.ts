import { describe, expect, it } from 'vitest';
import { FLUSH_EVERY_MS, GATHER_MAX_MS, GATHER_MS } from '../../protocol/limits';
import { Pace } from './pace';

function paced() {
  const clock = { now: 1_000 };
  const pace = new Pace(() => clock.now);
  /** So many events a second for a second, each handed out as soon as it may be. */
  const busy = (perSecond: number, sessions: number): number => {
    let waited = 0;
    for (let i = 0; i < perSecond; i += 1) {
      clock.now += 1000 / perSecond;
      pace.count(sessions);
      if (pace.waitMs() > 0) waited += 1;
      else pace.flushed(sessions);
    }
    return waited / perSecond;
  };
  return { clock, pace, busy };
}

describe('commits and flushes', () => {
  it('wait for nothing when it is quiet, in a small room, and at 1,000 messages a second to 100', () => {
    expect(paced().busy(10, 5_000)).toBe(0);
    expect(paced().busy(3_000, 10)).toBe(0);
    expect(paced().busy(1_000, 100)).toBe(0);
  });

  it('are shared when each message by itself would take most of a core', () => {
    expect(paced().busy(2_000, 100)).toBeGreaterThan(0.7);
    expect(paced().busy(20_000, 10)).toBeGreaterThan(0.7);
  });

  it('come at least once per FLUSH_EVERY_MS, and at once again soon after a flood', () => {
    const { clock, pace, busy } = paced();
    busy(50_000, 100);
    pace.flushed(100);
    expect(pace.waitMs()).toBe(FLUSH_EVERY_MS);
    clock.now += FLUSH_EVERY_MS;
    expect(pace.waitMs()).toBe(0);
    clock.now += 30;
    pace.count(100);
    pace.flushed(100);
    expect(pace.waitMs()).toBe(0);
  });

  it('leave as much time as writing to thousands takes, and no more than GATHER_MAX_MS', () => {
    const { pace, busy } = paced();
    busy(1_000, 3_000);
    pace.flushed(3_000);
    expect(pace.waitMs()).toBe(15);
    pace.flushed(100_000);
    expect(pace.waitMs()).toBe(GATHER_MAX_MS);
  });

  it('wait on for what still comes, the longer the more they are written to, and never for long', () => {
    const { pace } = paced();
    pace.flushed(10);
    expect(pace.gatherMs()).toBe(GATHER_MS);
    pace.flushed(1_000);
    expect(pace.gatherMs()).toBeGreaterThan(2 * GATHER_MS);
    pace.flushed(100_000);
    expect(pace.gatherMs()).toBe(GATHER_MAX_MS);
  });
});
