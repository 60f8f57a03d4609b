import { messageAt } from './message';
import { authored, roomFor, type VerbRule } from './verb';

/** Asks everybody in a classroom to look at it, or at one of its messages; for who is in charge. */
export const look: VerbRule<'look'> = {
  rate: 'rooms',
  decide(world, actor, { room: id, target }) {
    roomFor(world, actor, 'look', id);
    if (target !== undefined) messageAt(world, id, target);
    return {
      events: [
        {
          kind: 'look',
          room: id,
          ...authored(world, actor),
          ...(target !== undefined && { target }),
        },
      ],
      result: () => ({}),
    };
  },
};
