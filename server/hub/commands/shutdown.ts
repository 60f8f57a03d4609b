import { Refusal } from '../../../protocol/errors';
import { whyNotOnServer } from '../can';
import type { VerbRule } from './verb';

/** Asks whoever owns the process to stop the server; the host's alone. */
export const shutdown: VerbRule<'shutdown'> = {
  rate: 'commands',
  decide(_world, actor) {
    const code = whyNotOnServer(actor.role, 'shutdown');
    if (code) throw new Refusal(code);
    return { effect: { kind: 'shutdown' }, result: () => ({}) };
  },
};
