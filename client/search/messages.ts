/** What the main thread and the one that searches copies say to each other. */
import type { Answer, Ask } from '../../search/find';

export type ToThread =
  | { do: 'find'; id: number; file: string; ask: Ask }
  /** The copy is closed or about to go: nothing of it stays open. */
  | { do: 'leave'; id: number; file: string };

/** Asks for no answer: the thread closes what it has open, and ends. */
export const STOP = 'stop';
export type Said = ToThread | typeof STOP;

export type FromThread =
  | { id: number; ok: true; answer: Answer | null }
  /** `why` is for a log, and holds no text of a message. */
  | { id: number; ok: false; why: string };
