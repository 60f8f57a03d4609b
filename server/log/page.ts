/** Cuts a page of history: bounded by events and by bytes, never empty while there is something. */
import type { ChatEvent } from '../../protocol/events';
import type { HistoryRange } from './log';

export interface Row<T = ChatEvent> {
  readonly event: T;
  readonly bytes: number;
}

/** `rows` come in the direction of reading: rising after a seq, falling before one or at the end. */
export function cutPage<T>(
  rows: Iterable<Row<T>>,
  range: HistoryRange,
): { events: T[]; more: boolean } {
  const events: T[] = [];
  let bytes = 0;
  let more = false;
  for (const row of rows) {
    bytes += row.bytes + 1; // and a comma
    if (events.length >= range.limit || (events.length > 0 && bytes > range.maxBytes)) {
      more = true;
      break;
    }
    events.push(row.event);
  }
  if (range.after === undefined) events.reverse();
  return { events, more };
}
