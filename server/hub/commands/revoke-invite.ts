import { needsRole } from '../order';
import type { VerbRule } from './verb';

/**
 * Takes an invite back: nobody comes by it any more, and whoever came by it is asked for the
 * password the next time. Whoever is in stays. One that has ended already is no error.
 */
export const revokeInvite: VerbRule<'revoke-invite'> = {
  rate: 'commands',
  decide(world, actor, { invite: n }) {
    needsRole(actor, 'invites');
    const given = world.state.invites.byNumber.get(n);
    if (!given || given.revoked) return { result: () => ({}) };
    return { facts: [{ type: 'invite-revoked', n }], result: () => ({}) };
  },
};
