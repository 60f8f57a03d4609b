import { describe, expect, it } from 'vitest';
import { firstAt, type Moment } from './first-at';

const among = (moments: readonly Moment[]) => {
  let asked = 0;
  const from = (seq: number): Moment | null => {
    asked += 1;
    return moments.find((moment) => moment.seq >= seq) ?? null;
  };
  const run = { first: moments[0]?.seq ?? 1, last: moments.at(-1)?.seq ?? 0 };
  return { at: (ts: number) => firstAt(ts, run, from), asked: () => asked };
};

describe('the first event from a moment on', () => {
  const dense = among(Array.from({ length: 9 }, (_, i) => ({ seq: i + 1, ts: 100 * (i + 1) })));
  it.each([
    [0, 1],
    [100, 1],
    [101, 2],
    [500, 5],
    [899, 9],
    [900, 9],
    [901, null],
  ])('at %i is %s', (ts, seq) => expect(dense.at(ts)).toBe(seq));

  it('is found among seqs with holes', () => {
    const holes = among([
      { seq: 3, ts: 10 },
      { seq: 70, ts: 20 },
      { seq: 71, ts: 30 },
      { seq: 900, ts: 40 },
    ]);
    expect([5, 10, 15, 25, 35, 45].map(holes.at)).toEqual([3, 3, 70, 71, 900, null]);
  });

  it('is the first of several at the same time', () => {
    const same = among([1, 2, 3, 4].map((seq) => ({ seq, ts: seq === 1 ? 1 : 7 })));
    expect(same.at(7)).toBe(2);
  });

  it('is none in an empty room', () => expect(among([]).at(1)).toBeNull());

  it('is found with few questions', () => {
    const many = among(Array.from({ length: 100_000 }, (_, i) => ({ seq: i + 1, ts: i })));
    expect(many.at(77_777)).toBe(77_778);
    expect(many.asked()).toBeLessThanOrEqual(17);
  });
});
