/** How a person has put the rooms of each server: their favourites, and an order of their own. */
import { z } from 'zod';
import { type RoomId, roomId } from './ids';
import { ARRANGED_SERVERS_MAX, FAVOURITES_MAX, ROOMS_PER_USER_MAX } from './limits';

export const arrangement = z.object({
  /** Rooms that were moved, in that order. Others follow them as they would stand anyway. */
  order: z.array(roomId).max(ROOMS_PER_USER_MAX).default([]),
  /** In the order of the list on top. */
  favourites: z.array(roomId).max(FAVOURITES_MAX).default([]),
});
export type Arrangement = z.infer<typeof arrangement>;

export const NO_ARRANGEMENT: Arrangement = { order: [], favourites: [] };

/** By server. */
export const arrangements = z.record(z.string().max(300), arrangement);
export type Arrangements = z.infer<typeof arrangements>;

/** Those with a place first, in its order; the others keep theirs. */
export function arranged<T extends { readonly id: RoomId }>(
  rooms: readonly T[],
  order: readonly RoomId[],
): T[] {
  if (order.length === 0) return [...rooms];
  const places = new Map(order.map((id, i) => [id, i]));
  const placeOf = ({ id }: T): number => places.get(id) ?? order.length;
  return [...rooms].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The list with one of its own in another place; the same when it is not there. */
export function moved<T>(list: readonly T[], item: T, to: number): T[] {
  const rest = list.filter((one) => one !== item);
  if (rest.length === list.length) return [...list];
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, item);
  return rest;
}

/** Whatever is not in `shown` keeps its place behind: a room that is away now may come back. */
export function withOrder(order: readonly RoomId[], shown: readonly RoomId[]): RoomId[] {
  return [...shown, ...order.filter((id) => !shown.includes(id))].slice(0, ROOMS_PER_USER_MAX);
}

/** One server's arrangement changed; the servers changed longest ago are forgotten first. */
export function withArrangement(
  all: Arrangements,
  server: string,
  change: Partial<Arrangement>,
): Arrangements {
  const { [server]: before = NO_ARRANGEMENT, ...others } = all;
  const kept = Object.entries(others).slice(-(ARRANGED_SERVERS_MAX - 1));
  return { ...Object.fromEntries(kept), [server]: { ...before, ...change } };
}
