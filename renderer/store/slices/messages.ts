import type { ChatEvent } from '../../../protocol/events';
import type { Place } from '../place';

/** What is in memory of one room: an unbroken run of events that ends with the newest one. */
export interface Timeline {
  /** Rising `seq`, each `prev` the one before it. */
  events: readonly ChatEvent[];
  /** Whether there may be more before the first one. */
  older: boolean;
  /** First seqs of the pages it came in. */
  seams: readonly number[];
  state: 'loading' | 'ready' | 'failed';
  loadingOlder: boolean;
  /** An event came whose `prev` is not here: what lies between must be asked for. */
  gap: boolean;
}

/** Only rooms that were looked at in this run of the app are here. */
export interface MessagesSlice {
  timelines: Readonly<Record<Place, Timeline>>;
}

export const initialMessages: MessagesSlice = { timelines: {} };

export const emptyTimeline: Timeline = {
  events: [],
  older: true,
  seams: [],
  state: 'loading',
  loadingOlder: false,
  gap: false,
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
