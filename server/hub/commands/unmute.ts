import { isGuest } from '../../../protocol/ids';
import { heldBy, mutesOf } from '../muted';
import { moderated, needsRole, subject } from '../order';
import type { World } from '../world';
import { type Actor, roomFor, type VerbRule } from './verb';

/**
 * Somebody may write again, in a room or, without one, everywhere. Every mute that holds them is taken
 * back: a guest who came back is held by the one that was given to them before.
 */
export const unmute: VerbRule<'unmute'> = {
  rate: 'commands',
  decide(world, actor, { user, room: id }) {
    const room = wentAway(world, user)
      ? placeOf(world, actor, id)
      : subject(world, actor, user, id).room;
    const held = mutesOf(world, user, id ?? '');
    if (held.length === 0) return { result: () => ({}) };
    const free = new Set(held.flatMap((mute) => heldBy(world, mute)));
    free.delete(user);
    return {
      facts: held.map((mute) =>
        moderated(world, actor, 'unmute', {
          person: { id: mute.user, name: mute.userName ?? '' },
          room,
        }),
      ),
      effect: {
        kind: 'changed',
        user,
        also: [...free],
        notice: { what: 'unmuted', by: actor.name, ...(room && { room: room.name }) },
      },
      result: () => ({}),
    };
  },
};

/** A guest of whom nothing is known any more but that they were muted: a rank of their own they had none. */
const wentAway = (world: World, user: string): boolean =>
  isGuest(user) && !world.person(user) && world.state.order.mutes.has(user);

function placeOf(world: World, actor: Actor, id: string | undefined) {
  if (id !== undefined) return roomFor(world, actor, 'expel', id);
  needsRole(actor, 'sanction');
  return null;
}
