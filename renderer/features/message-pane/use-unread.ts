import type { Virtualizer } from '@tanstack/react-virtual';
import { useMemo } from 'react';
import type { ChatEvent } from '../../../protocol/events';
import type { UserId } from '../../../protocol/ids';
import type { Row } from './rows';

interface UnreadInput {
  rows: readonly Row[];
  events: readonly ChatEvent[];
  /** Where the unread line stands, and how much was unread then. */
  line: { seq: number; count: number } | null;
  me: UserId | null;
  list: Virtualizer<HTMLDivElement, HTMLLIElement>;
}

/** How much is new since the unread line, while it is above the screen. */
export const useUnread = ({ rows, events, line, me, list }: UnreadInput) => {
  const at = useMemo(() => rows.findIndex((row) => row.kind === 'unread'), [rows]);
  const news = useMemo(() => {
    if (!line) return [];
    return events.filter(({ kind, seq, by }) => kind === 'posted' && seq > line.seq && by !== me);
  }, [events, line, me]);
  if (!line) return null;

  const first = events[0];
  if (at < 0) {
    // It stands in a part of the room that is not held: above what is, or below it.
    const isAbove = first !== undefined && first.prev > line.seq;
    return isAbove ? { count: Math.max(line.count, news.length), since: null } : null;
  }
  const start = list.measurementsCache[at]?.start ?? 0;
  const isAbove = start < (list.scrollOffset ?? 0);
  return isAbove && news[0] ? { count: news.length, since: news[0].ts } : null;
};
