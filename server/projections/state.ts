/**
 * All that is folded from the log. The same two functions fold what is replayed at start and what
 * is appended while the server runs; they change the state in place, which has one owner, the
 * hub, on Node's one thread. Facts and events touch different fields, so that folding all facts
 * first (as a replay does) comes to the same.
 */
import type { ChatEvent } from '../../protocol/events';
import type { UserId } from '../../protocol/ids';
import { isState, type Log, type ServerFact } from '../log/log';
import type { Fact } from './facts';
import { emptyFiles, type Files, foldFileEvent } from './files';
import { emptyInvites, foldInviteFact, type Invites } from './invites';
import { emptyOrder, foldOrderFact, type Order } from './order';
import { emptyRoles, foldRoleFact, type Roles } from './roles';
import { emptyRooms, foldRoomEvent, foldRoomFact, type Rooms, roomIdsOf } from './rooms';
import { emptyUsers, foldUserEvent, foldUserFact, type Users } from './users';

export interface State {
  readonly rooms: Rooms;
  readonly users: Users;
  readonly roles: Roles;
  readonly files: Files;
  readonly order: Order;
  readonly invites: Invites;
}

export const emptyState = (hosts: readonly UserId[]): State => ({
  rooms: emptyRooms(),
  users: emptyUsers(),
  roles: emptyRoles(hosts),
  files: emptyFiles(),
  order: emptyOrder(),
  invites: emptyInvites(),
});

export function foldEvent(state: State, event: ChatEvent): void {
  if (!isState(event)) return;
  foldFileEvent(state.files, event);
  foldRoomEvent(state.rooms, event);
  const whom = event.kind === 'kicked' ? event.user : event.by;
  foldUserEvent(state.users, event, roomIdsOf(state.rooms, whom).size > 0);
}

/** Facts of a kind that this program does not know are passed over. */
export function foldFact(state: State, fact: ServerFact): void {
  const known = fact as Fact;
  foldUserFact(state.users, known);
  foldRoomFact(state.rooms, known);
  foldRoleFact(state.roles, known);
  foldOrderFact(state.order, known);
  foldInviteFact(state.invites, known);
}

export function replayState(log: Log, hosts: readonly UserId[]): State {
  const state = emptyState(hosts);
  log.replay({
    fact: (fact) => foldFact(state, fact),
    event: (event) => foldEvent(state, event),
  });
  return state;
}
