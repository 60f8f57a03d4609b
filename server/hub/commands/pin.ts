import { Refusal } from '../../../protocol/errors';
import { PINS_MAX } from '../../../protocol/limits';
import { messageAt } from './message';
import { authored, roomFor, type VerbRule } from './verb';

/** Puts a message on the room's board, or takes it off. */
export const pin: VerbRule<'pin'> = {
  rate: 'commands',
  decide(world, actor, { room: id, target, on }) {
    const room = roomFor(world, actor, 'pin', id);
    const there = room.pins.includes(target);
    if (on) messageAt(world, id, target);
    if (there === on) return { result: () => ({}) };
    if (on && room.pins.length >= PINS_MAX) {
      throw new Refusal('full', { field: 'pins', limit: PINS_MAX });
    }
    return {
      events: [{ kind: 'pinned', room: id, ...authored(world, actor), target, on }],
      result: () => ({}),
    };
  },
};
