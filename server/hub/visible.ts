/**
 * How far back somebody reads in a room (docs/PROTOCOL.md "Order"). Whatever hands out what was
 * said before (pages, single messages, search) asks here.
 */
import type { Seq, UserId } from '../../protocol/ids';
import type { Room } from '../projections/rooms';
import type { World } from './world';

/** The oldest seq of the room that this user may be shown; 0 for all of it. */
export function visibleFrom(
  world: Pick<World, 'openedAt'>,
  { id, rules, since }: Pick<Room, 'id' | 'rules' | 'since'>,
  user: UserId,
): Seq {
  if (rules.history === 'all') return 0;
  const joined = since.get(user) ?? 0;
  if (rules.history === 'joined') return joined;
  // The line that says that they came is theirs, also when it is older than the connection.
  const opened = world.openedAt(user, id);
  return opened === null ? joined : Math.max(joined, opened + 1);
}
