import type { ChatEvent } from '../../protocol/events';
import type { Page } from '../../protocol/replies';
import type { Timeline } from './slices/messages';

/** Newest seq held; 0 in an empty timeline. */
export const lastSeq = (timeline: Timeline): number => timeline.events.at(-1)?.seq ?? 0;

/**
 * Adds live events of one room. Must not reorder, must not repeat: what is already here is
 * ignored, and at the first event that does not follow the last one it stops and marks the gap
 * (docs/PROTOCOL.md, delivery: every client sees a gap by `prev` and asks for what it lacks).
 */
export const applyEvents = (timeline: Timeline, incoming: readonly ChatEvent[]): Timeline => {
  const added: ChatEvent[] = [];
  let last = lastSeq(timeline);
  let gap = timeline.gap;
  for (const event of incoming) {
    if (event.seq <= last) continue;
    // An empty timeline that is loading has nothing to follow; its page decides (applyPage).
    if (event.prev > last && !(last === 0 && timeline.state !== 'ready')) {
      gap = true;
      break;
    }
    added.push(event);
    last = event.seq;
  }
  if (added.length === 0) return gap === timeline.gap ? timeline : { ...timeline, gap };
  return { ...timeline, events: [...timeline.events, ...added], gap };
};

/** The first page of a room, with the live events that came while it was on its way. */
export const applyPage = (timeline: Timeline, page: Page): Timeline => {
  const ready: Timeline = {
    events: page.events,
    older: page.more,
    seams: page.events.slice(0, 1).map(({ seq }) => seq),
    state: 'ready',
    loadingOlder: false,
    gap: false,
  };
  return applyEvents(ready, timeline.events);
};

/** A page before the first event held. A page that does not touch it is refused. */
export const applyOlder = (timeline: Timeline, page: Page): Timeline => {
  const first = timeline.events[0];
  const older = first ? page.events.filter((event) => event.seq < first.seq) : page.events;
  const touches = !first || older.length === 0 || older.at(-1)?.seq === first.prev;
  return touches
    ? {
        ...timeline,
        events: [...older, ...timeline.events],
        // A page without anything new ends the asking, whatever it says.
        older: page.more && older.length > 0,
        seams: [...older.slice(0, 1).map(({ seq }) => seq), ...timeline.seams],
        loadingOlder: false,
      }
    : { ...timeline, loadingOlder: false };
};

/** A page after the last event held, to close a gap. */
export const applyNewer = (timeline: Timeline, page: Page): Timeline =>
  applyEvents({ ...timeline, gap: false }, page.events);
