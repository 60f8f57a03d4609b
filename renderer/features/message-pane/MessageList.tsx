import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../../protocol/model';
import type { Settings } from '../../../protocol/settings';
import type { PendingMessage, RoomView, ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import type { Timeline } from '../../store/slices/messages';
import { Announcer } from './Announcer';
import { ActiveRow } from './active-row';
import styles from './MessageList.module.css';
import { LatestPill, UnreadPill } from './Pills';
import { RowView } from './RowView';
import { buildRows } from './rows';
import { estimateHeight } from './sizes';
import { useReading } from './use-reading';
import { useRoving } from './use-roving';
import { useUnread } from './use-unread';

/** Within so much of the top the next older page is fetched, well before it is seen. */
const FETCH_WITHIN_PX = 1200;
/** Nearer to the end than this counts as being there: what comes is followed. */
const AT_END_PX = 60;
const OVERSCAN = 12;

interface MessageListProps {
  server: ServerId;
  room: RoomView;
  timeline: Timeline;
  pending: readonly PendingMessage[];
  /** Where the unread line stands, see the ui slice; null without one. */
  unreadAfter: number | null;
  me: UserInfo | null;
  focused: boolean;
  density: Settings['density'];
  textSize: Settings['textSize'];
}

/**
 * The lines of one room, of which only those near the screen exist. Promises: nothing moves under
 * the reader when older pages arrive above or rows are measured; at the end it stays at the end.
 */
export const MessageList = (props: MessageListProps) => {
  const { server, room, timeline, pending, unreadAfter, me, focused } = props;
  const { density, textSize } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { events, older, seams } = timeline;
  const myId = me?.id ?? null;
  const rows = useMemo(
    () => buildRows({ events, older, seams, pending, unreadAfter, me: myId }),
    [events, older, seams, pending, unreadAfter, myId],
  );

  const list = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateHeight(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    overscan: OVERSCAN,
    paddingStart: 12,
    paddingEnd: 12,
  });

  // A room opens at its newest line; only from there is anything above it asked for.
  const [placed, setPlaced] = useState(false);
  const some = rows.length > 0;
  useLayoutEffect(() => {
    if (!some) return;
    list.scrollToEnd();
    const frame = requestAnimationFrame(() => setPlaced(true));
    return () => cancelAnimationFrame(frame);
  }, [some, list]);

  useEffect(() => actions.registerList(() => list.scrollToEnd()), [list]);

  // Lines are laid out anew: what was measured of those out of sight does not hold any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the look is what it depends on
  useEffect(() => list.measure(), [list, density, textSize]);

  // What I send is always seen.
  const newest = pending.at(-1)?.id;
  const before = useRef(newest);
  useEffect(() => {
    if (newest !== undefined && newest !== before.current) list.scrollToEnd();
    before.current = newest;
  }, [newest, list]);

  // A composer that grows, a strip above it or a smaller window take room from below: the end
  // stays in sight. Where the list stands is told late, and one resize may come in several steps;
  // so it counts as being at the end until somebody scrolls up.
  const height = list.scrollRect?.height ?? 0;
  const offset = list.scrollOffset ?? 0;
  const atEnd = list.isAtEnd(AT_END_PX);
  const was = useRef({ height, offset, atEnd });
  useLayoutEffect(() => {
    const stays = atEnd || (was.current.atEnd && offset >= was.current.offset);
    if (stays && was.current.height !== height) list.scrollToEnd();
    was.current = { height, offset, atEnd: stays };
  });

  const items = list.getVirtualItems();

  useEffect(() => {
    if (placed && height > 0 && older && offset < FETCH_WITHIN_PX)
      void actions.loadOlder(server, room.id);
  }, [server, room.id, placed, older, offset, height]);

  let seen = 0;
  for (const item of items) {
    const row = rows[item.index];
    if (item.end > offset + height + 1 && !atEnd) break;
    if (row?.kind === 'message') seen = row.event.seq;
  }
  if (atEnd && height > 0) seen = events.at(-1)?.seq ?? seen;
  useReading(server, room.id, height > 0 ? seen : 0, focused);

  const unread = useUnread({ rows, events, unreadAfter, me: myId, list, older });
  const { stop, setKey, onKeyDown } = useRoving(rows, list);

  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        <div className={styles.fill}>
          <ul
            className={styles.all}
            style={{ height: list.getTotalSize() }}
            aria-label={t('chat.messages')}
            onKeyDown={onKeyDown}
          >
            {items.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <li
                  key={item.key}
                  ref={list.measureElement}
                  data-index={item.index}
                  data-kind={row.kind}
                  tabIndex={item.index === stop ? 0 : -1}
                  onFocus={() => setKey(row.key)}
                  className={styles.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <ActiveRow value={item.index === stop}>
                    <RowView row={row} server={server} me={me} />
                  </ActiveRow>
                </li>
              );
            })}
          </ul>
        </div>
      </div>
      {unread.above && <UnreadPill {...unread.above} onJump={unread.jump} />}
      {!atEnd && <LatestPill count={room.unread} onJump={() => list.scrollToEnd()} />}
      <Announcer events={events} me={myId} />
    </div>
  );
};
