import type { RoomId } from '../../../protocol/ids';
import { AROUND_EVENTS, HISTORY_PAGE, PAGE_MAX_EVENTS } from '../../../protocol/limits';
import type { Page } from '../../../protocol/replies';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import {
  applyAround,
  applyBelow,
  applyNewer,
  applyOlder,
  applyPage,
  lastSeq,
} from '../apply-event';
import { type Place, place, roomOf, serverOf } from '../place';
import { emptyTimeline, putTimeline, type Timeline } from '../slices/messages';
import { useStore } from '../store';

export const changeTimeline = (at: Place, next: (timeline: Timeline) => Timeline): void =>
  useStore.setState((state) => {
    const timeline = state.timelines[at];
    return timeline ? putTimeline(state, at, next(timeline)) : {};
  });

const loading = new Set<Place>();

/**
 * The newest page of a room. A window that is shown stays until the page is there; resolves to
 * false when it did not come.
 */
export const loadNewest = async (server: ServerId, room: RoomId): Promise<boolean> => {
  const at = place(server, room);
  if (loading.has(at)) return true;
  loading.add(at);
  const unread = useStore.getState().servers[server]?.rooms[room]?.unread ?? 0;
  // Enough for the unread line to be among them, and a few read ones above it.
  const limit = Math.min(Math.max(HISTORY_PAGE, unread + 10), PAGE_MAX_EVENTS);
  if (useStore.getState().timelines[at]?.state !== 'ready')
    useStore.setState((state) => putTimeline(state, at, emptyTimeline));
  const window = useStore.getState().timelines[at]?.window;
  try {
    const page = await call('history', { server, room, limit });
    // A jump that came meanwhile wins.
    changeTimeline(at, (now) => (now.window === window ? applyPage(now, page) : now));
    void catchUpTo(at);
    return true;
  } catch {
    changeTimeline(at, (timeline) =>
      timeline.state === 'loading' ? { ...timeline, state: 'failed' } : timeline,
    );
    return false;
  } finally {
    loading.delete(at);
  }
};

/** One page further up. Does nothing while one is on its way, or at the beginning. */
export const loadOlder = async (server: ServerId, room: RoomId): Promise<void> => {
  const at = place(server, room);
  const timeline = useStore.getState().timelines[at];
  const first = timeline?.events[0];
  if (!timeline || !first || !timeline.older || timeline.loadingOlder) return;
  changeTimeline(at, (now) => ({ ...now, loadingOlder: true }));
  try {
    const page = await call('history', { server, room, before: first.seq, limit: HISTORY_PAGE });
    changeTimeline(at, (now) =>
      now.window === timeline.window ? applyOlder(now, page) : { ...now, loadingOlder: false },
    );
  } catch {
    changeTimeline(at, (now) => ({ ...now, loadingOlder: false }));
  }
};

/** One page further down, in a window that ends before the newest event. */
export const loadNewer = async (server: ServerId, room: RoomId): Promise<void> => {
  const at = place(server, room);
  const timeline = useStore.getState().timelines[at];
  if (!timeline?.newer || timeline.loadingNewer || timeline.events.length === 0) return;
  changeTimeline(at, (now) => ({ ...now, loadingNewer: true }));
  try {
    const after = lastSeq(timeline);
    const page = await call('history', { server, room, after, limit: HISTORY_PAGE });
    changeTimeline(at, (now) =>
      now.window === timeline.window ? applyBelow(now, page) : { ...now, loadingNewer: false },
    );
    void catchUpTo(at);
  } catch {
    changeTimeline(at, (now) => ({ ...now, loadingNewer: false }));
  }
};

/** The two pages around an event: what ends with it, and what follows it. Rejects as `call`. */
export const readAround = async (
  server: ServerId,
  room: RoomId,
  seq: number,
): Promise<[until: Page, after: Page]> => {
  const limit = AROUND_EVENTS;
  return Promise.all([
    call('history', { server, room, before: seq + 1, limit }),
    call('history', { server, room, after: seq, limit }),
  ]);
};

/** Shows the window around an event instead of what was held. False when the pages do not join. */
export const showAround = (at: Place, [until, after]: [Page, Page]): boolean => {
  const { timelines } = useStore.getState();
  const next = applyAround(timelines[at] ?? emptyTimeline, until, after);
  if (next) useStore.setState((state) => putTimeline(state, at, next));
  void catchUpTo(at);
  return next !== null;
};

/** What came while a page was on its way that reaches the end of the room. */
const catchUpTo = async (at: Place): Promise<void> => {
  const { timelines, servers } = useStore.getState();
  const last = servers[serverOf(at)]?.rooms[roomOf(at)]?.last ?? 0;
  const timeline = timelines[at];
  if (timeline && last > lastSeq(timeline)) await catchUp(at);
};

const catchingUp = new Set<Place>();

/** Fetches what lies between the last event held and the newest one. */
export const catchUp = async (at: Place): Promise<void> => {
  if (catchingUp.has(at)) return;
  catchingUp.add(at);
  try {
    let page: Page;
    do {
      const timeline = useStore.getState().timelines[at];
      if (timeline?.state !== 'ready' || timeline.newer) return;
      page = await call('history', {
        server: serverOf(at),
        room: roomOf(at),
        after: lastSeq(timeline),
        limit: PAGE_MAX_EVENTS,
      });
      changeTimeline(at, (now) => applyNewer(now, page));
    } while (page.more && page.events.length > 0);
  } catch {
    // Away from the server: the next push or the next visit asks again.
  } finally {
    catchingUp.delete(at);
  }
};
