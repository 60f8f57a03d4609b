import type { RoomId, UserId } from '../../../protocol/ids';
import type { UserInfo } from '../../../protocol/model';
import type { RoomView, ServerId, ServerView } from '../../../protocol/views';

/** A server as the main process tells of it, with its lists turned into maps. */
export interface Server extends Omit<ServerView, 'rooms' | 'users' | 'members' | 'pending'> {
  rooms: Readonly<Record<RoomId, RoomView>>;
  users: Readonly<Record<UserId, UserInfo>>;
  members: Readonly<Record<RoomId, readonly UserId[]>>;
}

export interface ServersSlice {
  servers: Readonly<Record<ServerId, Server>>;
  /** As they stand in the rail. */
  serverOrder: readonly ServerId[];
}

/** Slices are given the whole state and return only their own part of it. */
type ServersChange = Pick<ServersSlice, 'servers'>;

export const initialServers: ServersSlice = { servers: {}, serverOrder: [] };

const byId = <T extends { id: string }>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((one) => [one.id, one]));

export const toServer = ({ pending: _pending, ...view }: ServerView): Server => ({
  ...view,
  rooms: byId(view.rooms),
  users: byId(view.users),
});

export const putServer = (slice: ServersSlice, view: ServerView): ServersSlice => ({
  servers: { ...slice.servers, [view.id]: toServer(view) },
  serverOrder: slice.serverOrder.includes(view.id)
    ? slice.serverOrder
    : [...slice.serverOrder, view.id],
});

export const dropServer = (slice: ServersSlice, id: ServerId): ServersSlice => {
  const { [id]: _gone, ...servers } = slice.servers;
  return { servers, serverOrder: slice.serverOrder.filter((one) => one !== id) };
};

/** Changes one server; a push about an unknown one is late and changes nothing. */
export const patchServer = (
  slice: ServersSlice,
  id: ServerId,
  patch: (server: Server) => Partial<Server>,
): ServersChange => {
  const server = slice.servers[id];
  if (!server) return { servers: slice.servers };
  return { servers: { ...slice.servers, [id]: { ...server, ...patch(server) } } };
};

export const putRooms = (
  slice: ServersSlice,
  id: ServerId,
  rooms: readonly RoomView[],
): ServersChange =>
  patchServer(slice, id, (server) => ({ rooms: { ...server.rooms, ...byId(rooms) } }));

export const patchRoom = (
  slice: ServersSlice,
  id: ServerId,
  room: RoomId,
  patch: (room: RoomView) => Partial<RoomView>,
): ServersChange =>
  patchServer(slice, id, (server) => {
    const known = server.rooms[room];
    return known ? { rooms: { ...server.rooms, [room]: { ...known, ...patch(known) } } } : {};
  });

export const dropRoom = (slice: ServersSlice, id: ServerId, room: RoomId): ServersChange =>
  patchServer(slice, id, (server) => {
    const { [room]: _room, ...rooms } = server.rooms;
    const { [room]: _members, ...members } = server.members;
    return { rooms, members };
  });

/** My own entry among the users is also `me`. */
export const putUsers = (
  slice: ServersSlice,
  id: ServerId,
  users: readonly UserInfo[],
): ServersChange =>
  patchServer(slice, id, (server) => ({
    users: { ...server.users, ...byId(users) },
    me: users.find((user) => user.id === server.me?.id) ?? server.me,
  }));

export const dropUsers = (
  slice: ServersSlice,
  id: ServerId,
  gone: readonly UserId[],
): ServersChange =>
  patchServer(slice, id, (server) => {
    const users = { ...server.users };
    for (const user of gone) delete users[user];
    return { users };
  });

export const setMembers = (
  slice: ServersSlice,
  id: ServerId,
  room: RoomId,
  users: readonly UserId[],
): ServersChange =>
  patchServer(slice, id, (server) => ({ members: { ...server.members, [room]: users } }));
