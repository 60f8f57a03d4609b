/** Who may keep order, as far as this app can tell: the server decides again. Pure. */
import type { Role, UserInfo } from '../../protocol/model';
import type { RoomView } from '../../protocol/views';
import type { Server } from './slices/servers';

const RANKS: Record<Role, number> = { host: 3, moderator: 2, member: 1, guest: 0 };

const rankIn = (user: Pick<UserInfo, 'id' | 'role'>, room: RoomView | null): number =>
  Math.max(RANKS[user.role], room && room.owner === user.id ? RANKS.moderator : 0);

/** Host or moderator of this server. */
export const keepsOrder = ({ me }: Pick<Server, 'me'>): boolean =>
  me !== null && RANKS[me.role] >= RANKS.moderator;

/** Keeps order in the room: its owner does too. Nobody does in a room of two. */
export const keepsOrderIn = ({ me }: Pick<Server, 'me'>, room: RoomView): boolean =>
  me !== null && room.kind === 'room' && rankIn(me, room) >= RANKS.moderator;

export const mayDelete = ({ me }: Pick<Server, 'me'>, room: RoomView): boolean =>
  me !== null &&
  room.kind === 'room' &&
  room.id !== 'lobby' &&
  (me.role === 'host' || room.owner === me.id);

export interface PersonRights {
  /** Make them a moderator, or a member again. */
  role: boolean;
  /** Put them out of this room, and keep them from writing in it. */
  room: boolean;
  /** The same for the whole server, and ban them. */
  server: boolean;
}

export function rightsOver(
  { me }: Pick<Server, 'me'>,
  other: UserInfo,
  room: RoomView | null,
): PersonRights {
  const nothing = { role: false, room: false, server: false };
  if (!me || me.id === other.id) return nothing;
  const above = (where: RoomView | null) =>
    rankIn(me, where) >= RANKS.moderator && rankIn(me, where) > rankIn(other, where);
  return {
    role: me.role === 'host' && (other.role === 'member' || other.role === 'moderator'),
    room: room?.kind === 'room' && above(room),
    server: above(null),
  };
}

/** Why this person may not write in the room now; null when they may. */
export function silence(
  { me }: Pick<Server, 'me'>,
  room: RoomView,
  now: number,
): { why: 'muted'; until: number } | { why: 'read-only' } | null {
  if (!me) return null;
  const free = keepsOrderIn({ me }, room);
  if (me.muted !== undefined && !keepsOrder({ me }) && (me.muted === 0 || me.muted > now)) {
    return { why: 'muted', until: me.muted };
  }
  return room.rules?.readOnly && !free ? { why: 'read-only' } : null;
}
