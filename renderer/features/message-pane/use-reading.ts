import { useEffect, useRef } from 'react';
import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';

/** Read means: on screen for so long while the window has the focus. */
export const READ_AFTER_MS = 600;

/**
 * Marks a room read up to the newest event that stayed on screen. In a room where lines keep
 * coming each is read in its turn: a newer one does not put off those before it.
 */
export const useReading = (
  server: ServerId,
  room: RoomId,
  seen: number,
  focused: boolean,
): void => {
  const newest = useRef(seen);
  newest.current = seen;
  const anything = seen > 0;
  useEffect(() => {
    if (!focused || !anything) return;
    let marked = 0;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const shown = newest.current;
      timer = setTimeout(() => {
        // Scrolled away meanwhile: it was not seen for long enough.
        const read = Math.min(shown, newest.current);
        if (read > marked) {
          actions.markRead(server, room, read);
          marked = read;
        }
        wait();
      }, READ_AFTER_MS);
    };
    wait();
    return () => clearTimeout(timer);
  }, [server, room, anything, focused]);
};
