import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './rows';

type List = Virtualizer<HTMLDivElement, HTMLLIElement>;

const MOVES: Readonly<Record<string, (from: number, last: number) => number>> = {
  ArrowUp: (from) => from - 1,
  ArrowDown: (from) => from + 1,
  Home: () => 0,
  End: (_from, last) => last,
};

/**
 * The list is one Tab stop; arrows move from line to line inside it. The line with the stop may
 * have left the screen: then the last one on screen has it.
 */
export const useRoving = (rows: readonly Row[], list: List) => {
  const [key, setKey] = useState<string | null>(null);
  const wanted = useRef(false);
  const shown = list.getVirtualItems();
  const chosen = shown.find((item) => item.key === key) ?? shown.at(-1);
  const stop = chosen?.index ?? -1;

  useLayoutEffect(() => {
    if (!wanted.current) return;
    const element = list.scrollElement?.querySelector<HTMLElement>(`[data-index="${stop}"]`);
    if (!element || rows[stop]?.key !== key) return;
    wanted.current = false;
    element.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    // Inside a line (a link, a button) the arrows belong to it.
    if (!move || !(event.target as HTMLElement).matches('li')) return;
    const next = Math.min(Math.max(move(stop, rows.length - 1), 0), rows.length - 1);
    event.preventDefault();
    wanted.current = true;
    list.scrollToIndex(next, { align: 'auto' });
    setKey(rows[next]?.key ?? null);
  };
  return { stop, setKey, onKeyDown };
};
