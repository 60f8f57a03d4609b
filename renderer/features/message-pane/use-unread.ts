import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useState } from 'react';
import type { ChatEvent } from '../../../protocol/events';
import type { UserId } from '../../../protocol/ids';
import type { Row } from './rows';

interface UnreadInput {
  rows: readonly Row[];
  events: readonly ChatEvent[];
  unreadAfter: number | null;
  me: UserId | null;
  list: Virtualizer<HTMLDivElement, HTMLLIElement>;
  /** There is more above, in which the line may stand. */
  older: boolean;
}

/** How much is new since the unread line, and a way to it, while it is above the screen. */
export const useUnread = ({ rows, events, unreadAfter, me, list, older }: UnreadInput) => {
  const line = useMemo(() => rows.findIndex((row) => row.kind === 'unread'), [rows]);
  const news = useMemo(() => {
    if (unreadAfter === null) return [];
    return events.filter(
      ({ kind, seq, by }) => kind === 'posted' && seq > unreadAfter && by !== me,
    );
  }, [events, unreadAfter, me]);

  // The way may lead through pages that are not here yet: going to the top fetches them.
  const [going, setGoing] = useState(false);
  useEffect(() => {
    if (!going) return;
    if (line >= 0) {
      list.scrollToIndex(line, { align: 'start' });
      setGoing(false);
    } else if (older && rows.length > 0) list.scrollToIndex(0, { align: 'start' });
    else setGoing(false);
  }, [going, line, older, list, rows]);

  const first = news[0];
  const start = line >= 0 ? list.measurementsCache[line]?.start : undefined;
  const isAbove =
    first !== undefined && (line < 0 ? older : (start ?? 0) < (list.scrollOffset ?? 0));
  return {
    above: isAbove ? { count: news.length, more: line < 0, since: first.ts } : null,
    jump: () => setGoing(true),
  };
};
