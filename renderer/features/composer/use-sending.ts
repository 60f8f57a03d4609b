import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import type { Composing } from '../../store/slices/composing';
import type { Server } from '../../store/slices/servers';
import type { HintKind } from './Hint';
import { insertText } from './insert-text';
import type { Outgoing } from './outgoing';
import { createOutgoing } from './outgoing';
import { submitText } from './submit-text';

interface SendingPorts {
  server: Server;
  room: RoomView;
  composing: Composing | undefined;
  /** Why the text stayed; null when it left. */
  onHint: (hint: HintKind | null) => void;
  /** The reply is on its way, the edit is made. */
  onDone: () => void;
  /** The text left the field. */
  onCleared: () => void;
}

/** Takes the field's text along (see outgoing.ts), and gives others a way into the field. */
export const useSending = (
  field: RefObject<HTMLTextAreaElement | null>,
  outgoing: RefObject<Outgoing | null>,
  ports: SendingPorts,
): void => {
  const latest = useRef(ports);
  latest.current = ports;
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    let done = false;
    outgoing.current = createOutgoing({
      field: element,
      store: async (text, as) => {
        const { server, room, composing, onHint } = latest.current;
        const result = await submitText(server, room.id, text, composing, as);
        onHint(result.hint);
        done = result.done;
        return result.kept;
      },
      cleared: () => {
        if (done) latest.current.onDone();
        done = false;
        latest.current.onCleared();
      },
    });
    const { length } = element.value;
    element.setSelectionRange(length, length);
    element.focus({ preventScroll: true });
    return actions.registerComposer({
      insert: (text) => insertText(element, text),
      focus: () => element.focus(),
    });
  }, [field, outgoing]);
};
