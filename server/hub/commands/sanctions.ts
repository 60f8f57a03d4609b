import { SANCTIONS_PAGE_MAX } from '../../../protocol/limits';
import type { Sanction } from '../../../protocol/order';
import { type InForce, sanctionsIn } from '../../projections/order';
import { needsRole } from '../order';
import { roomFor, type VerbRule } from './verb';

/** Bans and mutes in force, newest first; of one room its mutes, for whoever keeps order there. */
export const sanctions: VerbRule<'sanctions'> = {
  rate: 'commands',
  decide(world, actor, { room, before = Number.POSITIVE_INFINITY }) {
    if (room === undefined) needsRole(actor, 'sanction');
    else roomFor(world, actor, 'expel', room);
    const all = sanctionsIn(world.state.order, world.now).filter(
      (one) => one.n < before && (room === undefined || one.room === room),
    );
    const page = all.slice(0, SANCTIONS_PAGE_MAX).map(shown);
    return { result: () => ({ sanctions: page, more: all.length > page.length }) };
  },
};

const shown = (entry: InForce): Sanction => ({
  kind: entry.what === 'ban' ? 'ban' : 'mute',
  n: entry.n,
  user: entry.user,
  name: entry.userName ?? '',
  ...(entry.room !== undefined && { room: entry.room }),
  ...(entry.address !== undefined && { address: entry.address }),
  by: entry.byName,
  ...(entry.reason !== undefined && { reason: entry.reason }),
  ts: entry.ts,
  ...(entry.until !== undefined && { until: entry.until }),
});
