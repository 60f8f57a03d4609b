import type { RoomId, Seq } from '../../../protocol/ids';
import { JUMPS_KEPT } from '../../../protocol/limits';
import type { ServerId } from '../../../protocol/views';
import type { Place } from '../place';

/** Where somebody was reading. `seq` null: at the end of the room. */
export interface Spot {
  server: ServerId;
  room: RoomId;
  seq: Seq | null;
}

/** A message that is to be in the middle of the screen, or one of two other places; with the focus. */
export interface Jump {
  at: Place;
  seq: Seq;
  /** `line`: the unread line above it at the top of the screen. `end`: the end of the room. */
  to: 'message' | 'line' | 'end';
  highlight: boolean;
  /** Counts jumps: the same message may be jumped to again. */
  n: number;
}

/** Why a jump led nowhere; said once. */
export interface JumpTrouble {
  why: 'gone' | 'away' | 'no-room';
  n: number;
}

/** Where one is in what was said, beyond what scrolling tells. */
export interface ReadingSlice {
  jump: Jump | null;
  jumpTrouble: JumpTrouble | null;
  /** Where one was before each jump, the newest last. */
  trail: readonly Spot[];
  /** The day that "Jump to date" begins with, ms since 1970; null for today. */
  askedDay: number | null;
  /** Where each room ended when the connection to its server was lost; until all is here again. */
  endedAt: Readonly<Record<ServerId, Readonly<Record<RoomId, Seq>>>>;
  /** Marked unread by hand: being seen does not make it read until one leaves the room. */
  keptUnread: Place | null;
}

export const initialReading: ReadingSlice = {
  jump: null,
  jumpTrouble: null,
  trail: [],
  askedDay: null,
  endedAt: {},
  keptUnread: null,
};

let jumps = 0;
/** Never given twice in a run of the app. */
export const nextJump = (): number => ++jumps;

export const same = (a: Spot, b: Spot | undefined): boolean =>
  a.server === b?.server && a.room === b.room && a.seq === b.seq;

export const remember = (slice: ReadingSlice, spot: Spot): Pick<ReadingSlice, 'trail'> => ({
  trail: same(spot, slice.trail.at(-1)) ? slice.trail : [...slice.trail, spot].slice(-JUMPS_KEPT),
});
