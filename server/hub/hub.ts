/** The single place that decides, put together. */
import type { Command, CommandOf, Verb } from '../../protocol/commands';
import type { RoomId, UserId } from '../../protocol/ids';
import type { ReplyTo } from '../../protocol/replies';
import { roomIdsOf, roomNamed } from '../projections/rooms';
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
  const roomsOf = (session: Session) => roomIdsOf(core.world.state.rooms, session.user);

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
    present: (user) => core.registry.of(user),
    tell(feature, frame) {
      for (const session of core.registry.all()) {
        if (session.features.has(feature)) session.state(frame);
      }
    },
    stop: (reason, by) => entrance.stop(reason, by),
  };
}

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
