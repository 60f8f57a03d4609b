import type { EventOf } from '../../../protocol/events';
import type { RoomId, Seq, UserId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { useStore } from '../store';
import { jumpTo } from './jump';
import { openRoom } from './navigate';
import { submit } from './submit';
import { isElsewhere } from './windows';

/** A call to look that is older, read back from the log, leads nobody anywhere. */
const FRESH_MS = 30_000;

export const raiseHand = (server: ServerId, room: RoomId, on: boolean) =>
  submit(server, { verb: 'hand', room, on });

/** Lowers somebody else's hand; for who leads the room. */
export const lowerHand = (server: ServerId, room: RoomId, user: UserId) =>
  submit(server, { verb: 'hand', room, on: false, user });

/** Asks everybody in the room to look at it, or at one message. */
export const askToLook = (server: ServerId, room: RoomId, target?: Seq) =>
  submit(server, { verb: 'look', room, ...(target !== undefined && { target }) });

/** Somebody asks to look: the room is opened, at the message if it is one. */
export const followLook = (server: ServerId, event: EventOf<'look'>, now: number): void => {
  const state = useStore.getState();
  if (event.by === state.servers[server]?.me?.id || now - event.ts > FRESH_MS) return;
  // The main window goes there; a room's own window stays with its room.
  if (isElsewhere(server, event.room)) return;
  useStore.setState({ look: { server, room: event.room, name: event.name } });
  if (event.target === undefined) openRoom(server, event.room);
  else void jumpTo(server, event.room, event.target, { highlight: true });
};

export const dropLook = (): void => useStore.setState({ look: null });
