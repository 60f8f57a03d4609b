import { createHash } from 'node:crypto';
import { Refusal } from '../../../protocol/errors';
import type { RoomId, UserId } from '../../../protocol/ids';
import type { RoomDraft } from '../../log/log';
import { authored, needsPlaceForDirect, type VerbRule } from './verb';

/** Opens the room of two; both are in it from then on. By user id, or by name. */
export const direct: VerbRule<'direct'> = {
  rate: 'commands',
  also(world, actor, { user }) {
    const peer = world.person(user) ?? world.personNamed(user);
    const known = peer && world.state.rooms.byId.has(directRoomId(actor.id, peer.id));
    return peer && !known ? 'directs' : null;
  },
  decide(world, actor, command) {
    const peer = world.person(command.user) ?? world.personNamed(command.user);
    if (!peer) throw new Refusal('no-such-user', { field: 'user' });
    if (peer.id === actor.id) throw new Refusal('not-allowed', { field: 'user' });
    const room = directRoomId(actor.id, peer.id);
    const known = world.state.rooms.byId.get(room);
    const events: RoomDraft[] = [];
    if (!known) {
      needsPlaceForDirect(world, actor.id);
      const by = authored(world, actor);
      events.push({ kind: 'created', room, ...by, title: '', access: 'invite' });
    }
    for (const one of [actor, peer]) {
      if (known?.members.has(one.id)) continue;
      events.push({ kind: 'joined', room, ...authored(world, one) });
    }
    return { events, result: ({ entered }) => entered(room) };
  },
};

/** The same for both, whoever opens it. */
export function directRoomId(one: UserId, other: UserId): RoomId {
  const pair = [one, other].sort().join(' ');
  return `d${createHash('sha256').update(pair).digest('base64url').slice(0, 22)}`;
}
