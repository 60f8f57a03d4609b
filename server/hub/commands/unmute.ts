import { inForce } from '../../projections/order';
import { moderated, subject } from '../order';
import type { VerbRule } from './verb';

/** Somebody may write again, in a room or, without one, everywhere. */
export const unmute: VerbRule<'unmute'> = {
  rate: 'commands',
  decide(world, actor, command) {
    const { person, room } = subject(world, actor, command.user, command.room);
    const found = world.state.order.mutes.get(person.id)?.get(room?.id ?? '');
    if (!found || !inForce(found, world.now)) return { result: () => ({}) };
    return {
      facts: [moderated(world, actor, 'unmute', { person, room })],
      effect: {
        kind: 'changed',
        user: person.id,
        notice: { what: 'unmuted', by: actor.name, ...(room && { room: room.name }) },
      },
      result: () => ({}),
    };
  },
};
