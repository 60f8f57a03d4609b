import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback } from 'react';

/**
 * The ref of a line: it is measured before it is painted, always. While one scrolls the list would
 * leave that to its observer, which is told a frame late of lines that came with another
 * measurement: on a busy machine they were seen where they had been guessed to be, and then moved.
 */
export const useMeasure = (list: Virtualizer<HTMLDivElement, HTMLLIElement>) =>
  useCallback(
    (line: HTMLLIElement | null): void => {
      const { isScrolling } = list;
      list.isScrolling = false;
      list.measureElement(line);
      list.isScrolling = isScrolling;
    },
    [list],
  );
