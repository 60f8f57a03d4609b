import { useEffect } from 'react';
import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';

/** Says that the newest line of a room is on the screen: nothing pops up for what comes there. */
export const useLooking = (server: ServerId, room: RoomId, atNewest: boolean): void => {
  useEffect(() => {
    actions.looking(atNewest ? { server, room } : null);
    return () => actions.looking(null);
  }, [server, room, atNewest]);
};
