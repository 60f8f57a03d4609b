import type { GivenInvite } from '../../../protocol/invites';
import { type Given, openInvites } from '../../projections/invites';
import { needsRole } from '../order';
import type { VerbRule } from './verb';

/** The invites that open the door now, newest first. For hosts. */
export const invites: VerbRule<'invites'> = {
  rate: 'commands',
  decide(world, actor) {
    needsRole(actor, 'invites');
    const open = openInvites(world.state.invites, world.now).map(shownInvite);
    return { result: () => ({ invites: open }) };
  },
};

/** Without the hash: nobody needs it. */
export const shownInvite = ({
  n,
  byName,
  ts,
  note,
  room,
  until,
  uses,
  who,
}: Given): GivenInvite => ({
  n,
  by: byName,
  ts,
  ...(note !== undefined && { note }),
  ...(room !== undefined && { room }),
  ...(until !== undefined && { until }),
  ...(uses !== undefined && { uses }),
  used: who.size,
});
