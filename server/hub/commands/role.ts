import { Refusal } from '../../../protocol/errors';
import { isGuest } from '../../../protocol/ids';
import { moderated, needsRole, personAt } from '../order';
import type { VerbRule } from './verb';

/** Makes somebody with a key a moderator, or a member again; the host's alone. */
export const role: VerbRule<'role'> = {
  rate: 'commands',
  decide(world, actor, command) {
    needsRole(actor, 'role');
    const person = personAt(world, command.user);
    const before = world.role(person.id);
    // A guest is nobody tomorrow, and hosts are named by whoever runs the server.
    if (isGuest(person.id) || before === 'host')
      throw new Refusal('not-allowed', { field: 'user' });
    if (before === command.role) return { result: () => ({}) };
    return {
      facts: [
        { type: 'role', user: person.id, role: command.role },
        moderated(world, actor, 'role', { person, detail: command.role }),
      ],
      effect: {
        kind: 'changed',
        user: person.id,
        notice: { what: 'role', role: command.role, by: actor.name },
      },
      result: () => ({}),
    };
  },
};
