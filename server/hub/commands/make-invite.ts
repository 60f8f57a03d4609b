import { randomBytes } from 'node:crypto';
import { Refusal } from '../../../protocol/errors';
import { INVITES_MAX } from '../../../protocol/limits';
import { oneLine } from '../../../protocol/text';
import { type InviteFact, openInvites } from '../../projections/invites';
import { hashOfToken } from '../invited';
import { needsRole, untilOf } from '../order';
import { shownInvite } from './invites';
import { roomFor, type VerbRule } from './verb';

const TOKEN_BYTES = 16;

/** Gives an invite and tells its token, once: the log keeps a hash of it. For hosts. */
export const makeInvite: VerbRule<'make-invite'> = {
  rate: 'commands',
  decide(world, actor, { room, minutes, uses, note = '' }) {
    needsRole(actor, 'invites');
    if (room !== undefined) roomFor(world, actor, 'invite', room);
    const { invites } = world.state;
    if (openInvites(invites, world.now).length >= INVITES_MAX) {
      throw new Refusal('full', { field: 'invites', limit: INVITES_MAX });
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const line = oneLine(note);
    const until = untilOf(world, minutes);
    const fact: InviteFact = {
      type: 'invite',
      hash: hashOfToken(token),
      ts: world.now,
      by: actor.id,
      byName: actor.name,
      ...(line && { note: line }),
      ...(room !== undefined && { room }),
      ...(until !== undefined && { until }),
      ...(uses !== undefined && { uses }),
    };
    const invite = shownInvite({ ...fact, n: invites.last + 1, who: new Set(), revoked: false });
    return { facts: [fact], result: () => ({ invite, token }) };
  },
};
