import { type RefObject, useEffect, useRef } from 'react';
import { type Act, atRest, type EnterEvent, type SendWith, step } from './enter-rule';

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Fn']);
/** What keyCode says while an input method handles the key. */
const IME_KEY = 229;

// Windows names the key "Process" while composing; where it sits on the keyboard is still told.
const isEnter = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' || event.code === 'Enter' || event.code === 'NumpadEnter';

const keyOf = (event: KeyboardEvent): EnterEvent => ({
  type: 'key',
  enter: isEnter(event),
  ime: event.keyCode === IME_KEY,
  composing: event.isComposing,
  shift: event.shiftKey,
  ctrl: event.ctrlKey || event.metaKey,
  alt: event.altKey,
  repeat: event.repeat,
  modifier: MODIFIERS.has(event.key),
});

const breaksLine = (event: InputEvent): boolean =>
  event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph';

/**
 * Ties enter-rule.ts to a text field. `act` is called exactly once per Enter that counts, when
 * the text is complete. Listens natively: React's own beforeinput is an imitation.
 */
export const useEnterRule = (
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  sendWith: SendWith,
  act: (act: Act) => void,
): void => {
  const latest = useRef({ sendWith, act });
  latest.current = { sendWith, act };
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    let state = atRest;
    /** A line break that is put in here is not what somebody typed after Enter. */
    let acting = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const feed = (event: EnterEvent, source?: Event): void => {
      const done = step(state, event, latest.current.sendWith);
      state = done.state;
      if (done.prevent) source?.preventDefault();
      if (done.act) {
        acting = true;
        latest.current.act(done.act);
        acting = false;
      }
      if (done.laterMs === null) return;
      clearTimeout(timer);
      timer = setTimeout(() => feed({ type: 'later' }), done.laterMs);
    };
    const listeners = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ) => element.addEventListener(type, listener as EventListener, { signal: listeners.signal });
    on('keydown', (event) => feed(keyOf(event), event));
    on('keyup', (event) => feed({ type: 'keyup', enter: isEnter(event) }));
    on('compositionstart', ({ data }) => feed({ type: 'start', data }));
    on('compositionupdate', ({ data }) => feed({ type: 'update', data }));
    on('compositionend', ({ data }) => feed({ type: 'end', data }));
    on('input', () => !acting && feed({ type: 'input' }));
    on('beforeinput', (event) => {
      if (!acting && breaksLine(event)) feed({ type: 'line-break' }, event);
    });
    return () => {
      listeners.abort();
      clearTimeout(timer);
    };
  }, [field]);
};
