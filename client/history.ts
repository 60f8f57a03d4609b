/**
 * Pages for reading, out of the copy. What lies right before the copy is fetched page by page and
 * kept, so that the copy grows backwards without holes. What lies farther back (a jump to an old
 * message) is read through the server and not kept: the copy stays one unbroken run
 * (docs/decisions/0008-reading-through.md).
 */
import { applyChange, isChange } from '../protocol/apply-change';
import type { CommandInput } from '../protocol/commands';
import { Refusal } from '../protocol/errors';
import type { ChatEvent } from '../protocol/events';
import type { RoomId, Seq } from '../protocol/ids';
import { PAGE_MAX_EVENTS } from '../protocol/limits';
import type { Page, Reply } from '../protocol/replies';
import type { ClientStore } from './api';

/** `at`: from that moment on, ms since 1970. */
export type Range = { before?: Seq; after?: Seq; at?: number; limit: number };

export interface HistoryDeps {
  store: Pick<ClientStore, 'range' | 'read' | 'firstAt'>;
  /** Whether the server can be asked about this room now. */
  reachable(room: RoomId): boolean;
  head(room: RoomId): Seq;
  ask(command: CommandInput): Promise<Reply>;
  /** The newest page of a room of which nothing is held. */
  begin(room: RoomId, page: Page): void;
  addOlder(room: RoomId, events: readonly ChatEvent[]): void;
}

type Held = NonNullable<ReturnType<ClientStore['range']>>;

export class History {
  /** One at a time per room, so that pages join. */
  readonly #fetching = new Map<RoomId, Promise<void>>();
  /** The oldest seq that this reader may be shown, of rooms where the server said so. */
  readonly #borders = new Map<RoomId, Seq>();

  constructor(private readonly deps: HistoryDeps) {}

  /**
   * Events in rising order, and whether there are more in that direction. Rejects with a `Refusal`
   * when the copy has nothing and the server, which has, cannot be asked or will not answer.
   */
  async page(room: RoomId, range: Range): Promise<Page> {
    if (range.at !== undefined) return this.#from(room, range.at, range.limit);
    const held = this.deps.store.range(room);
    if (held && this.#liesBefore(room, held, range)) return this.#through(room, range);
    if (range.after === undefined) await this.#fill(room, range);
    return this.#local(room, range);
  }

  /** Whether some of what is asked for lies before the copy, and not right before it. */
  #liesBefore(room: RoomId, held: Held, { before, after }: Range): boolean {
    if (!held.olderMayExist) return false;
    if (after === undefined) return before !== undefined && before < held.first;
    return after < held.first && after !== this.#firstHeld(room)?.prev;
  }

  async #from(room: RoomId, at: number, limit: number): Promise<Page> {
    const { store } = this.deps;
    const held = store.range(room);
    const first = held && this.#firstHeld(room);
    if (first && (first.ts <= at || !held.olderMayExist)) {
      const found = store.firstAt(room, at);
      return this.#local(room, { after: (found ?? held.last + 1) - 1, limit });
    }
    return this.#through(room, { at, limit });
  }

  /** Out of the server's log, with what has become of the messages since. */
  async #through(room: RoomId, range: Range): Promise<Page> {
    if (!this.deps.reachable(room)) throw new Refusal('not-authenticated', { message: 'offline' });
    const page = await this.#asked({ verb: 'history', room, ...range });
    const since = this.deps.store
      .read(room, { after: page.head, limit: PAGE_MAX_EVENTS })
      .filter(isChange);
    const events = page.events.map((event) =>
      event.kind === 'posted' ? since.reduce(applyChange, event) : event,
    );
    return { ...page, events };
  }

  #local(room: RoomId, range: Range): Page {
    const { store } = this.deps;
    const events = store.read(room, range);
    const held = store.range(room);
    const head = Math.max(this.deps.head(room), held?.last ?? 0);
    return { events, head, more: this.#more(room, held, range, events) };
  }

  /** What lies before the copy is not for this reader. */
  #atBorder({ first }: Held, room: RoomId): boolean {
    return first <= (this.#borders.get(room) ?? 0);
  }

  #more(room: RoomId, held: Held | null, range: Range, events: readonly ChatEvent[]): boolean {
    if (!held) return false;
    if (range.after !== undefined) return (events.at(-1)?.seq ?? range.after) < held.last;
    const first = events[0]?.seq ?? range.before ?? held.first;
    return first > held.first || (held.olderMayExist && !this.#atBorder(held, room));
  }

  /** Fetches until the copy can fill the page, or there is nothing older. */
  async #fill(room: RoomId, range: Range): Promise<void> {
    for (;;) {
      const held = this.deps.store.range(room);
      const there = this.deps.store.read(room, range).length;
      if (there >= range.limit || (held && !held.olderMayExist)) return;
      if (!this.deps.reachable(room)) {
        if (there > 0 || !held) return;
        throw new Refusal('not-authenticated', { message: 'no connection' });
      }
      try {
        await this.#once(room, held?.first);
      } catch (why) {
        if (there > 0) return;
        throw why;
      }
      if (this.deps.store.range(room)?.first === held?.first) return;
    }
  }

  #once(room: RoomId, before: Seq | undefined): Promise<void> {
    const running = this.#fetching.get(room);
    if (running) return running;
    const fetch = this.#fetch(room, before).finally(() => this.#fetching.delete(room));
    this.#fetching.set(room, fetch);
    return fetch;
  }

  async #fetch(room: RoomId, before: Seq | undefined): Promise<void> {
    const older = before === undefined ? {} : { before };
    const page = await this.#asked({ verb: 'history', room, ...older, limit: PAGE_MAX_EVENTS });
    this.#borders.set(room, page.from ?? 0);
    if (before === undefined) return this.deps.begin(room, page);
    const run = endingAt(room, page.events, this.#firstHeld(room));
    if (run.length > 0) this.deps.addOlder(room, run);
  }

  async #asked(command: CommandInput): Promise<Page> {
    const reply = await this.deps.ask(command);
    if (!reply.ok) throw new Refusal(reply.error.code, reply.error);
    return reply.result as Page;
  }

  #firstHeld(room: RoomId): ChatEvent | undefined {
    const first = this.deps.store.range(room)?.first ?? 0;
    return this.deps.store.read(room, { after: first - 1, limit: 1 })[0];
  }
}

/** The longest run that ends right before `next`: anything else would leave a hole. */
function endingAt(
  room: RoomId,
  events: readonly ChatEvent[],
  next: ChatEvent | undefined,
): ChatEvent[] {
  const run: ChatEvent[] = [];
  let follows = next;
  for (const event of [...events].reverse()) {
    const joins = event.room === room && event.seq === follows?.prev && event.seq > event.prev;
    if (!joins) break;
    run.unshift(event);
    follows = event;
  }
  return run;
}
