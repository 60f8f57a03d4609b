import { useEffect, useMemo } from 'react';
import type { Message } from '../../../../protocol/apply-change';
import type { RoomId, Seq } from '../../../../protocol/ids';
import type { ServerId } from '../../../../protocol/views';
import { actions } from '../../../store/actions';
import { indexOfSeq } from '../../../store/apply-event';
import { place } from '../../../store/place';
import type { State } from '../../../store/store';
import { useStore } from '../../../store/store';
import { selectWished } from '../../../store/wished';

/** A message as it is now: out of the list, else as it was looked up; undefined: not known yet. */
const held = (state: State, at: string, seq: Seq): Message | null | undefined => {
  const events = state.timelines[at]?.events ?? [];
  const event = events[indexOfSeq(events, seq)];
  if (event?.seq === seq && event.kind === 'posted') return event;
  return state.board[at]?.[seq];
};

/** One message of a room wherever it stands; null without one, or while it is not known. */
export const useMessage = (server: ServerId, room: RoomId, seq: Seq | null): Message | null =>
  useStore((state) => (seq === null ? null : (held(state, place(server, room), seq) ?? null)));

/**
 * Single messages of a room in the order asked for, those that are deleted or out of reach left
 * out. What is not held is looked up; `wanted` may be another array each time.
 */
export const useBoard = (
  server: ServerId,
  room: RoomId,
  wanted: readonly Seq[],
): readonly Message[] => {
  const key = wanted.join(' ');
  const timeline = useStore((state) => state.timelines[place(server, room)]?.events);
  const board = useStore((state) => state.board[place(server, room)]);
  const wishes = useStore((state) => state.wishes[place(server, room)]);
  const online = useStore((state) => state.servers[server]?.status.state === 'online');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is wanted
  const found = useMemo(() => {
    const state = useStore.getState();
    return wanted.map((seq) => {
      const message = held(state, place(server, room), seq);
      return { seq, message: message ? selectWished(state, server, message) : message };
    });
  }, [key, timeline, board, wishes, server, room]);
  const missing = found
    .filter(({ message }) => message === undefined)
    .map(({ seq }) => seq)
    .join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when there is a connection
  useEffect(() => {
    if (missing) void actions.lookUp(server, room, missing.split(' ').map(Number));
  }, [server, room, missing, online]);
  return useMemo(
    () => found.flatMap(({ message }) => (message && !message.gone ? message : [])),
    [found],
  );
};
