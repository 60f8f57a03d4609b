/**
 * Whom a mute holds (docs/PROTOCOL.md "Order"): the key; and a guest, who has none and comes back as
 * somebody else, by the address that they came from, as a ban does. It holds whoever comes from there
 * as a guest after it was given, and nobody who was here beside them. On the server's own computer,
 * where all programs share one address, it holds guests of that name.
 */
import { isGuest, type RoomId, type UserId } from '../../protocol/ids';
import { skeleton } from '../../protocol/names';
import { isLoopback } from '../address';
import { type InForce, inForce } from '../projections/order';
import { addressKey } from './rates';
import type { World } from './world';

/** Where it holds: a room, or '' for everywhere. */
type Where = RoomId | '';

/** All that hold them there, whoever they were given to. */
export function mutesOf(world: World, user: UserId, where: Where): InForce[] {
  const { mutes } = world.state.order;
  const own = mutes.get(user)?.get(where);
  const held = own ? [own] : [];
  if (isGuest(user)) {
    for (const [whose, theirs] of mutes) {
      const mute = whose === user ? undefined : theirs.get(where);
      if (mute && isAnotherOf(world, mute, user)) held.push(mute);
    }
  }
  return held.filter((mute) => inForce(mute, world.now));
}

/** The one that lasts longest of those that hold them everywhere or there; null: none. */
export function muteOf(world: World, user: UserId, ...where: readonly Where[]): InForce | null {
  if (world.state.order.mutes.size === 0) return null;
  const held = where.flatMap((one) => mutesOf(world, user, one));
  const end = (one: InForce) => one.until ?? Number.POSITIVE_INFINITY;
  return held.sort((a, b) => end(b) - end(a))[0] ?? null;
}

/** Guests who are here and whom this mute holds, whoever it was given to. */
export const heldBy = (world: World, mute: InForce): UserId[] =>
  world
    .connected()
    .map(({ id }) => id)
    .filter((id) => id === mute.user || (isGuest(id) && isAnotherOf(world, mute, id)));

function isAnotherOf(world: World, mute: InForce, guest: UserId): boolean {
  if (mute.address === undefined) return false;
  const came = world.cameFrom(guest);
  if (!came || came.since < mute.ts || addressKey(came.address) !== mute.address) return false;
  return !isLoopback(came.address) || skeleton(came.name) === skeleton(mute.userName ?? '');
}
