import type { RoomId } from '../../protocol/ids';
import type { ServerId } from '../../protocol/views';
import { keepsOrderIn } from './order-rights';
import { place } from './place';
import type { State } from './store';

type Seen = Pick<State, 'servers' | 'timelines' | 'pending'>;

/**
 * How long I have to wait before I may write in a slow room again, in ms; 0 when I need not. By
 * the server's times, so that a clock that is off is off here too: the server decides.
 */
export const slowWaitMs = (state: Seen, server: ServerId, room: RoomId, now: number): number => {
  const known = state.servers[server];
  const view = known?.rooms[room];
  const seconds = view?.rules?.slowSeconds ?? 0;
  const me = known?.me?.id;
  if (!known || !view || !me || seconds === 0 || keepsOrderIn(known, view)) return 0;
  const events = state.timelines[place(server, room)]?.events ?? [];
  const said = events.findLast((event) => event.kind === 'posted' && event.by === me)?.ts ?? 0;
  const waiting = (state.pending[server] ?? [])
    .filter((one) => one.room === room && one.state !== 'failed')
    .map(({ at }) => at);
  const last = Math.max(said, ...waiting);
  return Math.min(seconds * 1000, Math.max(0, last + seconds * 1000 - now));
};
