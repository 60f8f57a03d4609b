import { type RefObject, useLayoutEffect, useRef } from 'react';
import { actions } from '../../store/actions';

/** Where one is in a list: the open room, else its first line. */
const startOf = (list: HTMLElement): HTMLElement | null =>
  list.querySelector<HTMLElement>('[aria-current="page"]') ??
  list.querySelector<HTMLElement>('li button') ??
  list.querySelector<HTMLElement>('button');

/**
 * A list that slides over the pane takes the focus with it, and gives it back when it goes: to what
 * had it before, or to the composer when that is gone. What has put the focus elsewhere meanwhile
 * keeps it.
 */
export const useSheetFocus = (open: boolean, sheet: RefObject<HTMLElement | null>): void => {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const list = sheet.current;
    const { activeElement } = document;
    if (open) {
      before.current = activeElement;
      if (list && !list.contains(activeElement)) startOf(list)?.focus();
      return;
    }
    const back = before.current;
    before.current = null;
    if (!back || (activeElement !== document.body && !list?.contains(activeElement))) return;
    if (back instanceof HTMLElement && back.isConnected && !list?.contains(back)) back.focus();
    if (document.activeElement !== back || back === document.body) actions.focusComposer();
  }, [open, sheet]);
};
