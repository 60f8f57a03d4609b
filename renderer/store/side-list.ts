/** The rooms of a server in the order in which the side list has them. */
import { type Arrangement, arranged, NO_ARRANGEMENT } from '../../protocol/arrangement';
import { LOBBY } from '../../protocol/ids';
import type { RoomView } from '../../protocol/views';
import type { Server } from './slices/servers';

export const lobbyFirst = (a: RoomView, b: RoomView): number =>
  Number(b.id === LOBBY) - Number(a.id === LOBBY) || a.name.localeCompare(b.name);

/** A server's rooms as the side list has them: favourites of either kind on top, and nowhere else. */
export interface SideList {
  favourites: readonly RoomView[];
  /** The lobby first, then by name; those that were moved where they were put. */
  rooms: readonly RoomView[];
  direct: readonly RoomView[];
}

const byName = (a: RoomView, b: RoomView): number => a.name.localeCompare(b.name);

export const sideList = (
  rooms: Server['rooms'] | undefined,
  { favourites, order }: Arrangement = NO_ARRANGEMENT,
): SideList => {
  const joined = Object.values(rooms ?? {}).filter((room) => room.joined);
  const of = (kind: RoomView['kind'], compare: typeof lobbyFirst) =>
    arranged(
      joined.filter((room) => room.kind === kind && !favourites.includes(room.id)).sort(compare),
      order,
    );
  return {
    favourites: arranged(
      joined.filter(({ id }) => favourites.includes(id)),
      favourites,
    ),
    rooms: of('room', lobbyFirst),
    direct: of('direct', byName),
  };
};

/** In the order of the side list, from above: what Alt+arrows walk through. */
export const listedRooms = (server: Server, arrangement?: Arrangement): readonly RoomView[] => {
  const { favourites, rooms, direct } = sideList(server.rooms, arrangement);
  return [...favourites, ...rooms, ...direct];
};
