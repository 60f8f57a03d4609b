import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { PendingMessage, RoomView, ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { type Row, seqOf } from './rows';

/** Nearer to the end than this counts as being there: what comes is followed. */
export const AT_END_PX = 60;

interface EndInput {
  server: ServerId;
  room: RoomView;
  rows: readonly Row[];
  list: Virtualizer<HTMLDivElement, HTMLLIElement>;
  /** The window ends before the newest event: its end is not the end of the room. */
  newer: boolean;
  pending: readonly PendingMessage[];
}

/** Looked for from the end on: there it nearly always is. */
const isGone = (key: Row['key'] | undefined, rows: readonly Row[]): boolean =>
  key !== undefined && rows.findLast((row) => row.key === key) === undefined;

/** Where the list stands, and staying at the end of the room for whoever is there. */
export const useEnd = ({ server, room, rows, list, newer, pending }: EndInput) => {
  const height = list.scrollRect?.height ?? 0;
  const offset = list.scrollOffset ?? 0;
  const atEnd = !newer && list.isAtEnd(AT_END_PX);

  const now = useRef({ rows, atEnd });
  now.current = { rows, atEnd };
  useEffect(
    () =>
      actions.registerList({
        toEnd: () => list.scrollToEnd(),
        at() {
          if (now.current.atEnd) return null;
          const middle = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0) / 2;
          const index = list.getVirtualItemForOffset(middle)?.index ?? 0;
          const above = now.current.rows.slice(0, index + 1);
          return above.map(seqOf).findLast((seq) => seq !== undefined) ?? null;
        },
      }),
    [list],
  );

  // A full window lets its far end go: which one that is, the reader decides.
  useEffect(() => actions.follow(server, room.id, atEnd), [server, room.id, atEnd]);

  // What I send is always seen.
  const newest = pending.at(-1)?.id;
  const before = useRef(newest);
  useEffect(() => {
    if (newest !== undefined && newest !== before.current) actions.toLatest(server, room.id);
    before.current = newest;
  }, [newest, server, room.id]);

  // A composer that grows, a strip above it or a smaller window take room from below: the end
  // stays in sight. Where the list stands is told late, and one resize may come in several steps;
  // so it counts as being at the end until somebody scrolls up. And when more comes at once than the
  // window holds, nothing is left of what one stood at, which is all that the list goes by.
  const last = rows.at(-1)?.key;
  const was = useRef({ height, offset, atEnd, last });
  useLayoutEffect(() => {
    const { current } = was;
    const still = !newer && current.atEnd;
    const flooded = still && isGone(current.last, rows);
    const stays = atEnd || flooded || (still && offset >= current.offset);
    if (flooded || (stays && current.height !== height)) list.scrollToEnd();
    was.current = { height, offset, atEnd: stays, last };
  });

  return { height, offset, atEnd };
};
