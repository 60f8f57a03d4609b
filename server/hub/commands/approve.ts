import { Refusal } from '../../../protocol/errors';
import { moderated, needsRole } from '../order';
import type { VerbRule } from './verb';

/** Lets somebody in who waits at the door. */
export const approve: VerbRule<'approve'> = {
  rate: 'commands',
  decide(world, actor, command) {
    needsRole(actor, 'admit');
    const guest = world.knocking(command.knock);
    if (!guest) throw new Refusal('no-such-user', { field: 'knock' });
    const person = { ...(guest.user !== undefined && { id: guest.user }), name: guest.name };
    return {
      facts: [moderated(world, actor, 'approve', { person })],
      effect: { kind: 'answer-knock', knock: guest.id, letIn: true },
      result: () => ({}),
    };
  },
};
