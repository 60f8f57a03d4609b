import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';

interface LookInput {
  /** What the height of every line depends on. */
  look: string;
  list: Virtualizer<HTMLDivElement, HTMLLIElement>;
  atEnd: boolean;
}

/**
 * After another density or text size lines are laid out anew: what was measured of those out of
 * sight does not hold any more. Whoever was at the end stays there; otherwise the line in the
 * middle of the screen stays in the middle.
 */
export const useLook = ({ look, list, atEnd }: LookInput): void => {
  const before = useRef(look);
  useLayoutEffect(() => {
    if (before.current === look) return;
    before.current = look;
    const middle = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0) / 2;
    const index = list.getVirtualItemForOffset(middle)?.index;
    list.measure();
    if (atEnd) list.scrollToEnd();
    else if (index !== undefined) list.scrollToIndex(index, { align: 'center' });
  }, [look, list, atEnd]);
};
