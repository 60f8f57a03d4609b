import { useEffect } from 'react';
import { actions } from '../../store/actions';
import { selectOpenRoom, selectOpenServer } from '../../store/selectors';
import { useStore } from '../../store/store';

/** Esc: the open room is read, and shown at its end. Shift+Esc: every room of every server is. */
export const useEscape = (): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      const state = useStore.getState();
      if (state.dialog !== null) return;
      const server = selectOpenServer(state);
      const room = selectOpenRoom(state);
      if (!server || !room) return;
      if (event.shiftKey) actions.markAllRead();
      else actions.readToEnd(server.id, room.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};
