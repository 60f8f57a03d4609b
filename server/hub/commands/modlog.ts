import type { ModlogEntry } from '../../../protocol/order';
import type { Order } from '../../projections/order';
import { needsRole } from '../order';
import type { VerbRule } from './verb';

/** What moderators did, newest first: who, what, whom, why and when. For moderators. */
export const modlog: VerbRule<'modlog'> = {
  rate: 'commands',
  decide(world, actor, { before = Number.POSITIVE_INFINITY, limit }) {
    needsRole(actor, 'modlog');
    const { entries } = world.state.order;
    const end = entries.findLastIndex(({ n }) => n < before) + 1;
    const start = Math.max(0, end - limit);
    const page = entries.slice(start, end).reverse().map(shown);
    return { result: () => ({ entries: page, more: start > 0 }) };
  },
};

const shown = (entry: Order['entries'][number]): ModlogEntry => ({
  n: entry.n,
  ts: entry.ts,
  what: entry.what,
  by: entry.byName,
  ...(entry.userName !== undefined && { name: entry.userName }),
  ...(entry.roomName !== undefined && { room: entry.roomName }),
  ...(entry.reason !== undefined && { reason: entry.reason }),
  ...(entry.until !== undefined && { until: entry.until }),
  ...(entry.detail !== undefined && { detail: entry.detail }),
});
