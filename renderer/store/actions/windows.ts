import type { RoomId } from '../../../protocol/ids';
import type { CallInput } from '../../../protocol/ipc';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { useStore } from '../store';

/**
 * The room in a window of its own, or that window to the front. Resolves to false when there are
 * too many already, or it could not be made.
 */
export const openWindow = (server: ServerId, room: RoomId): Promise<boolean> =>
  call('room.window', { server, room }).catch(() => false);

/** What only the main window can show is shown there. */
export const showInMain = (what: CallInput<'main.show'>): void =>
  void call('main.show', what).catch(() => {});

/** This window has one room, and that place is another one. */
export const isElsewhere = (server: ServerId, room: RoomId): boolean => {
  const { alone } = useStore.getState();
  return alone !== null && (alone.server !== server || alone.room !== room);
};

/** The room that this window has as its only one, from its address; null: the main window. */
export const aloneIn = (search: string): { server: ServerId; room: RoomId } | null => {
  const asked = new URLSearchParams(search);
  const server = asked.get('server');
  const room = asked.get('room');
  return server && room ? { server, room } : null;
};
