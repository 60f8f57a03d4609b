import type { PushData, PushName } from '../../protocol/ipc';
import { applyEvents, lastSeq } from './apply-event';
import { place, serverOf } from './place';
import { putAttempt } from './slices/attempts';
import { changeLooked, dropLooked } from './slices/board';
import { dropTimelines, putTimeline } from './slices/messages';
import { addNotice } from './slices/order';
import { dropPending, putPending, setPending, settlePending } from './slices/pending';
import { putSaved } from './slices/saved';
import {
  dropRoom,
  dropServer,
  dropUsers,
  patchServer,
  putRooms,
  putServer,
  putUsers,
  setMembers,
} from './slices/servers';
import { putTyping } from './slices/typing';
import { continueVisit, countVisit, endVisit } from './slices/visits';
import { grantPins, grantWishes } from './slices/wishes';
import type { State } from './store';

type Handlers = {
  [N in PushName]: (state: State, data: PushData<N>, now: number) => Partial<State>;
};

/** Which server takes the place of one that went away. */
const afterGone = (state: State, gone: string): State['openServer'] =>
  state.openServer === gone && !state.alone
    ? (state.serverOrder.find((id) => id !== gone) ?? null)
    : state.openServer;

const handlers: Handlers = {
  updates: (_state, updates) => ({ updates }),

  saved: (state, { server, saved }) => putSaved(state, server, saved),

  events(state, { server, events }, now) {
    let next: Pick<State, 'timelines'> = state;
    let looked: Pick<State, 'board'> = state;
    let typing: Pick<State, 'typing'> = state;
    let asked: Pick<State, 'wishes'> = state;
    const me = state.servers[server]?.me?.id;
    for (const room of new Set(events.map((event) => event.room))) {
      const at = place(server, room);
      const timeline = next.timelines[at];
      const here = events.filter((event) => event.room === room);
      if (timeline) next = putTimeline(next, at, applyEvents(timeline, here));
      looked = changeLooked(looked, at, here);
      asked = grantWishes(asked, at, here, me);
      // Whoever has just said something is not writing it any more.
      for (const { by, kind } of here)
        if (kind === 'posted' && typing.typing[at]?.[by])
          typing = putTyping(typing, at, by, false, now);
    }
    return {
      timelines: next.timelines,
      board: looked.board,
      typing: typing.typing,
      wishes: asked.wishes,
      ...countVisit(state, server, events, now),
      ...settlePending(state, server, events, me),
    };
  },

  server(state, view, now) {
    const rooms = new Map(view.rooms.map((room) => [room.id, room]));
    // A room whose newest seq went back belongs to a log that started over: read it anew.
    const kept = dropTimelines(state, (at, timeline) => {
      if (serverOf(at) !== view.id) return false;
      const room = rooms.get(at.slice(0, at.indexOf(' ')));
      return !room || room.last < lastSeq(timeline);
    });
    return {
      ...putServer(state, view),
      ...(view.status.state === 'online' && continueVisit(state, view.id, now)),
      ...setPending(state, view.id, view.pending),
      ...dropLooked(state, (at) => serverOf(at) === view.id),
      ...kept,
    };
  },
  'server.status'(state, { server, status }, now) {
    const { [server]: _calm, ...waitingFor } = state.waitingFor;
    const before = state.servers[server]?.status;
    // Whether the closed room is open again is asked every half minute, in silence: what the visit
    // was stays to be read. Whoever waits for it sees each try.
    const silent =
      status.state === 'connecting' &&
      before?.state === 'waiting' &&
      before.why === 'closed' &&
      !state.waitingFor[server];
    return {
      ...patchServer(state, server, () => (silent ? {} : { status })),
      ...(status.state === 'online' && { waitingFor, ...continueVisit(state, server, now) }),
      ...(status.state === 'waiting' && status.why === 'closed' && endVisit(state, server)),
      ...(state.paused?.server === server && { paused: null }),
    };
  },
  'server.gone'(state, { server }) {
    return {
      ...dropServer(state, server),
      ...dropTimelines(state, (at) => serverOf(at) === server),
      ...dropLooked(state, (at) => serverOf(at) === server),
      ...setPending(state, server, []),
      openServer: afterGone(state, server),
    };
  },

  rooms: (state, { server, rooms }) => ({
    ...putRooms(state, server, rooms),
    wishes: rooms.reduce<Pick<State, 'wishes'>>(
      (asked, { id, pins }) => grantPins(asked, place(server, id), pins ?? []),
      state,
    ).wishes,
  }),
  'room.gone'(state, { server, room }) {
    const { [server]: open, ...others } = state.openRooms;
    return {
      ...dropRoom(state, server, room),
      ...dropTimelines(state, (at) => at === place(server, room)),
      ...(open === room && { openRooms: others }),
    };
  },
  users: (state, { server, users }) => putUsers(state, server, users),
  'users.gone': (state, { server, users }) => dropUsers(state, server, users),
  members: (state, { server, room, users }) => setMembers(state, server, room, users),
  typing: (state, { server, room, user, on }, now) =>
    putTyping(state, place(server, room), user, on, now),

  knocks: (state, { server, knocks }) => patchServer(state, server, () => ({ knocks })),
  'server.files': (state, { server, files }) => patchServer(state, server, () => ({ files })),
  notice: (state, { server, notice }) => addNotice(state, server, notice),

  pending: (state, { server, message }) => putPending(state, server, message),
  'pending.gone': (state, { server, id }) => dropPending(state, server, id),
  back: (state, { server, sent, received }) => ({
    back: { ...state.back, [server]: { sent, received } },
  }),

  attempt(state, { attempt, state: now }) {
    const next = putAttempt(state, attempt, now);
    if (now.state !== 'done') return next;
    return {
      ...next,
      openServer: now.server,
      ...(now.room && { openRooms: { ...state.openRooms, [now.server]: now.room } }),
      ...(state.dialog === 'connect' && { dialog: null }),
    };
  },
  hosting: (_state, hosting) => ({ hosting }),
  settings: (_state, settings) => ({ settings }),
  recent: (_state, recent) => ({ recent }),
  nearby: (_state, nearby) => ({ nearby }),
  moved: (_state, { server }) => ({ moved: server }),

  keeping: (_state, { part }) => ({ keeping: part }),
  handover(state, handover) {
    const paused =
      handover.state === 'sealed' ? { server: handover.server, to: handover.to } : null;
    // Somebody else's: all that is of interest is that the room is paused.
    if (handover.other) return { paused };
    return {
      paused,
      // Done: it is on another computer now, and there is nothing left to decide.
      handover: handover.state === 'done' ? null : handover,
      ...(handover.state === 'done' && state.dialog === 'hand-over' && { dialog: null }),
    };
  },
  succeeded(state, { from, to, name }) {
    const { [from]: room, ...openRooms } = state.openRooms;
    return {
      ...(state.openServer === from && { openServer: to }),
      ...(state.alone?.server === from && { alone: { ...state.alone, server: to } }),
      openRooms: room ? { ...openRooms, [to]: room } : openRooms,
      movedTo: to,
      paused: null,
      ...(name !== undefined && { succeeded: { server: to, name } }),
    };
  },

  // Carried out by actions/menu.ts and links.ts, as some of it is more than a change of state.
  menu: () => ({}),
  link: () => ({}),
  quitting: (_state, quitting) => ({ quitting }),
  land: () => ({}),
  chime: () => ({}),
  trayed: () => ({ trayed: true }),
  focus: (_state, focused) => ({ focused }),
};

/** `(state, push) -> what changes`. Pure; `now` in ms since 1970. */
export const applyPush = <N extends PushName>(
  state: State,
  name: N,
  data: PushData<N>,
  now: number,
): Partial<State> => handlers[name](state, data, now);
