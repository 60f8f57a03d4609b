import type { UserId } from '../../../protocol/ids';
import { TYPING_FADES_MS } from '../../../protocol/limits';
import type { Place } from '../place';

/** Who is writing, and until when that is believed (ms since 1970) unless it is renewed. */
export interface TypingSlice {
  typing: Readonly<Record<Place, Readonly<Record<UserId, number>>>>;
}

export const initialTyping: TypingSlice = { typing: {} };

export const putTyping = (
  slice: TypingSlice,
  at: Place,
  user: UserId,
  on: boolean,
  now: number,
): TypingSlice => {
  const { [user]: _before, ...others } = slice.typing[at] ?? {};
  const here = on ? { ...others, [user]: now + TYPING_FADES_MS } : others;
  return { typing: { ...slice.typing, [at]: here } };
};
