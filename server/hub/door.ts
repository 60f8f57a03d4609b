/** Whether somebody may come in: bans, the lock, knocking, and the number of places. Decides only. */
import { Refusal } from '../../protocol/errors';
import type { EnterRequest, WaitWhy } from './api';
import { banOf } from './banned';
import type { World } from './world';

/** Refuses with `banned`, and says why and for how much longer. */
export function needsNoBan(world: World, request: EnterRequest): void {
  const ban = banOf(world, request);
  if (!ban) return;
  const { reason: note, until } = ban;
  throw new Refusal('banned', {
    ...(note !== undefined && { note }),
    ...(until !== undefined && { retryAfterMs: Math.max(1, until - world.now) }),
  });
}

/**
 * Why they have to wait, or null. Refuses with `banned`, and with `locked` whoever is new while
 * the door is locked. Moderators and hosts are never kept by the door; whoever was here before
 * under the same key is not new, and whoever was invited need not knock. Hosts always find a place, and so does whoever replaces a
 * connection. `people`: those who have a place; `ahead`: those who wait for one before them.
 */
export function whyWait(
  world: World,
  request: EnterRequest,
  {
    letIn,
    invited = false,
    people,
    ahead,
  }: { letIn: boolean; invited?: boolean; people: number; ahead: number },
): WaitWhy | null {
  needsNoBan(world, request);
  const { user } = request;
  const role = user === null ? 'guest' : world.role(user);
  const known = user !== null && world.state.users.byId.has(user);
  const { door } = world.state.order;
  const isNew = !known && !letIn && role !== 'host' && role !== 'moderator';
  if (isNew && door === 'locked') throw new Refusal('locked');
  if (isNew && !invited && door === 'knock') return 'knock';
  const { capacity } = world;
  const placed = role === 'host' || (user !== null && world.person(user)?.online === true);
  return capacity === null || placed || people + ahead < capacity ? null : 'full';
}
