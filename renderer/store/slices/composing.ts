import type { Quote } from '../../../protocol/message';
import type { Place } from '../place';

/** What the composer of a room is about, when it is not simply a new message. */
export type Composing =
  | { kind: 'reply'; quote: Quote }
  /** `was`: what the message says. `text`: what its author had made of it on leaving the room. */
  | { kind: 'edit'; seq: number; was: string; text: string };

/** Kept per room, like the draft, so that one can look elsewhere and come back. */
export interface ComposingSlice {
  composing: Readonly<Record<Place, Composing>>;
}

export const initialComposing: ComposingSlice = { composing: {} };

export const putComposing = (
  slice: ComposingSlice,
  at: Place,
  composing: Composing,
): ComposingSlice => ({ composing: { ...slice.composing, [at]: composing } });

export const dropComposing = (slice: ComposingSlice, at: Place): ComposingSlice => {
  const { [at]: _done, ...composing } = slice.composing;
  return { composing };
};
