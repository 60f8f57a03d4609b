import { createContext, useContext } from 'react';
import type { Message } from '../../../../protocol/apply-change';
import type { MessageAction } from './possible';

/** What a line can ask of the list around it, which has one menu and one of each dialog. */
export interface MessageTools {
  run(action: MessageAction, message: Message): void;
  toggle(message: Message, emoji: string): void;
  /** Opens the menu beside an element. */
  openMenu(message: Message, beside: Element): void;
  /** Opens the emoji picker beside an element, for a reaction. */
  pick(message: Message, beside: Element): void;
  /** Who has read an announcement. */
  showReaders(message: Message): void;
}

export const Tools = createContext<MessageTools | null>(null);

/** Null where lines stand by themselves, e.g. in a test: then nothing is offered. */
export const useTools = (): MessageTools | null => useContext(Tools);
