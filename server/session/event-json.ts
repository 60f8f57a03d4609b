/**
 * The JSON text of an event, made once: the log stores it, every wire that speaks JSON sends it.
 * Kept beside the event for as long as somebody holds the event, and no longer.
 */
import type { ChatEvent } from '../../protocol/events';

const texts = new WeakMap<ChatEvent, string>();

export function eventJson(event: ChatEvent): string {
  let text = texts.get(event);
  if (text === undefined) {
    text = JSON.stringify(event);
    texts.set(event, text);
  }
  return text;
}

/** An event out of text that this server itself wrote: the log's, so it is not checked again. */
export function storedEvent(text: string): ChatEvent {
  const event = JSON.parse(text) as ChatEvent;
  texts.set(event, text);
  return event;
}
