import { roomTitle } from '../../../../protocol/lobby';
import type { ForwardTo } from '../../../store/actions/forward';
import type { Server } from '../../../store/slices/servers';

export interface ForwardPlace {
  key: string;
  label: string;
  to: ForwardTo;
  /** Where an avatar takes its colour from; rooms have none. */
  face?: string;
  /** Named when it is another one than that of the message. */
  server?: string;
}

/**
 * Every room that I am in and everybody there is, those of the message's own server first. A
 * server that is not connected is left out for people: a room with them may have to be made.
 */
export const forwardPlaces = (
  servers: readonly Server[],
  here: Server,
  lobby: string,
): readonly ForwardPlace[] => {
  const of = (server: Server): ForwardPlace[] => {
    const other = server.id === here.id ? {} : { server: server.name };
    const rooms = Object.values(server.rooms)
      .filter(({ kind, joined }) => kind === 'room' && joined)
      .map((room) => ({
        key: `${room.id} ${server.id}`,
        label: roomTitle(room, lobby),
        to: { server: server.id, room: room.id },
        ...other,
      }));
    const people = server.status.state === 'online' ? Object.values(server.users) : [];
    return [
      ...rooms,
      ...people
        .filter(({ id }) => id !== server.me?.id)
        .map(({ id, name }) => ({
          key: `${id} ${server.id}`,
          label: name,
          to: { server: server.id, user: id },
          face: id,
          ...other,
        })),
    ];
  };
  return [here, ...servers.filter(({ id }) => id !== here.id)].flatMap(of);
};
