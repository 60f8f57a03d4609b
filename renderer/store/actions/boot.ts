import type { PushData, PushName } from '../../../protocol/ipc';
import { call, on, PUSH_NAMES } from '../../bridge';
import { lastSeq } from '../apply-event';
import { applyPush } from '../apply-push';
import { chime } from '../chime';
import { place, roomOf, serverOf } from '../place';
import { bootApp } from '../slices/app';
import { setPending } from '../slices/pending';
import { putServer } from '../slices/servers';
import { continueVisit } from '../slices/visits';
import { useStore } from '../store';
import { followLook } from './classroom';
import { sayDrawn } from './drawn';
import { openLink } from './links';
import { runMenu } from './menu';
import { catchUp } from './pages';
import { noteAbsence, placeLineAfterAbsence, placeLineOnReturn } from './reading';
import { land } from './told';
import { aloneIn } from './windows';

/** Asks for what the rooms in memory lack after pushes about a server. */
const fillGaps = (server: string): void => {
  const { timelines, servers } = useStore.getState();
  for (const [at, timeline] of Object.entries(timelines)) {
    if (serverOf(at) !== server || timeline.state !== 'ready' || timeline.newer) continue;
    const room = servers[server]?.rooms[roomOf(at)];
    if (timeline.gap || (room?.joined && room.last > lastSeq(timeline))) void catchUp(at);
  }
};

/** What a push brings with it beyond a change of state. */
const follow = <N extends PushName>(name: N, data: PushData<N>): void => {
  if (name === 'menu') runMenu(data as PushData<'menu'>);
  if (name === 'land') land(data as PushData<'land'>);
  if (name === 'chime') chime();
  if (name === 'link') openLink((data as PushData<'link'>).url);
  if (name === 'focus' && data === true) placeLineOnReturn();
  if (name === 'server.status') noteAbsence((data as PushData<'server.status'>).server);
  if (name === 'server') {
    const { id } = data as PushData<'server'>;
    placeLineAfterAbsence(id);
    fillGaps(id);
  }
  if (name === 'events') {
    const { server, events } = data as PushData<'events'>;
    for (const event of events) if (event.kind === 'look') followLook(server, event, Date.now());
    sayDrawn(server);
    const { timelines } = useStore.getState();
    if (events.some(({ room }) => timelines[place(server, room)]?.gap)) fillGaps(server);
  }
};

/**
 * Listens to everything, then asks for what there is. Pushes that arrive in between wait, so that
 * none is lost and none is overwritten by an older answer. Returns its own clean-up.
 */
export const boot = async (): Promise<() => void> => {
  const waiting: (() => void)[] = [];
  let booted = false;
  const listen = <N extends PushName>(name: N) =>
    on(name, (data) => {
      const run = () => {
        useStore.setState((state) => applyPush(state, name, data, Date.now()));
        follow(name, data);
      };
      if (booted) run();
      else waiting.push(run);
    });
  const stops = PUSH_NAMES.map((name) => listen(name));
  const start = await call('boot');
  const alone = aloneIn(window.location.search);
  useStore.setState((state) => {
    let next = { ...state, ...bootApp(start) };
    for (const view of start.servers) {
      next = { ...next, ...putServer(next, view), ...setPending(next, view.id, view.pending) };
      if (view.status.state === 'online')
        next = { ...next, ...continueVisit(next, view.id, Date.now()) };
    }
    return {
      ...next,
      settings: start.settings,
      recent: start.recent,
      nearby: start.nearby,
      nearbySince: Date.now(),
      hosting: start.hosting,
      openServer: alone ? alone.server : (start.servers[0]?.id ?? null),
      ...(alone && { alone, openRooms: { [alone.server]: alone.room } }),
    };
  });
  booted = true;
  for (const { id } of start.servers) noteAbsence(id);
  if (start.link) openLink(start.link);
  for (const run of waiting) run();
  if (start.land) land(start.land);
  return () => {
    for (const stop of stops) stop();
  };
};
