/**
 * Events that speak of what was said before a reader may see (visible.ts): they keep their place, and
 * nothing of those words. Everything that hands out events asks here: fan-out, pages, messages, search.
 */
import { forgetQuote, targetOf } from '../../protocol/apply-change';
import type { ChatEvent } from '../../protocol/events';
import type { Seq } from '../../protocol/ids';

/** `from`: the oldest seq that the reader is shown. The very event when there is nothing to hide. */
export function withoutHidden<E extends ChatEvent>(event: E, from: Seq): E {
  const target = targetOf(event);
  if (target === null || target >= from) return event;
  if (event.kind === 'edited') return { ...event, text: '' };
  if (event.kind === 'posted') return forgetQuote(event, target) as E;
  return event;
}

/** The very list when there is nothing to hide in it. */
export function allWithoutHidden<E extends ChatEvent>(
  events: readonly E[],
  from: Seq,
): readonly E[] {
  if (from === 0) return events;
  const shown = events.map((event) => withoutHidden(event, from));
  return shown.some((event, i) => event !== events[i]) ? shown : events;
}
