import { Refusal } from '../../../protocol/errors';
import { cleanReason, moderated, needsRole } from '../order';
import type { VerbRule } from './verb';

/** Turns somebody away who waits at the door, and says why if there is a reason. */
export const decline: VerbRule<'decline'> = {
  rate: 'commands',
  decide(world, actor, command) {
    needsRole(actor, 'admit');
    const guest = world.knocking(command.knock);
    if (!guest) throw new Refusal('no-such-user', { field: 'knock' });
    const note = cleanReason(command.reason);
    const person = { ...(guest.user !== undefined && { id: guest.user }), name: guest.name };
    return {
      facts: [moderated(world, actor, 'decline', { person, reason: note })],
      effect: { kind: 'answer-knock', knock: guest.id, letIn: false, note },
      result: () => ({}),
    };
  },
};
