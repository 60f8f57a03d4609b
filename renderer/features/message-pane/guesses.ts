import { TIMELINE_MAX_EVENTS } from '../../../protocol/limits';
import type { Settings } from '../../../protocol/settings';
import type { Row } from './rows';
import { estimateHeight } from './sizes';

/** Guesses kept of one visit to a room. */
const KEPT = TIMELINE_MAX_EVENTS * 4;

export type Guesses = (row: Row | undefined, density: Settings['density']) => number;

/**
 * Guesses of heights that stay what they were. The list remembers a measured height only when it
 * differs from the guess; another guess, after a reaction or an edit, would move what is being read.
 */
export const createGuesses = (): Guesses => {
  const known = new Map<string, number>();
  return (row, density) => {
    const key = `${density} ${row?.key}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const guess = estimateHeight(row, density);
    if (known.size >= KEPT) known.clear();
    known.set(key, guess);
    return guess;
  };
};
