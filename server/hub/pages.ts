/**
 * Pages of history. What a page holds is settled when it is asked for: nothing newer than the
 * head of that moment is in it, however long a thread takes. Replies keep a session's order.
 */
import type { RoomId } from '../../protocol/ids';
import { PAGE_MAX_BYTES } from '../../protocol/limits';
import type { Page } from '../../protocol/replies';
import type { HistoryRange } from '../log/log';
import type { HubSession } from '../session/hub-session';
import { storedPage } from '../session/stored-page';
import type { HubDeps } from './api';

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
    range: Omit<HistoryRange, 'maxBytes'>,
  ): Page | Promise<Page> {
    const head = this.head(room);
    const before = Math.min(range.before ?? Number.POSITIVE_INFINITY, head + 1);
    const bounded = { ...range, before, maxBytes: PAGE_MAX_BYTES };
    const inPlace = (): Page => ({ ...this.deps.log.read(room, bounded), head });
    const { readPage } = this.deps;
    if (!readPage) return inPlace();
    const page = readPage(room, bounded).then((read) =>
      read ? storedPage(read.events, head, read.more) : inPlace(),
    );
    const turn = this.last.get(session) ?? Promise.resolve();
    const answered = Promise.allSettled([turn, page]);
    this.last.set(session, answered);
    return answered.then(() => page);
  }
}
