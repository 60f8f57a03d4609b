import type { Seq } from '../../../protocol/ids';

/**
 * Ways into what only a screen can do: what is being typed lives in the composer's field and
 * nowhere else, and where a list stands only the list knows. Nothing happens when neither is
 * on screen.
 */
let composer: ComposerPort | null = null;
let list: ListPort | null = null;

/** What only the list on screen can do and tell. */
export interface ListPort {
  toEnd(): void;
  /** Seq of what stands in the middle of the screen; null at the end of the room. */
  at(): Seq | null;
}

/** What only the composer on screen can do. */
export interface ComposerPort {
  insert(text: string): void;
  focus(): void;
}

/** Called by the composer while it is on screen; returns its own clean-up. */
export const registerComposer = (port: ComposerPort): (() => void) => {
  composer = port;
  return () => {
    if (composer === port) composer = null;
  };
};

/** Called by the message list while it is on screen; returns its own clean-up. */
export const registerList = (port: ListPort): (() => void) => {
  list = port;
  return () => {
    if (list === port) list = null;
  };
};

/** Puts text at the caret of the composer, and the focus there. */
export const insertInComposer = (text: string): void => composer?.insert(text);

/** Puts the focus into the composer, where it was. */
export const focusComposer = (): void => composer?.focus();

/** Shows the newest line of the open room. */
export const scrollToEnd = (): void => list?.toEnd();

/** Where the list of the open room stands (see `ListPort`). */
export const readingAt = (): Seq | null => list?.at() ?? null;
