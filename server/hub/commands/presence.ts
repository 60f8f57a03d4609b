import type { VerbRule } from './verb';

/** Here, or away from the keyboard. Not logged. */
export const presence: VerbRule<'presence'> = {
  rate: 'commands',
  decide(_world, _actor, command) {
    return { effect: { kind: 'presence', presence: command.presence }, result: () => ({}) };
  },
};
