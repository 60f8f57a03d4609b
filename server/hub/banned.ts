/**
 * Whom a ban stops (docs/PROTOCOL.md "Order"): the key, whatever its name and address; and, where
 * it holds for an address too, whoever comes from there and could be the same person under a new
 * key: guests, and keys that were never here. People who were here before under keys of their own
 * are not stopped by a neighbour's ban. On the server's own computer, where all its programs share
 * one address, a ban stops guests of that name only.
 */
import type { UserId } from '../../protocol/ids';
import { skeleton } from '../../protocol/names';
import { isLoopback } from '../address';
import { type InForce, inForce } from '../projections/order';
import { addressKey } from './rates';
import type { World } from './world';

interface Comer {
  /** Null for a guest. */
  readonly user: UserId | null;
  readonly name: string;
  readonly address: string;
}

/**
 * The ban that stops them, or null. Nobody stops a host; a moderator is stopped by a ban of their own
 * key, which only a host can have said, and by no neighbour's.
 */
export function banOf(world: World, comer: Comer): InForce | null {
  const { user } = comer;
  const role = user === null ? 'guest' : world.role(user);
  if (role === 'host') return null;
  const from = addressKey(comer.address);
  for (const ban of world.state.order.bans.values()) {
    if (!inForce(ban, world.now)) continue;
    if (user !== null && ban.user === user) return ban;
    if (role !== 'moderator' && ban.address === from && isAnotherOf(world, ban, comer)) return ban;
  }
  return null;
}

/** Whether somebody from a banned address could be the one who was banned. */
function isAnotherOf(world: World, ban: InForce, { user, name, address }: Comer): boolean {
  if (isLoopback(address)) return user === null && skeleton(name) === skeleton(ban.userName ?? '');
  return user === null || !world.state.users.byId.has(user);
}
