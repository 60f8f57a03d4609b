import { useEffect } from 'react';
import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';

/** Read means: on screen for so long while the window has the focus. */
export const READ_AFTER_MS = 600;

/** Marks a room read up to the newest event that stays on screen. */
export const useReading = (
  server: ServerId,
  room: RoomId,
  seen: number,
  focused: boolean,
): void => {
  useEffect(() => {
    if (!focused || seen === 0) return;
    const timer = setTimeout(() => actions.markRead(server, room, seen), READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, [server, room, seen, focused]);
};
