/**
 * Ways into what only a screen can do: what is being typed lives in the composer's field and
 * nowhere else, and where a list stands only the list knows. Nothing happens when neither is
 * on screen.
 */
let insert: ((text: string) => void) | null = null;
let toEnd: (() => void) | null = null;

/** Called by the composer while it is on screen; returns its own clean-up. */
export const registerComposer = (port: (text: string) => void): (() => void) => {
  insert = port;
  return () => {
    if (insert === port) insert = null;
  };
};

/** Called by the message list while it is on screen; returns its own clean-up. */
export const registerList = (port: () => void): (() => void) => {
  toEnd = port;
  return () => {
    if (toEnd === port) toEnd = null;
  };
};

/** Puts text at the caret of the composer, and the focus there. */
export const insertInComposer = (text: string): void => insert?.(text);

/** Shows the newest line of the open room. */
export const scrollToEnd = (): void => toEnd?.();
