import { moderated, needsRole } from '../order';
import type { VerbRule } from './verb';

/** Whoever is new comes in, waits until somebody lets them in, or stays out. */
export const door: VerbRule<'door'> = {
  rate: 'commands',
  decide(world, actor, command) {
    needsRole(actor, 'door');
    if (world.state.order.door === command.door) return { result: () => ({}) };
    return {
      facts: [
        { type: 'house', door: command.door },
        moderated(world, actor, 'door', { detail: command.door }),
      ],
      effect: { kind: 'door' },
      result: () => ({}),
    };
  },
};
