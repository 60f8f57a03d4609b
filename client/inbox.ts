/**
 * Events on their way into the copy. Promises (docs/PROTOCOL.md "Delivery"):
 * - per room they are stored in the order of the log, each once, and told only when stored;
 * - what is stored is at every moment an unbroken run: an event that does not follow the last one
 *   is not kept, the gap before it is paged from the server;
 * - a head that the server names, with state, ping or reply, reveals what was lost at the end;
 * - of a room that was never opened only the newest page is fetched (history.ts does the rest).
 */
import type { ChatEvent } from '../protocol/events';
import type { RoomId, Seq } from '../protocol/ids';
import { PAGE_MAX_EVENTS, PAGES_IN_FLIGHT, RESEND_PAUSE_MS } from '../protocol/limits';
import type { Page, Reply } from '../protocol/replies';
import type { ClientStore } from './api';
import type { Clock } from './clock';
import type { Done } from './commands';

export type Edge = 'live' | 'older' | 'restart';

export interface InboxDeps {
  store: Pick<ClientStore, 'addEvents' | 'range'>;
  clock: Clock;
  /** Stored: `answered` are the outbox rows that went with them. */
  stored(room: RoomId, events: readonly ChatEvent[], edge: Edge, answered: string[]): void;
  /** The copy does not fit the server's log: it must start over. */
  misfit(): void;
  /** Nothing is missing any more in any room. */
  idle(): void;
}

interface Followed {
  /** Newest seq stored; null while nothing is. */
  last: Seq | null;
  /** Newest seq known to exist. */
  head: Seq;
  fetching: boolean;
}

type Ask = (
  command: { verb: 'history'; room: RoomId; after?: Seq; limit: number },
  done: Done,
) => void;

export class Inbox {
  readonly #rooms = new Map<RoomId, Followed>();
  #ask: Ask | null = null;
  #fetches = 0;

  constructor(private readonly deps: InboxDeps) {}

  online(ask: Ask): void {
    this.#ask = ask;
    this.#rooms.clear();
    this.#fetches = 0;
  }

  offline(): void {
    this.#ask = null;
    this.#rooms.clear();
  }

  /** After the copy has started over: everything is fetched anew. */
  reset(): void {
    for (const room of this.#rooms.values()) room.last = null;
    this.#pump();
  }

  follows(room: RoomId): boolean {
    return this.#rooms.has(room);
  }

  unfollow(room: RoomId): void {
    this.#rooms.delete(room);
    this.#pump();
  }

  get complete(): boolean {
    return ![...this.#rooms.values()].some(missing);
  }

  /**
   * A room that I am in, and its head. `exact`: as of a fresh connection, so that a copy that is
   * ahead of the log shows that the log lost its end.
   */
  follow(room: RoomId, head: Seq, exact = false): void {
    const known = this.#followed(room);
    if (exact && known.last !== null && head < known.last) this.deps.misfit();
    this.head(room, head);
  }

  /** The server has at least this in a room that I follow. */
  head(room: RoomId, head: Seq): void {
    const known = this.#rooms.get(room);
    if (!known || head <= known.head) return;
    known.head = head;
    this.#pump();
  }

  /** Live events as they came, of any rooms. */
  live(events: readonly ChatEvent[]): void {
    const runs = new Map<RoomId, ChatEvent[]>();
    for (const event of events) {
      const room = this.#followed(event.room);
      room.head = Math.max(room.head, event.seq);
      const run = runs.get(event.room) ?? [];
      const last = run.at(-1)?.seq ?? room.last;
      if (last === null || event.seq <= last || event.prev !== last) continue;
      run.push(event);
      runs.set(event.room, run);
    }
    for (const [room, run] of runs) this.#store(room, run, 'live');
    this.#pump();
  }

  /** The newest page of a room of which nothing is held. */
  begin(room: RoomId, page: Page): void {
    const known = this.#followed(room);
    known.head = Math.max(known.head, page.head);
    if (known.last === null && page.events.length > 0) {
      this.#store(room, unbroken(room, page.events, null), 'restart');
    }
  }

  #followed(room: RoomId): Followed {
    let known = this.#rooms.get(room);
    if (!known) {
      known = { last: this.deps.store.range(room)?.last ?? null, head: 0, fetching: false };
      this.#rooms.set(room, known);
    }
    return known;
  }

  #store(room: RoomId, events: readonly ChatEvent[], edge: 'live' | 'restart'): void {
    const newest = events.at(-1);
    if (!newest) return;
    const answered = this.deps.store.addEvents(room, events, edge);
    this.#followed(room).last = newest.seq;
    this.deps.stored(room, events, edge, answered);
  }

  #pump(): void {
    if (!this.#ask) return;
    for (const [id, room] of this.#rooms) {
      if (this.#fetches >= PAGES_IN_FLIGHT) return;
      if (missing(room) && !room.fetching) this.#fetch(id, room, this.#ask);
    }
    if (this.#fetches === 0 && this.complete) this.deps.idle();
  }

  #fetch(id: RoomId, room: Followed, ask: Ask): void {
    room.fetching = true;
    this.#fetches += 1;
    const after = room.last === null ? {} : { after: room.last };
    const wanted = room.head;
    ask({ verb: 'history', room: id, ...after, limit: PAGE_MAX_EVENTS }, (reply) => {
      // Another connection, or left meanwhile: what it says is of no use.
      if (reply === null || this.#ask !== ask) return;
      this.#fetches -= 1;
      if (this.#rooms.get(id) !== room) return this.#pump();
      if (reply.ok) {
        room.fetching = false;
        this.#page(id, room, reply.result as Page, { after: after.after ?? null, wanted });
        this.#pump();
      } else this.#refused(id, room, reply);
    });
  }

  #page(
    id: RoomId,
    room: Followed,
    page: Page,
    { after, wanted }: { after: Seq | null; wanted: Seq },
  ): void {
    // The copy started over while this was on its way.
    if (after !== null && room.last === null) return;
    if (room.last === null) this.begin(id, page);
    else {
      const last = room.last;
      const newer = page.events.filter(({ seq }) => seq > last);
      const run = unbroken(id, newer, last);
      // Asked for what follows the last one held, the server does not know that one.
      if (after !== null && run.length === 0 && newer.length > 0) {
        if ((page.from ?? 0) > last) {
          // What lies between is not for this reader: the copy of the room starts anew behind it.
          room.last = null;
          this.begin(id, page);
          return;
        }
        this.deps.misfit();
        return;
      }
      this.#store(id, run, 'live');
    }
    // Not even the server has it: the next ping will tell a head that exists. What has become known
    // since it was asked may be younger than the page, and is asked for next.
    const got = room.last ?? 0;
    const nothingForMe = (page.from ?? 0) > page.head;
    const whole = !page.more && (got >= page.head || nothingForMe);
    if (whole && got < room.head && room.head === wanted) room.head = got;
  }

  #refused(id: RoomId, room: Followed, reply: Extract<Reply, { ok: false }>): void {
    const { code, retryAfterMs } = reply.error;
    if (code === 'not-a-member' || code === 'no-such-room') {
      this.unfollow(id);
      return;
    }
    const ask = this.#ask;
    this.deps.clock.after(retryAfterMs ?? RESEND_PAUSE_MS, () => {
      room.fetching = false;
      if (ask === this.#ask) this.#pump();
    });
    this.#pump();
  }
}

const missing = ({ last, head }: Followed): boolean => head > (last ?? 0);

/** The longest run of a room's events, from the start, in which each follows the one before. */
function unbroken(room: RoomId, events: readonly ChatEvent[], after: Seq | null): ChatEvent[] {
  const run: ChatEvent[] = [];
  let last = after;
  for (const event of events) {
    if (event.room !== room || event.seq <= event.prev) break;
    if (last !== null && event.prev !== last) break;
    run.push(event);
    last = event.seq;
  }
  return run;
}
