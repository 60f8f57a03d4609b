import type { RoomId } from '../../../protocol/ids';
import { HISTORY_PAGE, PAGE_MAX_EVENTS } from '../../../protocol/limits';
import type { Page } from '../../../protocol/replies';
import type { PendingMessage, ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { applyNewer, applyOlder, applyPage, lastSeq } from '../apply-event';
import { type Place, place, roomOf, serverOf } from '../place';
import { selectOpenRoom, selectOpenServer } from '../selectors';
import { emptyTimeline, putTimeline, type Timeline } from '../slices/messages';
import { dropPending, putPending } from '../slices/pending';
import { patchRoom, patchServer } from '../slices/servers';
import { useStore } from '../store';
import { scrollToEnd } from './ports';

/** Events kept of a room that is not open any more; going back up pages the rest in again. */
const KEPT_WHEN_LEFT = 200;

const change = (at: Place, next: (timeline: Timeline) => Timeline): void =>
  useStore.setState((state) => {
    const timeline = state.timelines[at];
    return timeline ? putTimeline(state, at, next(timeline)) : {};
  });

/**
 * Shows a room: marks where the unread begins and loads the newest page. The line is placed on
 * entering and stays until one leaves (see `leaveView`).
 */
export const enterView = (server: ServerId, room: RoomId): void => {
  const at = place(server, room);
  const state = useStore.getState();
  const view = state.servers[server]?.rooms[room];
  useStore.setState({
    unreadLine: view && view.unread > 0 ? { at, seq: view.read } : null,
  });
  const timeline = state.timelines[at];
  if (!timeline || timeline.state === 'failed') void loadNewest(server, room);
  else if (view && view.last > lastSeq(timeline)) void catchUp(at);
};

/** Back at the window: what came meanwhile in the open room stands below a line. */
export const placeLineOnReturn = (): void =>
  useStore.setState((state) => {
    const server = selectOpenServer(state);
    const room = selectOpenRoom(state);
    if (!server || !room || room.unread === 0) return {};
    return { unreadLine: { at: place(server.id, room.id), seq: room.read } };
  });

/** Forgets the unread line, and the older part of a long room. */
export const leaveView = (server: ServerId, room: RoomId): void => {
  const at = place(server, room);
  useStore.setState(({ unreadLine }) => (unreadLine?.at === at ? { unreadLine: null } : {}));
  change(at, (timeline) => {
    if (timeline.events.length <= KEPT_WHEN_LEFT) return timeline;
    const events = timeline.events.slice(-KEPT_WHEN_LEFT);
    return { ...timeline, events, older: true, seams: events.slice(0, 1).map(({ seq }) => seq) };
  });
};

const loading = new Set<Place>();

export const loadNewest = async (server: ServerId, room: RoomId): Promise<void> => {
  const at = place(server, room);
  if (loading.has(at)) return;
  loading.add(at);
  const unread = useStore.getState().servers[server]?.rooms[room]?.unread ?? 0;
  // Enough for the unread line to be among them, and a few read ones above it.
  const limit = Math.min(Math.max(HISTORY_PAGE, unread + 10), PAGE_MAX_EVENTS);
  useStore.setState((state) => putTimeline(state, at, emptyTimeline));
  try {
    const page = await call('history', { server, room, limit });
    change(at, (timeline) => applyPage(timeline, page));
  } catch {
    change(at, (timeline) => ({ ...timeline, state: 'failed' }));
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
  change(at, (now) => ({ ...now, loadingOlder: true }));
  try {
    const page = await call('history', { server, room, before: first.seq, limit: HISTORY_PAGE });
    change(at, (now) => applyOlder(now, page));
  } catch {
    change(at, (now) => ({ ...now, loadingOlder: false }));
  }
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
      if (timeline?.state !== 'ready') return;
      page = await call('history', {
        server: serverOf(at),
        room: roomOf(at),
        after: lastSeq(timeline),
        limit: PAGE_MAX_EVENTS,
      });
      change(at, (now) => applyNewer(now, page));
    } while (page.more && page.events.length > 0);
  } catch {
    // Away from the server: the next push or the next visit asks again.
  } finally {
    catchingUp.delete(at);
  }
};

/** Everything up to `seq` was seen. Never moves back. */
export const markRead = (server: ServerId, room: RoomId, seq: number): void => {
  const view = useStore.getState().servers[server]?.rooms[room];
  if (!view || seq <= view.read) return;
  useStore.setState((state) =>
    patchRoom(state, server, room, ({ last }) =>
      seq >= last ? { read: seq, unread: 0, mentions: 0 } : { read: seq },
    ),
  );
  call('read', { server, room, seq }).catch(() => {});
};

/** Esc: the room is read, and shown at its newest line. */
export const readToEnd = (server: ServerId, room: RoomId): void => {
  const view = useStore.getState().servers[server]?.rooms[room];
  if (view) markRead(server, room, view.last);
  scrollToEnd();
};

/** Every joined room of a server is read. */
export const markAllRead = (server: ServerId): void => {
  for (const room of Object.values(useStore.getState().servers[server]?.rooms ?? {}))
    if (room.joined) markRead(server, room.id, room.last);
};

/**
 * Stores a message on disk; only when this resolves may the composer be cleared. It shows as
 * pending until its event comes back. Rejects with a `CallError`: then the text stays.
 */
export const post = async (
  server: ServerId,
  room: RoomId,
  text: string,
): Promise<PendingMessage> => {
  const message = await call('post', { server, room, text });
  useStore.setState((state) => {
    // The event may have overtaken this answer.
    const { epoch, n } = message.from;
    const there = state.timelines[place(server, room)]?.events.some(
      ({ from }) => from?.n === n && from.epoch === epoch,
    );
    const known = state.pending[server]?.some((one) => one.id === message.id);
    return there || known ? {} : putPending(state, server, message);
  });
  return message;
};

export const retryPending = (server: ServerId, id: string) => call('pending.retry', { server, id });

export const deletePending = async (server: ServerId, id: string): Promise<void> => {
  await call('pending.delete', { server, id });
  useStore.setState((state) => dropPending(state, server, id));
};

/** A half-written text, kept per room and over restarts. Empty removes it. */
export const saveDraft = (server: ServerId, room: RoomId, text: string): void => {
  const view = useStore.getState().servers[server]?.rooms[room];
  if (!view || view.draft === text) return;
  useStore.setState((state) =>
    patchRoom(state, server, room, () => ({ draft: text, draftAt: text ? Date.now() : 0 })),
  );
  call('draft', { server, room, text }).catch(() => {});
};

/** The host's words were read. */
export const readMotd = (server: ServerId): void => {
  useStore.setState((state) => patchServer(state, server, () => ({ motd: undefined })));
  void call('motd.read', { server }).catch(() => {});
};
