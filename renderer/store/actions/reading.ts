import type { RoomId } from '../../../protocol/ids';
import type { ServerId } from '../../../protocol/views';
import { call } from '../../bridge';
import { lastSeq } from '../apply-event';
import { place } from '../place';
import { selectOpenRoom, selectOpenServer } from '../selectors';
import { dropTimelines } from '../slices/messages';
import { nextJump } from '../slices/reading';
import { patchRoom } from '../slices/servers';
import { type State, useStore } from '../store';
import { keepNewest } from '../trim';
import { catchUp, changeTimeline, loadNewest } from './pages';
import { scrollToEnd } from './ports';

/** Events kept of a room that is not open any more; going back up pages the rest in again. */
const KEPT_WHEN_LEFT = 200;

/**
 * Shows a room: marks where the unread begins and loads the newest page, unless a jump has loaded
 * another one. The line is placed on entering and stays until one leaves (see `leaveView`).
 */
export const enterView = (server: ServerId, room: RoomId): void => {
  const at = place(server, room);
  const state = useStore.getState();
  const view = state.servers[server]?.rooms[room];
  useStore.setState({
    unreadLine: view && view.unread > 0 ? { at, seq: view.read, count: view.unread } : null,
  });
  const timeline = state.timelines[at];
  if (!timeline || timeline.state === 'failed') void loadNewest(server, room);
  else if (view && !timeline.newer && view.last > lastSeq(timeline)) void catchUp(at);
};

/** Back at the window: what came meanwhile in the open room stands below a line. */
export const placeLineOnReturn = (): void =>
  useStore.setState((state) => {
    const server = selectOpenServer(state);
    const room = selectOpenRoom(state);
    if (!server || !room || room.unread === 0) return {};
    return {
      unreadLine: { at: place(server.id, room.id), seq: room.read, count: room.unread },
    };
  });

/** Without a connection: where the rooms of a server end is where the reader will have stopped. */
export const noteAbsence = (server: ServerId): void =>
  useStore.setState(({ servers, endedAt }) => {
    const known = servers[server];
    if (!known || known.status.state === 'online' || endedAt[server]) return {};
    const ends = Object.values(known.rooms).map(({ id, last }) => [id, last] as const);
    return { endedAt: { ...endedAt, [server]: Object.fromEntries(ends) } };
  });

/** All that was missed is here: what came in the open room meanwhile stands below a line. */
export const placeLineAfterAbsence = (id: ServerId): void =>
  useStore.setState((state): Partial<State> => {
    const { [id]: ends, ...endedAt } = state.endedAt;
    const room = selectOpenServer(state)?.id === id ? selectOpenRoom(state) : null;
    const end = (room && ends?.[room.id]) || 0;
    if (!room || end === 0 || room.last <= end) return { endedAt };
    const at = place(id, room.id);
    if (state.unreadLine?.at === at) return { endedAt };
    return { endedAt, unreadLine: { at, seq: end, count: room.unread } };
  });

/** Forgets the unread line, and all but the newest part of a long room. */
export const leaveView = (server: ServerId, room: RoomId): void => {
  const at = place(server, room);
  useStore.setState((state) => ({
    ...(state.unreadLine?.at === at && { unreadLine: null }),
    ...(state.keptUnread === at && { keptUnread: null }),
    ...(state.jump?.at === at && { jump: null }),
    // Whoever comes back by hand finds the end of the room.
    ...dropTimelines(state, (other, { newer }) => other === at && newer),
  }));
  changeTimeline(at, (timeline) => keepNewest({ ...timeline, following: true }, KEPT_WHEN_LEFT));
};

/** Whether the reader of a room is at its end (see the messages slice). */
export const follow = (server: ServerId, room: RoomId, following: boolean): void =>
  changeTimeline(place(server, room), (timeline) =>
    timeline.following === following ? timeline : { ...timeline, following },
  );

/** Everything up to `seq` was seen. Never moves back, and not in a room that is kept unread. */
export const markRead = (server: ServerId, room: RoomId, seq: number): void => {
  const state = useStore.getState();
  const view = state.servers[server]?.rooms[room];
  if (!view || seq <= view.read || state.keptUnread === place(server, room)) return;
  useStore.setState((now) =>
    patchRoom(now, server, room, ({ last }) =>
      seq >= last ? { read: seq, unread: 0, mentions: 0 } : { read: seq },
    ),
  );
  call('read', { server, room, seq }).catch(() => {});
};

/**
 * "Mark unread from here": this message and what follows are unread again, also after a restart.
 * As long as the room stays open, being seen does not make them read; Esc does. Only the copy of
 * this computer knows; the server has no read marks.
 */
export const markUnread = async (server: ServerId, room: RoomId, seq: number): Promise<void> => {
  const at = place(server, room);
  const before = { keptUnread: useStore.getState().keptUnread };
  useStore.setState({ keptUnread: at });
  try {
    const { unread } = await call('unread', { server, room, seq });
    useStore.setState({ unreadLine: { at, seq: seq - 1, count: unread } });
  } catch (error) {
    useStore.setState(before);
    throw error;
  }
};

/** The newest line of a room, be it held or not; `focus`: it has the focus then. */
export const toLatest = (server: ServerId, room: RoomId, focus = false): void => {
  const at = place(server, room);
  const timeline = useStore.getState().timelines[at];
  const last = { at, seq: 0, to: 'end', highlight: false, n: nextJump() } as const;
  useStore.setState({ jump: focus ? last : null });
  if (!timeline?.newer) scrollToEnd();
  else
    void loadNewest(server, room).then((there) => {
      if (!there)
        useStore.setState(({ jumpTrouble }) => ({
          jumpTrouble: { why: 'away', n: (jumpTrouble?.n ?? 0) + 1 },
        }));
    });
};

/** Esc: the room is read, and shown at its newest line. */
export const readToEnd = (server: ServerId, room: RoomId): void => {
  const view = useStore.getState().servers[server]?.rooms[room];
  useStore.setState({ keptUnread: null });
  if (view) markRead(server, room, view.last);
  toLatest(server, room);
};

/** Shift+Esc: every joined room of every server is read. */
export const markAllRead = (): void => {
  useStore.setState({ keptUnread: null });
  for (const server of Object.values(useStore.getState().servers))
    for (const room of Object.values(server.rooms))
      if (room.joined) markRead(server.id, room.id, room.last);
};
