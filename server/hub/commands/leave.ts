import { authored, roomFor, type VerbRule } from './verb';

/** Leaves a room, the lobby too. A room without people stays. */
export const leave: VerbRule<'leave'> = {
  rate: 'commands',
  decide(world, actor, { room }) {
    roomFor(world, actor, 'leave', room);
    return {
      events: [{ kind: 'left', room, ...authored(world, actor) }],
      result: () => ({}),
    };
  },
};
