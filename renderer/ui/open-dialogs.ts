import { useEffect } from 'react';

/**
 * Which sheets lie over the window. What is only said in passing waits until there is none: over a
 * sheet it would hide what somebody is deciding on, and no key would reach it.
 */
let open = 0;
let waiting: (() => void)[] = [];

/** For styles: what was said just before a sheet opened does not lie over it. */
const mark = (): void => {
  document.documentElement.toggleAttribute('data-sheet', open > 0);
};

/** Counts a sheet for as long as it is open. */
export const useOpenDialog = (isOpen: boolean): void => {
  useEffect(() => {
    if (!isOpen) return;
    open += 1;
    mark();
    return () => {
      open -= 1;
      mark();
      // A sheet that gives way to another is no pause.
      setTimeout(settle);
    };
  }, [isOpen]);
};

const settle = (): void => {
  if (open > 0) return;
  const due = waiting;
  waiting = [];
  for (const run of due) run();
};

/** Runs `run` now, or when the last sheet is closed. */
export const whenClear = (run: () => void): void => {
  if (open === 0) run();
  else waiting.push(run);
};
