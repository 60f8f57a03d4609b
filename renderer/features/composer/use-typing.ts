import { useRef } from 'react';
import type { RoomId } from '../../../protocol/ids';
import { TYPING_EVERY_MS } from '../../../protocol/limits';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';

/** Tells the others, now and then, that something is being written. Commands are nobody's business. */
export const useTyping = (server: Server, room: RoomId) => {
  const toldAt = useRef(0);
  return (text: string): void => {
    const now = Date.now();
    if (text === '' || text.startsWith('/') || now - toldAt.current < TYPING_EVERY_MS) return;
    toldAt.current = now;
    if (server.status.state === 'online') void actions.sendTyping(server.id, room, true);
  };
};
