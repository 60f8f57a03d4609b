import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../protocol/apply-change';
import type { UserInfo } from '../../../protocol/model';
import type { Settings } from '../../../protocol/settings';
import type { PendingMessage, RoomView, ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { place } from '../../store/place';
import type { Timeline } from '../../store/slices/messages';
import { useStore } from '../../store/store';
import { Announcer } from './Announcer';
import { ActiveRow, ChosenRow } from './active-row';
import { createGuesses } from './guesses';
import styles from './MessageList.module.css';
import { messageLabel } from './message/label';
import { BackPill, LatestPill, UnreadPill } from './Pills';
import { RowView } from './RowView';
import { buildRows, seqOf } from './rows';
import { AT_END_PX, useEnd } from './use-end';
import { useLanding } from './use-landing';
import { useLook } from './use-look';
import { useLooking } from './use-looking';
import { useMeasure } from './use-measure';
import { usePaging } from './use-paging';
import { useReading } from './use-reading';
import { useRoving } from './use-roving';
import { useUnread } from './use-unread';

const OVERSCAN = 12;

interface MessageListProps {
  server: ServerId;
  room: RoomView;
  timeline: Timeline;
  pending: readonly PendingMessage[];
  /** Where the unread line stands, see the ui slice; null without one. */
  line: { seq: number; count: number } | null;
  me: UserInfo | null;
  focused: boolean;
  density: Settings['density'];
  textSize: Settings['textSize'];
}

/**
 * The lines of one window on a room, of which only those near the screen exist. Promises: nothing
 * moves under the reader when pages arrive above or below, when what is far away is let go, or when
 * rows are measured; at the end of the room it stays at the end.
 */
export const MessageList = (props: MessageListProps) => {
  const { server, room, timeline, pending, line, me, focused } = props;
  const { density, textSize } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { events, older, newer, seams } = timeline;
  const myId = me?.id ?? null;
  const unreadAfter = line?.seq ?? null;
  // What waits to be sent stands at the end of the room, and nowhere else.
  const waiting = newer ? NONE : pending;
  const blocked = useStore(({ settings }) => settings.blocked);
  const rows = useMemo(
    () => buildRows({ events, older, seams, pending: waiting, unreadAfter, me: myId }),
    [events, older, seams, waiting, unreadAfter, myId],
  );
  // A page that ends the window is no news: whoever reads is not taken to its end.
  const wasNewer = useRef(newer);
  useEffect(() => {
    wasNewer.current = newer;
  }, [newer]);

  const [guess] = useState(createGuesses);
  // With another function the list would lay out all lines anew, in each frame that one scrolls.
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const list = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => guess(rows[index], density),
    getItemKey,
    anchorTo: 'end',
    followOnAppend: !newer && !wasNewer.current,
    scrollEndThreshold: AT_END_PX,
    overscan: OVERSCAN,
    paddingStart: 12,
    paddingEnd: 12,
  });
  const measure = useMeasure(list);
  const { stop, chosen, setKey, focusRow, onKeyDown } = useRoving(rows, list, () => {
    if (newer) actions.toLatest(server, room.id, true);
    return newer;
  });
  const at = place(server, room.id);
  const jump = useStore((state) => (state.jump?.at === at ? state.jump : null));
  const { placed, landed } = useLanding({ rows, list, jump, newer, focusRow });

  const { height, offset, atEnd } = useEnd({ server, room, rows, list, newer, pending });
  useLook({ look: `${density} ${textSize}`, list, atEnd });
  usePaging({ server, room: room.id, timeline, list, placed, offset, height });

  // What is folded on the screen is not read out either.
  const labelOf = (message: Message): string =>
    blocked.some(({ user }) => user === message.by)
      ? t('told.blockedMessage')
      : messageLabel(t, message);
  const items = list.getVirtualItems();
  let seen = 0;
  for (const item of items) {
    const row = rows[item.index];
    if (item.end > offset + height + 1 && !atEnd) break;
    if (row?.kind === 'message') seen = row.event.seq;
  }
  if (atEnd && height > 0) seen = events.at(-1)?.seq ?? seen;
  // After a jump past what is unread, what lies between has not been seen.
  const skips = newer && (events[0]?.prev ?? 0) > room.read;
  useLooking(server, room.id, atEnd && !newer && height > 0);
  useReading(server, room.id, height > 0 && placed && !skips ? seen : 0, focused);

  const above = useUnread({ rows, events, line, me: myId, list });

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
                  ref={measure}
                  data-index={item.index}
                  data-kind={row.kind}
                  data-seq={seqOf(row)}
                  aria-label={row.kind === 'message' ? labelOf(row.event) : undefined}
                  data-landed={row.key === landed ? '' : undefined}
                  tabIndex={item.index === stop ? 0 : -1}
                  onFocus={() => setKey(row.key)}
                  className={styles.row}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <ActiveRow value={item.index === stop}>
                    <ChosenRow value={row.key === chosen}>
                      <RowView row={row} server={server} me={me} />
                    </ChosenRow>
                  </ActiveRow>
                </li>
              );
            })}
          </ul>
        </div>
      </div>
      {above && <UnreadPill {...above} onJump={() => void actions.jumpToLine(server, room.id)} />}
      <div className={styles.below}>
        {jump?.to === 'message' && <BackPill />}
        {!atEnd && (
          <LatestPill
            count={room.unread}
            onJump={(byKey) => actions.toLatest(server, room.id, byKey)}
          />
        )}
      </div>
      <Announcer events={events} me={myId} live={!newer} />
    </div>
  );
};

const NONE: readonly PendingMessage[] = [];
