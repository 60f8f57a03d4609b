import type { Message } from '../../../../protocol/apply-change';
import type { RoomId, Seq } from '../../../../protocol/ids';
import type { ServerId } from '../../../../protocol/views';
import { indexOfSeq } from '../../../store/apply-event';
import { place } from '../../../store/place';
import { useStore } from '../../../store/store';
import { selectWished } from '../../../store/wished';

/** A message of a room as it is now, where it is held; null otherwise. */
export const messageAt = (server: ServerId, room: RoomId, seq: Seq): Message | null => {
  const state = useStore.getState();
  const events = state.timelines[place(server, room)]?.events ?? [];
  const event = events[indexOfSeq(events, seq)];
  return event?.seq === seq && event.kind === 'posted' ? selectWished(state, server, event) : null;
};

/** The line of a message around an element, and the seq of that message. */
export const rowAround = (target: EventTarget | null): { row: HTMLElement; seq: Seq } | null => {
  const row = (target as Element | null)?.closest<HTMLElement>('li[data-kind="message"]');
  const seq = Number(row?.dataset.seq);
  return row && seq > 0 ? { row, seq } : null;
};
