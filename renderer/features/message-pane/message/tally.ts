import type { Reaction } from '../../../../protocol/message';

export interface Share {
  emoji: string;
  count: number;
}

/** One answer is no vote. */
const LEAST = 2;
const QUESTION = /[?？](?=\s|$)/;

/** Whether a text asks something: a word of it ends in a question mark. */
export const asks = (text: string): boolean => QUESTION.test(text);

/** How answers by reaction are spread; null while there are too few to tell. */
export const tallyOf = (reactions: readonly Reaction[]): readonly Share[] | null => {
  const shares = reactions.map(({ emoji, users }) => ({ emoji, count: users.length }));
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  return total >= LEAST ? shares : null;
};
