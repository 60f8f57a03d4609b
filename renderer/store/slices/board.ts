import { applyChange, isChange, type Message } from '../../../protocol/apply-change';
import type { ChatEvent } from '../../../protocol/events';
import type { Seq } from '../../../protocol/ids';
import type { Place } from '../place';

/** Null: asked for, and not there (any more). */
export type Looked = Readonly<Record<Seq, Message | null>>;

/**
 * Single messages that are shown outside the list wherever they stand in the room: those on its
 * board, and announcements. Kept as they are now while their server is connected.
 */
export interface BoardSlice {
  board: Readonly<Record<Place, Looked>>;
}

export const initialBoard: BoardSlice = { board: {} };

export const putLooked = (slice: BoardSlice, at: Place, found: Looked): BoardSlice => ({
  board: { ...slice.board, [at]: { ...slice.board[at], ...found } },
});

/** What was looked up of places for which `gone` holds is asked for anew when it is shown. */
export const dropLooked = (slice: BoardSlice, gone: (at: Place) => boolean): BoardSlice => ({
  board: Object.fromEntries(Object.entries(slice.board).filter(([at]) => !gone(at))),
});

/** Changes of messages that are held here. */
export const changeLooked = (
  slice: BoardSlice,
  at: Place,
  events: readonly ChatEvent[],
): BoardSlice => {
  const before = slice.board[at];
  if (!before) return { board: slice.board };
  let after = before;
  for (const event of events) {
    if (!isChange(event)) continue;
    const message = after[event.target];
    const next = message && applyChange(message, event);
    if (next && next !== message) after = { ...after, [event.target]: next };
  }
  return after === before ? { board: slice.board } : { board: { ...slice.board, [at]: after } };
};
