import { emptied } from '../emptied';
import { authored, roomFor, type VerbRule } from './verb';

/** Leaves a room, the lobby too. A room without people stays, unless it was a passing one. */
export const leave: VerbRule<'leave'> = {
  rate: 'commands',
  decide(world, actor, { room }) {
    const left = roomFor(world, actor, 'leave', room);
    return {
      facts: emptied(left, actor.id),
      events: [{ kind: 'left', room, ...authored(world, actor) }],
      result: () => ({}),
    };
  },
};
