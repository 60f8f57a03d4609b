import { type RefObject, useEffect } from 'react';

const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

const isFree = (): boolean => {
  if (document.querySelector(MODAL)) return false;
  const { activeElement } = document;
  // Lines take arrows and buttons take Enter and space; everything else may want letters.
  return activeElement === document.body || /^(LI|BUTTON)$/.test(activeElement?.tagName ?? '');
};

/** Typing with the focus nowhere in particular goes into the field, the first key included. */
export const useTypeAnywhere = (field: RefObject<HTMLTextAreaElement | null>): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if ([...event.key].length === 1 && event.key !== ' ' && isFree()) field.current?.focus();
    };
    const onFocus = () => document.activeElement === document.body && field.current?.focus();
    // The field of the room before had it, and went with it.
    onFocus();
    window.addEventListener('keydown', onKey);
    window.addEventListener('focus', onFocus);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('focus', onFocus);
    };
  }, [field]);
};
