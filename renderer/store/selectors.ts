import { LOBBY, type RoomId, type UserId } from '../../protocol/ids';
import type { UserInfo } from '../../protocol/model';
import type { Settings } from '../../protocol/settings';
import { roomBadge, ruleKey, sumBadges } from '../../protocol/telling';
import type { PendingMessage, RoomView, ServerId } from '../../protocol/views';
import { derive } from './derive';
import { place } from './place';
import { lobbyFirst, type SideList, sideList } from './side-list';
import type { AttemptState } from './slices/attempts';
import type { Timeline } from './slices/messages';
import type { Server } from './slices/servers';
import type { State } from './store';

export const selectHosting = (state: State) => state.hosting;
export const selectRecent = (state: State) => state.recent;
export const selectSettings = (state: State) => state.settings;
export const selectDialog = (state: State) => state.dialog;
export const selectFocused = (state: State) => state.focused;

/** The attempt on screen, with what it is at. */
export const selectAttempt = derive(
  (state: State) => [state.attempt, state.attempts] as const,
  (id, attempts): { id: string; state: AttemptState } | null => {
    const now = id === null ? undefined : attempts[id];
    return id !== null && now ? { id, state: now } : null;
  },
);

/** Servers in the order of the rail. */
export const selectServers = derive(
  (state: State) => [state.servers, state.serverOrder] as const,
  (servers, order): readonly Server[] =>
    order.flatMap((id) => {
      const server = servers[id];
      return server ? [server] : [];
    }),
);

export const selectOpenServer = (state: State): Server | null =>
  (state.openServer !== null && state.servers[state.openServer]) || null;

/** A chosen room that is gone or left gives way to the lobby, else to the first one joined. */
export const selectOpenRoomId = (state: State): RoomId | null => {
  const server = selectOpenServer(state);
  if (!server) return null;
  const chosen = state.openRooms[server.id];
  if (chosen && server.rooms[chosen]?.joined) return chosen;
  if (state.alone) return null;
  if (server.rooms[LOBBY]?.joined) return LOBBY;
  return Object.values(server.rooms).find((room) => room.joined)?.id ?? null;
};

export const selectOpenRoom = (state: State): RoomView | null => {
  const id = selectOpenRoomId(state);
  return (id && selectOpenServer(state)?.rooms[id]) || null;
};

/** The open server's rooms as they are listed. */
export const selectSideList = derive(
  (state: State) => {
    const server = selectOpenServer(state);
    return [server?.rooms, state.settings.arrangements[server?.id ?? '']] as const;
  },
  (rooms, arrangement): SideList => sideList(rooms, arrangement),
);

/** Rooms I could enter. */
export const selectOtherRooms = derive(
  (state: State) => [selectOpenServer(state)?.rooms] as const,
  (rooms): readonly RoomView[] =>
    Object.values(rooms ?? {})
      .filter((room) => room.kind === 'room' && !room.joined)
      .sort(lobbyFirst),
);

/** Unread of a whole server, for its tile in the rail: mentions and direct messages count. */
export const serverBadge = (
  server: Server,
  rules: Settings['roomRules'],
  now: number,
): { count: number; dot: boolean } =>
  sumBadges(
    Object.values(server.rooms).map((room) =>
      roomBadge(room, rules[ruleKey(server.id, room.id)], now),
    ),
  );

/** The other one in a direct room. */
export const peerOf = (server: Server, room: RoomView): UserInfo | null =>
  (room.peer && server.users[room.peer]) || null;

const byName = (a: UserInfo, b: UserInfo): number => a.name.localeCompare(b.name);
const hostFirst = (a: UserInfo, b: UserInfo): number =>
  Number(b.role === 'host') - Number(a.role === 'host') || byName(a, b);

/** Members of the open room: those here, then those away from the server. */
export const selectMembers = derive(
  (state: State) => {
    const server = selectOpenServer(state);
    const room = selectOpenRoomId(state);
    return [server?.users, room ? server?.members[room] : undefined] as const;
  },
  (users, ids): { here: readonly UserInfo[]; gone: readonly UserInfo[] } => {
    const known = (ids ?? []).flatMap((id) => users?.[id] ?? []);
    return {
      here: known.filter((user) => user.presence !== 'offline').sort(hostFirst),
      gone: known.filter((user) => user.presence === 'offline').sort(byName),
    };
  },
);

/** Who can be mentioned in the open room: everybody in it but me, by name. */
export const selectOthers = derive(
  (state: State) => [selectMembers(state), selectOpenServer(state)?.me?.id] as const,
  ({ here, gone }, me): readonly UserInfo[] =>
    [...here, ...gone].filter((user) => user.id !== me).sort(byName),
);

export const selectTimeline = (state: State): Timeline | null => {
  const server = selectOpenServer(state);
  const room = selectOpenRoomId(state);
  return (server && room && state.timelines[place(server.id, room)]) || null;
};

/** Lines of the open room that are not in the log yet. */
export const selectPending = derive(
  (state: State) =>
    [state.pending[selectOpenServer(state)?.id ?? ''], selectOpenRoomId(state)] as const,
  (pending, room): readonly PendingMessage[] => (pending ?? []).filter((one) => one.room === room),
);

/** Who is writing in the open room, as far as was last heard; the caller lets it fade. */
export const selectTyping = (state: State): Readonly<Record<UserId, number>> | null => {
  const server = selectOpenServer(state);
  const room = selectOpenRoomId(state);
  return (server && room && state.typing[place(server.id, room)]) || null;
};

export const selectIsHostHere = (state: State): boolean =>
  selectOpenServer(state)?.me?.role === 'host';

export const selectServer =
  (id: ServerId) =>
  (state: State): Server | null =>
    state.servers[id] ?? null;
