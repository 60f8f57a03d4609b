/**
 * Pages of history. What a page holds is settled when it is asked for: nothing newer than the
 * head of that moment is in it, however long a thread takes. Replies keep a session's order.
 */
import type { RoomId, Seq } from '../../protocol/ids';
import { PAGE_MAX_BYTES } from '../../protocol/limits';
import type { Page } from '../../protocol/replies';
import type { HistoryRange } from '../log/log';
import type { HubSession } from '../session/hub-session';
import { storedPage } from '../session/stored-page';
import type { HubDeps } from './api';
import { allWithoutHidden } from './hidden';

/**
 * `at`: from that moment on, ms since 1970, instead of after a seq. `from`: nothing before that
 * seq is shown to this reader (visible.ts); 0 for all of it.
 */
export type PageRange = Omit<HistoryRange, 'maxBytes'> & { at?: number; from?: Seq };

export class Pages {
  private readonly last = new WeakMap<HubSession, Promise<unknown>>();

  constructor(
    private readonly deps: Pick<HubDeps, 'log' | 'readPage'>,
    /** Newest committed seq of a room. */
    private readonly head: (room: RoomId) => number,
  ) {}

  /** Rejects as the log refuses, with `slow-down` when too much is being read, or on a fault. */
  read(
    session: HubSession,
    room: RoomId,
    { at, from = 0, ...range }: PageRange,
  ): Page | Promise<Page> {
    const head = this.head(room);
    const before = Math.min(range.before ?? Number.POSITIVE_INFINITY, head + 1);
    const asked = at === undefined ? range.after : this.beforeMoment(room, at, head);
    const after = asked === undefined ? undefined : Math.max(asked, from - 1);
    const bounded = { ...range, after, before, maxBytes: PAGE_MAX_BYTES };
    const inPlace = () => withFrom({ ...this.readHere(room, bounded, from), head }, from);
    const { readPage } = this.deps;
    if (!readPage) return inPlace();
    // Backwards across the border of what they may see, the page has to be looked into.
    const cut = from > 0 && after === undefined;
    const read = cut ? Promise.resolve(null) : readPage(room, bounded);
    const page = read.then((found) =>
      found ? shownPage(storedPage(found.events, head, found.more, from), from) : inPlace(),
    );
    const turn = this.last.get(session) ?? Promise.resolve();
    const answered = Promise.allSettled([turn, page]);
    this.last.set(session, answered);
    return answered.then(() => page);
  }

  private readHere(room: RoomId, range: HistoryRange, from: Seq): Omit<Page, 'head'> {
    const { events, more } = this.deps.log.read(room, range);
    const reached = events.filter(({ seq }) => seq >= from);
    const shown = [...allWithoutHidden(reached, from)];
    return { events: shown, more: more && reached.length === events.length };
  }

  /** Seq of what was last before that moment. */
  private beforeMoment(room: RoomId, at: number, head: Seq): Seq {
    return (this.deps.log.firstAt(room, at) ?? head + 1) - 1;
  }
}

/** As it came when there is nothing to hide in it. */
function shownPage(page: Page, from: Seq): Page {
  if (from === 0) return page;
  const shown = allWithoutHidden(page.events, from);
  return shown === page.events ? page : { ...page, events: [...shown] };
}

const withFrom = (page: Page, from: Seq): Page => (from > 0 ? { ...page, from } : page);
