/**
 * Who may do what: every rule about rights is in this file, and can.test.ts walks all its cells.
 * The hub asks it before every command; interfaces only mirror it.
 */
import type { ErrorCode } from '../../protocol/errors';
import { LOBBY, type UserId } from '../../protocol/ids';
import type { Access, Role } from '../../protocol/model';
import type { RoomRules } from '../../protocol/rules';
import type { Room } from '../projections/rooms';

export type RoomAction =
  | 'join'
  | 'leave'
  | 'post'
  | 'announce'
  | 'react'
  | 'pin'
  | 'moderate'
  | 'read'
  | 'type'
  | 'topic'
  | 'access'
  | 'invite'
  | 'rules'
  | 'rename'
  | 'delete'
  | 'expel'
  | 'hand'
  | 'look';
export type ServerAction =
  | 'handover'
  | 'invites'
  | 'create'
  | 'direct'
  | 'shutdown'
  | 'role'
  | 'capacity'
  | 'sanction'
  | 'modlog'
  | 'door'
  | 'admit'
  | 'people';

/** Somebody before a room. */
export interface Standing {
  role: Role;
  member: boolean;
  owner: boolean;
  invited: boolean;
  /** Gave the room's password just now. */
  knowsPassword: boolean;
  /** May not write here, or anywhere. */
  muted?: boolean;
}
export interface Place {
  kind: 'lobby' | 'room' | 'direct';
  access: Access;
  rules?: Pick<RoomRules, 'readOnly' | 'locked'> & Partial<Pick<RoomRules, 'classroom'>>;
}

const outranks = ({ role }: Pick<Standing, 'role'>): boolean =>
  role === 'host' || role === 'moderator';

/** What somebody who is muted does not do, and in a room that is only read nobody but moderators. */
const WRITING: ReadonlySet<RoomAction> = new Set(['post', 'react', 'type']);

/** Whether the room is shown to them at all. Two people's direct room is nobody else's business. */
export function sees(who: Standing, place: Place): boolean {
  if (who.member) return true;
  if (place.kind === 'direct') return false;
  return place.access !== 'invite' || who.owner || who.invited;
}

/** Null: allowed. Otherwise the code to refuse with. */
export function whyNot(who: Standing, action: RoomAction, place: Place): ErrorCode | null {
  // For entering too: a name is not found out by trying it.
  if (!sees(who, place)) return 'no-such-room';
  if (action === 'join') {
    if (who.member || who.owner) return null;
    if (place.rules?.locked && !outranks(who)) return 'locked';
    if (who.invited || who.knowsPassword) return null;
    return place.access === 'password' ? 'password-required' : null;
  }
  if (action === 'access') {
    if (place.kind !== 'room') return 'not-allowed';
    return who.owner || who.role === 'host' ? null : 'not-allowed';
  }
  if (action === 'rules' || action === 'rename' || action === 'expel') {
    return place.kind !== 'direct' && (who.owner || outranks(who)) ? null : 'not-allowed';
  }
  if (action === 'delete') {
    return place.kind === 'room' && (who.owner || who.role === 'host') ? null : 'not-allowed';
  }
  if (!who.member) return 'not-a-member';
  const inCharge = who.owner || outranks(who);
  if (WRITING.has(action)) {
    if (who.muted && !outranks(who)) return 'muted';
    if (place.rules?.readOnly && !inCharge && action !== 'react') return 'read-only';
  }
  if (action === 'hand') return place.rules?.classroom ? null : 'not-allowed';
  if (action === 'look') return place.rules?.classroom && inCharge ? null : 'not-allowed';
  if (action === 'topic') {
    if (place.kind === 'direct') return 'not-allowed';
    return inCharge ? null : 'not-allowed';
  }
  if (action === 'pin' && place.kind === 'direct') return null;
  if (action === 'announce' || action === 'pin' || action === 'moderate') {
    return place.kind !== 'direct' && inCharge ? null : 'not-allowed';
  }
  if (action === 'invite') {
    if (place.kind === 'direct') return 'not-allowed';
    return who.role !== 'guest' || who.owner ? null : 'not-allowed';
  }
  return null;
}

/** What is kept on the host's disk is kept for people who can be found again. */
export const whyNotAttach = (role: Role): ErrorCode | null =>
  role === 'guest' ? 'not-allowed' : null;

export const can = (who: Standing, action: RoomAction, place: Place): boolean =>
  whyNot(who, action, place) === null;

/** What a moderator does on the server as a whole, and what is left to the host. */
const FOR_MODERATORS: ReadonlySet<ServerAction> = new Set([
  'sanction',
  'modlog',
  'door',
  'admit',
  'people',
]);
const FOR_HOSTS: ReadonlySet<ServerAction> = new Set([
  'shutdown',
  'role',
  'capacity',
  'handover',
  'invites',
]);

export function whyNotOnServer(role: Role, action: ServerAction): ErrorCode | null {
  if (FOR_HOSTS.has(action)) return role === 'host' ? null : 'not-allowed';
  if (FOR_MODERATORS.has(action)) return outranks({ role }) ? null : 'not-allowed';
  return null;
}

const RANKS: Record<Role, number> = { host: 3, moderator: 2, member: 1, guest: 0 };

/**
 * Whether the one may remove, ban or mute the other: nobody acts on the host, or on their own rank
 * or above. The owner of a room has a moderator's rank in it.
 */
export function mayActOn(
  one: { role: Role; owner: boolean },
  other: { role: Role; owner: boolean },
): boolean {
  const rank = ({ role, owner }: typeof one) => Math.max(RANKS[role], owner ? RANKS.moderator : 0);
  return rank(one) >= RANKS.moderator && rank(one) > rank(other);
}

export const placeOf = (room: Room): Place => ({
  kind: room.id === LOBBY ? 'lobby' : room.kind,
  access: room.access,
  rules: room.rules,
});

export const standingIn = (room: Room, user: UserId, role: Role): Standing => ({
  role,
  member: room.members.has(user),
  owner: room.owner === user,
  invited: room.invited.has(user),
  knowsPassword: false,
});
