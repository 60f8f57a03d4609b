/** Messages and boards as a screen shows them: with what I have just asked for (slices/wishes.ts). */
import { useMemo } from 'react';
import type { Message } from '../../protocol/apply-change';
import type { RoomView, ServerId } from '../../protocol/views';
import { place } from './place';
import { wished, wishedPins } from './slices/wishes';
import { type State, useStore } from './store';

export const selectWished = (state: State, server: ServerId, message: Message): Message =>
  wished(message, state.wishes[place(server, message.room)], state.servers[server]?.me?.id);

export const useWished = (server: ServerId, message: Message): Message => {
  const wishes = useStore((state) => state.wishes[place(server, message.room)]);
  const me = useStore((state) => state.servers[server]?.me?.id);
  return useMemo(() => wished(message, wishes, me), [message, wishes, me]);
};

export const useWishedRoom = (server: ServerId, room: RoomView): RoomView => {
  const wishes = useStore((state) => state.wishes[place(server, room.id)]);
  return useMemo(() => {
    const pins = wishedPins(room.pins ?? NONE, wishes);
    return pins === (room.pins ?? NONE) ? room : { ...room, pins: [...pins] };
  }, [room, wishes]);
};

const NONE: readonly number[] = [];
