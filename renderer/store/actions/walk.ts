import type { RoomView, ServerId } from '../../../protocol/views';
import { selectOpenRoomId, selectOpenServer, selectServers } from '../selectors';
import { listedRooms } from '../side-list';
import { type State, useStore } from '../store';
import { openRoom } from './navigate';

type Step = 1 | -1;
interface Stop {
  server: ServerId;
  room: RoomView;
}

/** The rooms of the servers in their order, and where among them one is; -1 on the first screen. */
const stops = (state: State, servers: readonly ServerId[]): { all: Stop[]; from: number } => {
  const all = servers.flatMap((server) => {
    const known = state.servers[server];
    if (!known) return [];
    const listed = listedRooms(known, state.settings.arrangements[server]);
    return listed.map((room) => ({ server, room }));
  });
  const open = { server: selectOpenServer(state)?.id, room: selectOpenRoomId(state) };
  const from = all.findIndex(({ server, room }) => server === open.server && room.id === open.room);
  return { all, from };
};

/** Goes round once, in steps, to the first stop that fits. */
const walk = ({ all, from }: ReturnType<typeof stops>, step: Step, fits: (at: Stop) => boolean) => {
  const start = from < 0 && step < 0 ? 0 : from;
  for (let away = 1; away <= all.length; away++) {
    const stop = all[(start + step * away + all.length * 2) % all.length];
    if (!stop || !fits(stop)) continue;
    openRoom(stop.server, stop.room.id);
    return;
  }
};

/** Alt+Shift+↓ ↑: the next room with something unread, in the order of rail and side list. */
export const openUnread = (step: Step): void => {
  const state = useStore.getState();
  const servers = selectServers(state).map(({ id }) => id);
  walk(stops(state, servers), step, ({ room }) => room.unread > 0);
};

/** Alt+↓ ↑: the next room of the side list, going round. */
export const openNext = (step: Step): void => {
  const state = useStore.getState();
  const server = selectOpenServer(state);
  if (server) walk(stops(state, [server.id]), step, () => true);
};
