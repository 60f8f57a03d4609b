import { Refusal } from '../../../protocol/errors';
import { whyNotOnServer } from '../can';
import type { VerbRule } from './verb';

/**
 * Steps by which a server goes to somebody else's computer. The host offers and takes back; what
 * the others are is checked where the hand-over is kept (server/handover/).
 */
export const handover: VerbRule<'handover'> = {
  rate: 'handover',
  decide(world, actor, { step }) {
    if (step.do === 'offer' || step.do === 'cancel') {
      const code = whyNotOnServer(actor.role, 'handover');
      if (code) throw new Refusal(code);
    }
    // Roles live with keys: a guest could not be found again.
    if (step.do === 'offer' && world.role(step.to) === 'guest') {
      throw new Refusal('no-such-user', { field: 'to' });
    }
    return { result: ({ handover }) => handover().step(actor.id, step) };
  },
};
