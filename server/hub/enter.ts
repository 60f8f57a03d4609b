/** Decides about somebody at the door: name, place, and what the log is told of them. */
import { randomBytes } from 'node:crypto';
import { LOBBY, type RoomId, type UserId } from '../../protocol/ids';
import type { RoomDraft } from '../log/log';
import type { Fact } from '../projections/facts';
import { roomIdsOf } from '../projections/rooms';
import type { EnterRequest } from './api';
import { claimName } from './claim-name';
import { authored } from './commands/verb';
import { passOf } from './invited';
import type { World } from './world';

export interface Entry {
  readonly user: UserId;
  readonly name: string;
  readonly events: readonly RoomDraft[];
  readonly facts: readonly Fact[];
}

/** `guest` is the id that a guest will have, for the life of the connection. */
export function decideEntry(
  world: World,
  request: EnterRequest,
  guest: UserId,
  operator = false,
): Entry {
  const user = request.user ?? guest;
  const name = claimName(world, user, request.name, { ...request, operator });
  const by = authored(world, { id: user, name, wire: request.wire });
  if (request.user === null) {
    if (request.home === null) return { user, name, facts: [], events: [] };
    const room = homeOf(world, request.home);
    return { user, name, facts: [], events: [{ kind: 'joined', room, ...by }] };
  }
  const { wire, verified } = request;
  const known = world.state.users.byId.get(user);
  const same = known?.name === name && known.wire === wire && known.verified === verified;
  const redeemed = passOf(world, request).redeem(name);
  const facts: Fact[] = [
    ...(same ? [] : [{ type: 'user', id: user, name, wire, verified } as const]),
    ...redeemed.facts,
  ];
  const { events: into } = redeemed;
  if (!known) {
    return { user, name, facts, events: [{ kind: 'joined', room: LOBBY, ...by }, ...into] };
  }
  if (known.name === name) return { user, name, facts, events: into };
  const renamed = [...roomIdsOf(world.state.rooms, user)].map(
    (room): RoomDraft => ({ kind: 'renamed', room, ...by, old: known.name }),
  );
  return { user, name, facts, events: [...renamed, ...into] };
}

/** Two people's direct room is nobody's home. */
function homeOf(world: World, wanted: RoomId = LOBBY): RoomId {
  return world.state.rooms.byId.get(wanted)?.kind === 'room' ? wanted : LOBBY;
}

export const newGuestId = (): UserId => `g${randomBytes(16).toString('base64url')}`;
