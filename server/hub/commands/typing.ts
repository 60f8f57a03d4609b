import { roomFor, type VerbRule } from './verb';

/** Shows the others in a room that something is being written. Not logged. */
export const typing: VerbRule<'typing'> = {
  rate: 'commands',
  decide(world, actor, { room, on }) {
    roomFor(world, actor, 'type', room);
    return { effect: { kind: 'typing', room, on }, result: () => ({}) };
  },
};
