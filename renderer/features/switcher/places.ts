import { roomTitle } from '../../../protocol/lobby';
import type { RoomView, ServerId } from '../../../protocol/views';
import { derive } from '../../store/derive';
import { peerOf, selectOpenServer, selectServers } from '../../store/selectors';
import { listedRooms } from '../../store/side-list';
import type { Server } from '../../store/slices/servers';

export type PlaceKind = 'rooms' | 'people' | 'elsewhere' | 'servers' | 'otherRooms';

export interface Destination {
  kind: PlaceKind;
  server: ServerId;
  /** Of the room, the person or the server. */
  id: string;
  /** As it is called; the lobby has a name in each language. */
  label: string | { lobby: true };
  /** Where it is, when that is not the open server. */
  where?: string;
  /** Where an avatar takes its colour from; rooms have none. */
  face?: string;
  unread: number;
}

const labelOf = (server: Server, room: RoomView): Destination['label'] => {
  const peer = peerOf(server, room);
  if (peer) return peer.name;
  const title = roomTitle(room, '');
  return title === '' ? { lobby: true } : title;
};

const roomsOf = (server: Server): Destination[] =>
  listedRooms(server)
    .filter(({ kind }) => kind === 'room')
    .map((room) => ({
      kind: 'rooms',
      server: server.id,
      id: room.id,
      label: labelOf(server, room),
      unread: room.unread,
    }));

/** Everybody on the server, and whoever left it but still has a conversation with me. */
const peopleOf = (server: Server): Destination[] => {
  const direct = listedRooms(server).filter(({ kind }) => kind === 'direct');
  const unread = new Map(direct.map((room) => [room.peer, room.unread]));
  const people = Object.values(server.users).filter(({ id }) => id !== server.me?.id);
  const there = new Set(people.map(({ id }) => id));
  const gone = direct.flatMap((room) =>
    room.peer && !there.has(room.peer) ? [{ id: room.peer, name: room.name }] : [],
  );
  return [...people, ...gone].map(({ id, name }) => ({
    kind: 'people',
    server: server.id,
    id,
    label: name,
    face: id,
    unread: unread.get(id) ?? 0,
  }));
};

/** Rooms and conversations of the other servers. */
const elsewhere = (server: Server): Destination[] =>
  listedRooms(server).map((room) => ({
    kind: 'elsewhere',
    server: server.id,
    id: room.id,
    label: labelOf(server, room),
    where: server.name,
    ...(room.peer && { face: room.peer }),
    unread: room.unread,
  }));

const toEnter = (server: Server): Destination[] =>
  Object.values(server.rooms)
    .filter(({ kind, joined }) => kind === 'room' && !joined)
    .map((room) => ({
      kind: 'otherRooms',
      server: server.id,
      id: room.id,
      label: labelOf(server, room),
      unread: 0,
    }));

/** Everything one can go to from here, unread first. */
export const selectDestinations = derive(
  (state: Parameters<typeof selectOpenServer>[0]) =>
    [selectOpenServer(state), selectServers(state)] as const,
  (open, servers): readonly Destination[] => {
    const others = servers.filter(({ id }) => id !== open?.id);
    const all: Destination[] = [
      ...(open ? [...roomsOf(open), ...peopleOf(open)] : []),
      ...others.flatMap(elsewhere),
      ...others.map(({ id, name }) => ({
        kind: 'servers' as const,
        server: id,
        id,
        label: name,
        face: id,
        unread: 0,
      })),
      ...(open ? toEnter(open) : []),
    ];
    return all.sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0));
  },
);
