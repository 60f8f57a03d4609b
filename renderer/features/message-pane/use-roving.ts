import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './rows';

type List = Virtualizer<HTMLDivElement, HTMLLIElement>;
type Align = 'auto' | 'start' | 'center' | 'end';
interface Move {
  to: number;
  align: Align;
}

/** The line a screen further up or down; at least the next one. */
const page = (list: List, from: number, step: 1 | -1): number => {
  const item = list.measurementsCache[from];
  const height = list.scrollRect?.height ?? 0;
  if (!item) return from + step;
  const found = list.getVirtualItemForOffset(Math.max(0, item.start + step * height))?.index;
  return step > 0 ? Math.max(found ?? from, from + 1) : Math.min(found ?? from, from - 1);
};

const moveOf = (key: string, list: List, from: number, last: number): Move | null => {
  switch (key) {
    case 'ArrowUp':
      return { to: from - 1, align: 'auto' };
    case 'ArrowDown':
      return { to: from + 1, align: 'auto' };
    case 'Home':
      return { to: 0, align: 'start' };
    case 'End':
      return { to: last, align: 'end' };
    case 'PageUp':
      return { to: page(list, from, -1), align: 'start' };
    case 'PageDown':
      return { to: page(list, from, 1), align: 'end' };
    default:
      return null;
  }
};

/**
 * The list is one Tab stop; arrows, Home, End, Page Up and Page Down move from line to line inside
 * it. The line with the stop may have left the screen: then the last one on screen has it.
 * `onEnd` is asked first when End is pressed: true when it goes farther than the lines here.
 */
export const useRoving = (rows: readonly Row[], list: List, onEnd: () => boolean) => {
  const [key, setKey] = useState<string | null>(null);
  const [, drawAgain] = useState(0);
  /** Set while a line waits for the focus: where on the screen it is to be. */
  const wanted = useRef<Align | null>(null);
  const shown = list.getVirtualItems();
  const chosen = shown.find((item) => item.key === key) ?? shown.at(-1);
  const stop = chosen?.index ?? -1;

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const element = list.scrollElement?.querySelector<HTMLElement>(`[data-index="${stop}"]`);
    if (!element || rows[stop]?.key !== key) return;
    wanted.current = null;
    element.focus({ preventScroll: true });
  });

  // A page that came meanwhile moved all lines: where the list was sent to stands another one now,
  // and the one that had the focus may have left the screen.
  const before = useRef(rows);
  useLayoutEffect(() => {
    const moved = before.current !== rows;
    before.current = rows;
    if (!moved || wanted.current === null) return;
    const at = rows.findIndex((row) => row.key === key);
    if (at !== -1) list.scrollToIndex(at, { align: wanted.current });
    // and with many of them the newest ones are let go
    else if (wanted.current === 'end' && onEnd()) wanted.current = null;
  });

  /** Gives a line the focus as soon as it is on screen. */
  const focusRow = useCallback((next: string, align: Align = 'center'): void => {
    wanted.current = align;
    setKey(next);
    // For the line that has the stop already nothing would be drawn, and what is wanted be given
    // later, when the focus is long elsewhere.
    drawAgain((n) => n + 1);
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Inside a line (a link, a button) the arrows belong to it.
    if (!(event.target as HTMLElement).matches('li')) return;
    const last = rows.length - 1;
    const move = moveOf(event.key, list, stop, last);
    if (!move) return;
    event.preventDefault();
    if (event.key === 'End' && onEnd()) return;
    const next = Math.min(Math.max(move.to, 0), last);
    list.scrollToIndex(next, { align: move.align });
    const row = rows[next];
    if (row) focusRow(row.key, move.align);
  };
  return { stop, chosen: key, setKey, focusRow, onKeyDown };
};
