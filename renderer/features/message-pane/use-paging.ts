import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';
import type { Timeline } from '../../store/slices/messages';

/** Within so much of an end of the window the next page is fetched, well before it is seen. */
const FETCH_WITHIN_PX = 1200;

interface PagingInput {
  server: ServerId;
  room: RoomId;
  timeline: Timeline;
  list: Virtualizer<HTMLDivElement, HTMLLIElement>;
  /** Only from where one was put anything is asked for. */
  placed: boolean;
  height: number;
  offset: number;
}

/** Asks for the next page in either direction. One that failed is asked for on the next scroll. */
export const usePaging = (input: PagingInput): void => {
  const { server, room, timeline, list, placed, height, offset } = input;
  const { events, older, newer } = timeline;
  // A page may hold nothing that is drawn: then only these tell that it came.
  const first = events[0]?.seq;
  const last = events.at(-1)?.seq;
  const ready = placed && height > 0;
  const rest = list.getTotalSize() - offset - height;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each page and each scroll counts
  useEffect(() => {
    if (ready && older && offset < FETCH_WITHIN_PX) void actions.loadOlder(server, room);
  }, [server, room, ready, older, offset, first]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page and each scroll counts
  useEffect(() => {
    if (ready && newer && rest < FETCH_WITHIN_PX) void actions.loadNewer(server, room);
  }, [server, room, ready, newer, rest, last]);
};
