import { Refusal } from '../../../protocol/errors';
import { moderated, needsRole } from '../order';
import type { VerbRule } from './verb';

/** Takes a ban back, by the number of its entry in the moderation log. */
export const unban: VerbRule<'unban'> = {
  rate: 'commands',
  decide(world, actor, command) {
    needsRole(actor, 'sanction');
    const found = world.state.order.bans.get(command.ban);
    if (!found) throw new Refusal('no-such-user', { field: 'ban' });
    const person = { id: found.user, name: found.userName ?? '' };
    return {
      facts: [moderated(world, actor, 'unban', { person, undoes: found.n })],
      result: () => ({}),
    };
  },
};
