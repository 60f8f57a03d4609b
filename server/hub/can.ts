/**
 * Who may do what: every rule about rights is in this file, and can.test.ts walks all its cells.
 * The hub asks it before every command; interfaces only mirror it.
 */
import type { ErrorCode } from '../../protocol/errors';
import { LOBBY, type UserId } from '../../protocol/ids';
import type { Access, Role } from '../../protocol/model';
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
  | 'invite';
export type ServerAction = 'create' | 'direct' | 'shutdown';

/** Somebody before a room. */
export interface Standing {
  role: Role;
  member: boolean;
  owner: boolean;
  invited: boolean;
  /** Gave the room's password just now. */
  knowsPassword: boolean;
}
export interface Place {
  kind: 'lobby' | 'room' | 'direct';
  access: Access;
}

/** Whether the room is shown to them at all. Two people's direct room is nobody else's business. */
export function sees(who: Standing, place: Place): boolean {
  if (who.member) return true;
  if (place.kind === 'direct') return false;
  return place.access !== 'invite' || who.owner || who.invited;
}

/** Null: allowed. Otherwise the code to refuse with. */
export function whyNot(who: Standing, action: RoomAction, place: Place): ErrorCode | null {
  if (!sees(who, place)) {
    // Whoever was told a private room's name may know that it is one; a direct room stays unknown.
    return action === 'join' && place.kind === 'room' ? 'invite-only' : 'no-such-room';
  }
  if (action === 'join') {
    if (who.member || who.owner || who.invited || who.knowsPassword) return null;
    return place.access === 'password' ? 'password-required' : null;
  }
  const outranks = who.role === 'host' || who.role === 'moderator';
  if (action === 'access') {
    if (place.kind !== 'room') return 'not-allowed';
    return who.owner || who.role === 'host' ? null : 'not-allowed';
  }
  if (!who.member) return 'not-a-member';
  if (action === 'topic') {
    if (place.kind === 'direct') return 'not-allowed';
    return who.owner || outranks ? null : 'not-allowed';
  }
  if (action === 'pin' && place.kind === 'direct') return null;
  if (action === 'announce' || action === 'pin' || action === 'moderate') {
    return place.kind !== 'direct' && (who.owner || outranks) ? null : 'not-allowed';
  }
  if (action === 'invite') {
    if (place.kind === 'direct') return 'not-allowed';
    return who.role !== 'guest' || who.owner ? null : 'not-allowed';
  }
  return null;
}

export const can = (who: Standing, action: RoomAction, place: Place): boolean =>
  whyNot(who, action, place) === null;

export function whyNotOnServer(role: Role, action: ServerAction): ErrorCode | null {
  return action === 'shutdown' && role !== 'host' ? 'not-allowed' : null;
}

export const placeOf = (room: Room): Place => ({
  kind: room.id === LOBBY ? 'lobby' : room.kind,
  access: room.access,
});

export const standingIn = (room: Room, user: UserId, role: Role): Standing => ({
  role,
  member: room.members.has(user),
  owner: room.owner === user,
  invited: room.invited.has(user),
  knowsPassword: false,
});
