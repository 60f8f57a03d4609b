/** A page of history that came as JSON: gateways that speak JSON hand it on, others look into it. */
import type { ChatEvent } from '../../protocol/events';
import type { Seq } from '../../protocol/ids';
import type { Page } from '../../protocol/replies';

const jsons = new WeakMap<object, Uint8Array>();

/** `events` is a JSON array that this server itself wrote; it is parsed only if somebody asks. */
export function storedPage(events: Uint8Array, head: Seq, more: boolean, from: Seq): Page {
  let parsed: ChatEvent[] | null = null;
  const page: Page = {
    get events() {
      parsed ??= JSON.parse(
        Buffer.from(events.buffer, events.byteOffset, events.length).toString(),
      );
      return parsed as ChatEvent[];
    },
    head,
    more,
    ...(from > 0 && { from }),
  };
  jsons.set(page, events);
  return page;
}

/** The JSON array of its events, where the page came as such. */
export const eventsJson = (page: object): Uint8Array | undefined => jsons.get(page);
