/** What an invite that somebody shows is worth at this moment (docs/PROTOCOL.md "Invites"). */
import { createHash } from 'node:crypto';
import { Refusal } from '../../protocol/errors';
import type { UserId } from '../../protocol/ids';
import type { RoomDraft } from '../log/log';
import type { Fact } from '../projections/facts';
import { endOf, type Given } from '../projections/invites';
import type { EnterRequest } from './api';
import type { World } from './world';

export const hashOfToken = (token: string): string =>
  createHash('sha256').update(token, 'ascii').digest('base64url');

/** What coming in by an invite notes down. */
export interface Redeemed {
  readonly facts: readonly Fact[];
  /** Into a room, as if its giver had invited them now. */
  readonly events: readonly RoomDraft[];
}

export interface Pass {
  /** They need no password, and nobody is asked. */
  readonly invited: boolean;
  redeem(name: string): Redeemed;
}

const NOTHING: Redeemed = { facts: [], events: [] };

/**
 * Whoever came by an invite before needs it no more, until it is taken back. Refuses somebody new
 * whose invite has ended; whoever was here under their key comes in as if they had shown none. An
 * invite is for keys: guests without one are nobody who could be counted.
 */
export function passOf(world: World, { user, invite }: EnterRequest): Pass {
  // A host who tries a link of their own is not one of those it is for.
  if (user === null || world.role(user) === 'host') {
    return { invited: false, redeem: () => NOTHING };
  }
  const { guests, byHash } = world.state.invites;
  const before = guests.has(user);
  if (invite === undefined) return { invited: before, redeem: () => NOTHING };
  const given = byHash.get(hashOfToken(invite));
  const end = given ? endOf(given, world.now) : 'revoked';
  if (given && end === null && !given.who.has(user)) {
    return { invited: true, redeem: (name) => redeem(world, given, user, name) };
  }
  if (!before && end !== null && !world.state.users.byId.has(user)) {
    throw new Refusal(`invite-${end}`, { field: 'invite' });
  }
  return { invited: before, redeem: () => NOTHING };
}

function redeem(world: World, given: Given, user: UserId, name: string): Redeemed {
  const facts: Fact[] = [{ type: 'invite-used', n: given.n, user }];
  const room = given.room === undefined ? undefined : world.state.rooms.byId.get(given.room);
  if (!room || room.members.has(user) || room.invited.has(user)) return { facts, events: [] };
  const { by, byName } = given;
  const who = { ts: world.now, by, name: byName, user, userName: name };
  return { facts, events: [{ kind: 'invited', room: room.id, ...who }] };
}
