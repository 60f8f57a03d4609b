/** Keeps timelines within TIMELINE_MAX_EVENTS by letting go what is farthest from the reader. */
import { TIMELINE_MAX_EVENTS, TIMELINE_TRIM_EVENTS } from '../../protocol/limits';
import type { Timeline } from './slices/messages';

/** Lets the beginning go. Where pages meet, if it can: no line that stays changes its look then. */
export const keepNewest = (timeline: Timeline, max = TIMELINE_MAX_EVENTS): Timeline => {
  const { events, seams } = timeline;
  if (events.length <= max) return timeline;
  // More than must be, so that not every message in a full room moves what is held.
  const wanted = events.length - Math.max(max - TIMELINE_TRIM_EVENTS, 1);
  const from = events[wanted]?.seq ?? 0;
  const limit = events[events.length - max]?.seq ?? 0;
  const seam = seams.findLast((seq) => seq <= from && seq >= limit);
  const first = seam ?? from;
  return {
    ...timeline,
    events: events.filter(({ seq }) => seq >= first),
    older: true,
    seams: [first, ...seams.filter((seq) => seq > first)],
  };
};

/** Lets the end go. */
export const keepOldest = (timeline: Timeline, max = TIMELINE_MAX_EVENTS): Timeline => {
  if (timeline.events.length <= max) return timeline;
  const events = timeline.events.slice(0, max);
  const last = events.at(-1)?.seq ?? 0;
  return {
    ...timeline,
    events,
    newer: true,
    gap: false,
    seams: timeline.seams.filter((seq) => seq <= last),
  };
};
