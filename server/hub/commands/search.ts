import type { RoomId, Seq } from '../../../protocol/ids';
import { isEmptyQuery } from '../../../protocol/search';
import { roomIdsOf } from '../../projections/rooms';
import { visibleFrom } from '../visible';
import { roomFor, type VerbRule } from './verb';

/**
 * Looks for messages in some rooms, or in all that the asker is in: only where they may read, and
 * no further back than they may (docs/PROTOCOL.md "Search").
 */
export const search: VerbRule<'search'> = {
  rate: 'search',
  decide(world, actor, { query, rooms, before, limit }) {
    const ids = rooms ?? roomIdsOf(world.state.rooms, actor.id);
    const scope = new Map<RoomId, Seq>();
    for (const id of ids) {
      const room = roomFor(world, actor, 'read', id);
      scope.set(id, visibleFrom(world, room, actor.id));
    }
    if (isEmptyQuery(query) || scope.size === 0)
      return { result: () => ({ hits: [], more: false }) };
    return { result: (outcome) => outcome.search({ query, scope, before, limit }) };
  },
};
