import { derive } from '../../store/derive';
import {
  peerOf,
  selectDirectRooms,
  selectJoinedRooms,
  selectOpenServer,
  selectOtherRooms,
  selectServers,
} from '../../store/selectors';
import type { State } from '../../store/store';

export interface Destination {
  kind: 'rooms' | 'otherRooms' | 'people' | 'servers';
  id: string;
  label: string;
  /** Where an avatar takes its colour from; rooms have none. */
  face?: string;
  unread: number;
}

/** Everything one can go to from here, unread first. */
export const selectDestinations = derive(
  (state: State) =>
    [
      selectOpenServer(state),
      selectJoinedRooms(state),
      selectOtherRooms(state),
      selectDirectRooms(state),
      selectServers(state),
    ] as const,
  (server, joined, others, direct, servers): readonly Destination[] => {
    const unreadOf = new Map(direct.map((room) => [room.peer, room.unread]));
    const people = Object.values(server?.users ?? {}).filter((user) => user.id !== server?.me?.id);
    // Somebody who left the server still has the conversation.
    for (const room of server ? direct : []) {
      const peer = server && peerOf(server, room);
      if (peer && !people.includes(peer)) people.push(peer);
    }
    const all: Destination[] = [
      ...joined.map(({ id, name, unread }) => ({
        kind: 'rooms' as const,
        id,
        label: name,
        unread,
      })),
      ...people.map(({ id, name }) => ({
        kind: 'people' as const,
        id,
        label: name,
        face: id,
        unread: unreadOf.get(id) ?? 0,
      })),
      ...servers
        .filter((one) => one.id !== server?.id)
        .map(({ id, name }) => ({
          kind: 'servers' as const,
          id,
          label: name,
          face: id,
          unread: 0,
        })),
      ...others.map(({ id, name }) => ({
        kind: 'otherRooms' as const,
        id,
        label: name,
        unread: 0,
      })),
    ];
    return all.sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0));
  },
);
