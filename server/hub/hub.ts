/** The single place that decides, put together. */
import type { Command, CommandOf, Verb } from '../../protocol/commands';
import { Refusal } from '../../protocol/errors';
import type { RoomId, UserId } from '../../protocol/ids';
import { ROOM_NAME_MAX_CHARS } from '../../protocol/limits';
import { meansLobby } from '../../protocol/lobby';
import { checkRoomName, cleanName } from '../../protocol/names';
import type { ReplyTo } from '../../protocol/replies';
import { type Rooms, roomIdsOf, roomNamed } from '../projections/rooms';
import { HubSession } from '../session/hub-session';
import type { Session } from '../session/session';
import type { EnterRequest, HubDeps, RunningHub } from './api';
import { whyNotOnServer } from './can';
import { Core } from './core';
import { Entrance } from './entrance';
import { Passwords } from './passwords';
import { Rates } from './rates';
import { Submissions } from './submit';

/** Folds the log and is ready for the first session. The log stays the caller's to close. */
export function createHub(deps: HubDeps): RunningHub {
  const core = new Core(deps);
  const rates = new Rates(deps.options.rateLimit);
  const passwords = new Passwords(rates);
  const entrance = new Entrance(core, passwords);
  const submissions = new Submissions(core, rates, passwords, entrance);
  /** Where it is handed what is said: also where it is leaving, until that is committed. */
  const roomsOf = (session: Session): Set<RoomId> =>
    new Set([...roomIdsOf(core.world.state.rooms, session.user), ...(own(session).leaving ?? [])]);

  function submit<V extends Verb>(
    session: Session,
    command: CommandOf<V> | Command,
    n?: number,
  ): Promise<ReplyTo<V>> {
    return submissions.submit(own(session), command as CommandOf<V>, n);
  }

  return {
    enter: (request, sink) => entrance.enter(request, sink),
    enterOperator: (name, sink) => entrance.enter(operatorNamed(name), sink, true),
    start: (session) => entrance.start(own(session)),
    leave: (session) => entrance.leave(own(session)),
    submit,
    roomsFor: (session) => core.views.visibleRooms(session.user),
    membersOf: (room: RoomId) => core.views.users(core.views.roomById(room)?.members ?? []),
    numberOf: (room) => core.views.roomById(room)?.number ?? undefined,
    roomNumbered: (number) => core.world.state.rooms.byNumber.get(number),
    user: (id: UserId) => core.views.user(id),
    changedHeads: (session) => core.fanOut.changedHeads(own(session), roomsOf(session)),
    heads: (session) => {
      // What waits to be handed out counts as passed over too, and must not follow its head.
      core.fanOut.flush();
      core.fanOut.toldHeads(own(session));
      const rooms = [...roomsOf(session)];
      return Object.fromEntries(rooms.map((room) => [room, core.fanOut.head(room)]));
    },
    needsPassword: () => entrance.needsPassword,
    people: () => core.registry.size,
    knocks: (session) =>
      whyNotOnServer(core.world.role(session.user), 'admit') ? [] : core.waiting.knocks(),
    setPassword: (password) => entrance.setPassword(password),
    password: () => entrance.password,
    onPeople: (listener) => core.registry.onPeople(listener),
    findRoom(text) {
      const { rooms } = core.world.state;
      const room = rooms.byId.get(text) ?? roomNamed(rooms, text);
      return room?.kind === 'room' ? room.id : null;
    },
    async hold(on) {
      core.held = on;
      await core.settled();
    },
    importing: () => ({
      append(entry) {
        if (core.stopping || core.held) throw new Refusal('shutting-down');
        return core.append(entry);
      },
      head: (room) => deps.log.head(room),
      newRoomId: () => core.world.newRoomId(),
      freeName: (name) => freeRoomName(core.world.state.rooms, name),
      now: () => core.now(),
    }),
    present: (user) => core.registry.of(user),
    tell(feature, frame, but = []) {
      for (const session of core.registry.all()) {
        const theirs = session.features.has(feature) && !but.includes(session.user);
        if (theirs && session.live) session.state(frame);
      }
    },
    stop: (reason, by) => entrance.stop(reason, by),
  };
}

/** The name, cleaned; with a number behind it where a room has it already. */
function freeRoomName(rooms: Rooms, wanted: string): string {
  const checked = checkRoomName(cleanName(wanted, ROOM_NAME_MAX_CHARS - NUMBER_CHARS));
  const name = checked.ok ? checked.name : 'room';
  // The lobby has its name in every language.
  const taken = (one: string) => roomNamed(rooms, one) !== undefined || meansLobby(one);
  if (!taken(name)) return name;
  for (let n = 2; ; n += 1) if (!taken(`${name}${n}`)) return `${name}${n}`;
}
/** Digits that may have to stand behind a name. */
const NUMBER_CHARS = 6;

const operatorNamed = (name: string): EnterRequest => ({
  user: null,
  key: null,
  name,
  takeVariant: true,
  wire: 'text',
  verified: false,
  features: ['order'],
  address: '127.0.0.1',
  outbox: null,
});

/** Sessions come from `enter` and nowhere else. */
function own(session: Session): HubSession {
  if (session instanceof HubSession) return session;
  throw new Error('a session of another hub');
}
