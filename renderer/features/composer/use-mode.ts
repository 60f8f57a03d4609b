import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { place } from '../../store/place';
import type { Composing } from '../../store/slices/composing';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';

/**
 * Whether something new is written, a reply, or a change of a message. While a message is being
 * changed the draft waits aside, and comes back when that is over.
 */
export const useMode = (
  field: RefObject<HTMLTextAreaElement | null>,
  server: Server,
  room: RoomView,
  /** What of the field is not on its way. */
  rest: () => string,
  /** The field holds another text. */
  changed: () => void,
) => {
  const composing: Composing | undefined = useStore(
    (state) => state.composing[place(server.id, room.id)],
  );
  const edits = composing?.kind === 'edit' ? composing : null;
  const seq = edits?.seq ?? null;
  const aside = useRef<string | null>(edits ? room.draft : null);
  const [initial] = useState(() => edits?.text ?? room.draft);
  const shown = useRef(seq);
  const latest = useRef({ text: edits?.text ?? '', rest, changed });
  latest.current = { text: edits?.text ?? '', rest, changed };

  useLayoutEffect(() => {
    const element = field.current;
    if (!element || shown.current === seq) return;
    if (shown.current === null) aside.current = latest.current.rest();
    const text = seq === null ? (aside.current ?? '') : latest.current.text;
    if (seq === null) aside.current = null;
    shown.current = seq;
    element.value = text;
    element.setSelectionRange(text.length, text.length);
    element.focus({ preventScroll: true });
    latest.current.changed();
  }, [field, seq]);

  useEffect(() => {
    const element = field.current;
    return () => {
      if (element && shown.current !== null) actions.keepEdit(server.id, room.id, element.value);
    };
  }, [field, server.id, room.id]);

  useEffect(() => void actions.resumeReply(server.id, room.id), [server.id, room.id]);

  return {
    composing,
    edits: edits !== null,
    /** What the field begins with. */
    initial,
    /** The draft that is to be kept. */
    draft: (): string => aside.current ?? latest.current.rest(),
    stop: () => actions.stopComposing(server.id, room.id),
  };
};
