import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { type Format, formatOfKey } from './format';
import type { useCompletion } from './use-completion';

interface KeyPorts {
  field: RefObject<HTMLTextAreaElement | null>;
  completion: ReturnType<typeof useCompletion>;
  onFormat: (what: Format) => void;
  /** Esc ends a reply or an edit; null when there is neither. */
  onStop: (() => void) | null;
  /** ↑ in an empty field; false when there was nothing to do. Null where it means nothing. */
  onUp: (() => boolean) | null;
}

/** Every key of the field but Enter, which has a rule of its own (ui/enter-rule.ts). */
export const useKeys = ({ field, completion, onFormat, onStop, onUp }: KeyPorts) => {
  const latest = useRef(completion);
  latest.current = completion;
  // Tab in the middle of a syllable completes when the syllable is done.
  const pickLater = useRef(false);

  const pickFirst = (): void => {
    const { offers, active, pick } = latest.current;
    const offer = offers[Math.max(active, 0)];
    if (offer) pick(offer);
  };

  const ofList = (event: KeyboardEvent, key: string): boolean => {
    const { offers, move, close } = completion;
    if (offers.length === 0) return false;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'Escape') close();
    else if (key === 'Tab' && !event.shiftKey) {
      if (event.nativeEvent.isComposing) pickLater.current = true;
      else pickFirst();
    } else return false;
    return true;
  };

  const ofField = (event: KeyboardEvent, key: string): boolean => {
    if (event.nativeEvent.isComposing) return false;
    const wanted = formatOfKey(event.nativeEvent);
    if (wanted) {
      onFormat(wanted);
      return true;
    }
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (key === 'Escape' && onStop) {
      onStop();
      return true;
    }
    return key === 'ArrowUp' && field.current?.value === '' && (onUp?.() ?? false);
  };

  return {
    onKeyDown: (event: KeyboardEvent): void => {
      const key = event.nativeEvent.code || event.key;
      if (!ofList(event, key) && !ofField(event, key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    /** A composition has ended for good. */
    composed: (): void => {
      if (pickLater.current) pickFirst();
      pickLater.current = false;
    },
  };
};
