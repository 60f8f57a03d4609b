import { type RefObject, useEffect, useRef } from 'react';
import type { RoomId } from '../../../protocol/ids';
import { DRAFT_MAX_CHARS, DRAFT_SAVE_MS } from '../../../protocol/limits';
import type { ServerId } from '../../../protocol/views';
import { actions } from '../../store/actions';

/**
 * Keeps what is half written: after a pause, on leaving the field, and on leaving the room.
 * Never while a syllable is being composed: the state of the app is not to stir under it.
 */
export const useDraft = (
  field: RefObject<HTMLTextAreaElement | null>,
  server: ServerId,
  room: RoomId,
  /** What of the field is not on its way yet. */
  textOf: () => string,
) => {
  const read = useRef(textOf);
  read.current = textOf;
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = (): void => {
    clearTimeout(timer.current);
    actions.saveDraft(server, room, read.current().slice(0, DRAFT_MAX_CHARS));
  };
  const later = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => !composing.current && save(), DRAFT_SAVE_MS);
  };
  const saveNow = useRef(save);
  saveNow.current = save;

  useEffect(() => {
    const element = field.current;
    return () => {
      clearTimeout(timer.current);
      // Leaving the room: the field is gone from the page, its text is still in it.
      if (element) saveNow.current();
    };
  }, [field]);

  return {
    changed: later,
    save,
    composing(on: boolean) {
      composing.current = on;
      if (!on) later();
    },
  };
};
