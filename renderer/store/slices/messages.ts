import type { ChatEvent } from '../../../protocol/events';
import type { Place } from '../place';

/**
 * What is in memory of one room: an unbroken run of events. It is a window on the room: it may end
 * before the newest event, after a jump back or when it has grown too long.
 */
export interface Timeline {
  /** Another number stands for other events: what was measured of the old ones is of no use. */
  window: number;
  /** Rising `seq`, each `prev` the one before it. */
  events: readonly ChatEvent[];
  /** Whether there may be more before the first one. */
  older: boolean;
  /** Whether there is more after the last one. What comes live then is not added, only counted. */
  newer: boolean;
  /** First seqs of the pages it came in. */
  seams: readonly number[];
  state: 'loading' | 'ready' | 'failed';
  loadingOlder: boolean;
  loadingNewer: boolean;
  /** An event came whose `prev` is not here: what lies between must be asked for. */
  gap: boolean;
  /** Its reader is at the end and sees what comes; then it is the beginning that is let go. */
  following: boolean;
}

/** Only rooms that were looked at in this run of the app are here. */
export interface MessagesSlice {
  timelines: Readonly<Record<Place, Timeline>>;
}

export const initialMessages: MessagesSlice = { timelines: {} };

export const emptyTimeline: Timeline = {
  window: 0,
  events: [],
  older: true,
  newer: false,
  seams: [],
  state: 'loading',
  loadingOlder: false,
  loadingNewer: false,
  gap: false,
  following: true,
};

export const putTimeline = (
  slice: MessagesSlice,
  at: Place,
  timeline: Timeline,
): MessagesSlice => ({ timelines: { ...slice.timelines, [at]: timeline } });

export const dropTimelines = (
  slice: MessagesSlice,
  gone: (at: Place, timeline: Timeline) => boolean,
): MessagesSlice => ({
  timelines: Object.fromEntries(
    Object.entries(slice.timelines).filter(([at, timeline]) => !gone(at, timeline)),
  ),
});
