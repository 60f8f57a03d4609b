import { Refusal } from '../../../protocol/errors';
import { HANDS_MAX } from '../../../protocol/limits';
import { authored, roomFor, type VerbRule } from './verb';

/** Raises or lowers one's own hand; in charge of the room, lowers anybody's. */
export const hand: VerbRule<'hand'> = {
  rate: 'commands',
  decide(world, actor, { room: id, on, user = actor.id }) {
    const room = roomFor(world, actor, 'hand', id);
    if (user !== actor.id) {
      roomFor(world, actor, 'look', id);
      if (on) throw new Refusal('not-allowed', { field: 'user' });
    }
    if (room.hands.includes(user) === on) return { result: () => ({}) };
    if (on && room.hands.length >= HANDS_MAX) {
      throw new Refusal('full', { field: 'hands', limit: HANDS_MAX });
    }
    return {
      events: [{ kind: 'hand', room: id, ...authored(world, actor), user, on }],
      result: () => ({}),
    };
  },
};
