import { moved, NO_ARRANGEMENT, withArrangement, withOrder } from '../../../protocol/arrangement';
import type { RoomId } from '../../../protocol/ids';
import { FAVOURITES_MAX } from '../../../protocol/limits';
import type { ServerId } from '../../../protocol/views';
import { sideList } from '../side-list';
import { useStore } from '../store';
import { updateSettings } from './settings';

const arrangementOf = (server: ServerId) =>
  useStore.getState().settings.arrangements[server] ?? NO_ARRANGEMENT;

const change = (server: ServerId, patch: Parameters<typeof withArrangement>[2]): void => {
  const { arrangements } = useStore.getState().settings;
  void updateSettings({ arrangements: withArrangement(arrangements, server, patch) }).catch(
    () => {},
  );
};

/** Puts a room among the favourites, at their end, or takes it out. */
export const toggleFavourite = (server: ServerId, room: RoomId): void => {
  const { favourites } = arrangementOf(server);
  const rest = favourites.filter((id) => id !== room);
  const next = rest.length < favourites.length ? rest : [...rest, room].slice(-FAVOURITES_MAX);
  change(server, { favourites: next });
};

/** Puts a room at another place of the list that it stands in, which is given as it is shown. */
export const placeRoom = (
  server: ServerId,
  room: RoomId,
  shown: readonly RoomId[],
  to: number,
): void => {
  const next = moved(shown, room, to);
  const { favourites, order } = arrangementOf(server);
  if (favourites.includes(room)) change(server, { favourites: withOrder(favourites, next) });
  else change(server, { order: withOrder(order, next) });
};

/** One place up or down the list that it stands in; at its end nothing happens. */
export const moveRoom = (server: ServerId, room: RoomId, step: 1 | -1): void => {
  const lists = sideList(useStore.getState().servers[server]?.rooms, arrangementOf(server));
  for (const list of [lists.favourites, lists.rooms, lists.direct]) {
    const ids = list.map(({ id }) => id);
    const to = ids.indexOf(room) + step;
    if (ids.includes(room) && to >= 0 && to < ids.length) placeRoom(server, room, ids, to);
  }
};
