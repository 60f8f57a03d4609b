import { moderated, needsRole } from '../order';
import type { VerbRule } from './verb';

/** How many people may be here at a time; whoever is in stays in. The host's alone. */
export const capacity: VerbRule<'capacity'> = {
  rate: 'commands',
  decide(world, actor, command) {
    needsRole(actor, 'capacity');
    const value = command.capacity;
    if (world.capacity === value) return { result: () => ({}) };
    return {
      facts: [
        { type: 'house', capacity: { value, given: world.givenCapacity } },
        moderated(world, actor, 'capacity', { detail: value === null ? '' : `${value}` }),
      ],
      effect: { kind: 'door' },
      result: () => ({}),
    };
  },
};
