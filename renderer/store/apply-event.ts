import {
  applyChange,
  type Change,
  forgetQuote,
  isChange,
  type Message,
} from '../../protocol/apply-change';
import type { ChatEvent } from '../../protocol/events';
import { TIMELINE_MAX_EVENTS } from '../../protocol/limits';
import type { Page } from '../../protocol/replies';
import type { Timeline } from './slices/messages';
import { keepNewest, keepOldest } from './trim';

/** Newest seq held; 0 in an empty timeline. */
export const lastSeq = (timeline: Timeline): number => timeline.events.at(-1)?.seq ?? 0;

/** Whether a seq lies within the run that is held, be there an event of it or not. */
export const covers = ({ events, older, newer }: Timeline, seq: number): boolean => {
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) return false;
  return (seq > first.prev || !older) && (seq <= last.seq || !newer);
};

/** Where the event with this seq stands; where it would stand when it is not there. */
export const indexOfSeq = (events: readonly { seq: number }[], seq: number): number => {
  let from = 0;
  let to = events.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((events[middle]?.seq ?? 0) < seq) from = middle + 1;
    else to = middle;
  }
  return from;
};

/**
 * The events with changes folded into the messages that they are about. The same array when none
 * of them is held, and the same objects but for the messages that changed: only those are drawn.
 */
export const foldChanges = (
  events: readonly ChatEvent[],
  changes: readonly Change[],
): readonly ChatEvent[] => {
  let next: ChatEvent[] | null = null;
  const put = (index: number, before: Message, after: Message): void => {
    if (before === after) return;
    next ??= [...events];
    next[index] = after;
  };
  for (const change of changes) {
    const held = next ?? events;
    const index = indexOfSeq(held, change.target);
    const message = held[index];
    if (message?.kind === 'posted') put(index, message, applyChange(message, change));
    if (change.kind !== 'deleted') continue;
    // Quotes stand in what was said later.
    for (let later = index; later < held.length; later++) {
      const event = (next ?? events)[later];
      if (event?.kind === 'posted') put(later, event, forgetQuote(event, change.target));
    }
  }
  return next ?? events;
};

const changesIn = (events: readonly ChatEvent[]): readonly Change[] => events.filter(isChange);

/**
 * Adds live events of one room. Must not reorder, must not repeat: what is already here is
 * ignored, and at the first event that does not follow the last one it stops and marks the gap
 * (docs/PROTOCOL.md, delivery: every client sees a gap by `prev` and asks for what it lacks).
 * Changes of messages reach the messages held in any case. A window that ends before the newest
 * event stays as it is; one that is full lets its beginning go, or, while it is being read further
 * up, takes nothing more.
 */
export const applyEvents = (timeline: Timeline, incoming: readonly ChatEvent[]): Timeline => {
  const changed = foldChanges(timeline.events, changesIn(incoming));
  const before = changed === timeline.events ? timeline : { ...timeline, events: changed };
  if (timeline.newer) return before;
  const added: ChatEvent[] = [];
  let last = lastSeq(timeline);
  let { gap } = timeline;
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
  if (added.length === 0) return gap === timeline.gap ? before : { ...before, gap };
  if (before.events.length + added.length > TIMELINE_MAX_EVENTS && !timeline.following)
    return { ...before, newer: true, gap: false };
  // What is added may change what was added before it.
  const events = foldChanges([...before.events, ...added], changesIn(added));
  return keepNewest({ ...before, events, gap });
};

/** The newest page of a room, with the live events that came while it was on its way. */
export const applyPage = (timeline: Timeline, page: Page): Timeline => {
  const ready: Timeline = {
    window: timeline.window + 1,
    events: page.events,
    older: page.more,
    newer: false,
    seams: page.events.slice(0, 1).map(({ seq }) => seq),
    state: 'ready',
    loadingOlder: false,
    loadingNewer: false,
    gap: false,
    following: true,
  };
  return applyEvents(ready, timeline.newer ? [] : timeline.events);
};

/**
 * A window around some event instead of what was held: the page that ends with it, and the page
 * after it. Null when the two do not join.
 */
export const applyAround = (timeline: Timeline, until: Page, after: Page): Timeline | null => {
  const last = until.events.at(-1);
  const next = after.events[0];
  if (last && next && next.prev !== last.seq) return null;
  const events = [...until.events, ...after.events];
  return {
    window: timeline.window + 1,
    events: foldChanges(events, changesIn(after.events)),
    older: until.more,
    newer: after.more,
    seams: events.slice(0, 1).map(({ seq }) => seq),
    state: 'ready',
    loadingOlder: false,
    loadingNewer: false,
    gap: false,
    following: false,
  };
};

/**
 * A page before the first event held. A page that does not touch it is refused. What the page
 * tells may be older than changes that were heard meanwhile.
 */
export const applyOlder = (timeline: Timeline, page: Page): Timeline => {
  const first = timeline.events[0];
  const older = first ? page.events.filter((event) => event.seq < first.seq) : page.events;
  const touches = !first || older.length === 0 || older.at(-1)?.seq === first.prev;
  if (!touches) return { ...timeline, loadingOlder: false };
  return keepOldest({
    ...timeline,
    events: [...foldChanges(older, changesIn(timeline.events)), ...timeline.events],
    // A page without anything new ends the asking, whatever it says.
    older: page.more && older.length > 0,
    seams: [...older.slice(0, 1).map(({ seq }) => seq), ...timeline.seams],
    loadingOlder: false,
  });
};

/**
 * A page after the last event of a window that ends before the newest one. A page that does not
 * touch it is refused.
 */
export const applyBelow = (timeline: Timeline, page: Page): Timeline => {
  const last = lastSeq(timeline);
  const newer = page.events.filter((event) => event.seq > last);
  if (!timeline.newer || (newer[0] && newer[0].prev !== last))
    return { ...timeline, loadingNewer: false };
  return keepNewest({
    ...timeline,
    events: foldChanges([...timeline.events, ...newer], changesIn(newer)),
    newer: page.more && newer.length > 0,
    seams: [...timeline.seams, ...newer.slice(0, 1).map(({ seq }) => seq)],
    loadingNewer: false,
  });
};

/** A page after the last event held, to close a gap. */
export const applyNewer = (timeline: Timeline, page: Page): Timeline =>
  applyEvents({ ...timeline, gap: false }, page.events);
