/** Numbers that follow from a seed, so that what was chosen can be chosen again. */
export interface Random {
  /** 0 to 1, 1 excluded. */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** As often as one in so many. */
  oneIn(times: number): boolean;
}

/** The words tell apart what is chosen from one seed, e.g. a round and a member. */
export function randomOf(seed: number, ...words: (string | number)[]): Random {
  let state = seed >>> 0;
  for (const char of words.join('/'))
    state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    pick: (list) => list[whole(0, list.length - 1)] as (typeof list)[number],
    oneIn: (times) => whole(1, times) === 1,
  };
}
