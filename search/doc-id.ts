/** Numbers of messages in an index: by the time at which they were said. */

/** Messages of one millisecond, in all rooms together, before they borrow from the next one. */
export const SLOTS = 4_096;
/** 13 September 2020, so that numbers stay exact until 2089 and from 1951 on. */
const ZERO = 1_600_000_000_000;
const FURTHEST = 2 ** 41 - 1;

/** The first number of a moment, in milliseconds since 1970; a moment out of reach is brought near. */
export const firstDocAt = (ts: number): number =>
  Math.max(-FURTHEST, Math.min(FURTHEST, Math.trunc(ts) - ZERO)) * SLOTS;
