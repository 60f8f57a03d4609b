import { needsRole } from '../order';
import type { VerbRule } from './verb';

/** How the server itself is doing: its door, how full it is, and what it needs on the disk. */
export const house: VerbRule<'house'> = {
  rate: 'commands',
  decide(world, actor) {
    needsRole(actor, 'people');
    const { door } = world.state.order;
    const { capacity } = world;
    return {
      result: async ({ house }) => ({ door, capacity, ...(await house()) }),
    };
  },
};
