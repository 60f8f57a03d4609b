/** What decisions about people have in common: whom one may act on, and how it is written down. */
import { Refusal } from '../../protocol/errors';
import type { RoomId, UserId } from '../../protocol/ids';
import { SANCTIONS_MAX } from '../../protocol/limits';
import { oneLine } from '../../protocol/text';
import { type ModeratedFact, sanctionsIn } from '../projections/order';
import type { Room } from '../projections/rooms';
import { mayActOn, type ServerAction, whyNotOnServer } from './can';
import { type Actor, roomFor } from './commands/verb';
import type { Person, World } from './world';

/** Refuses with `not-allowed` what the actor's role does not reach. */
export function needsRole(actor: Actor, action: ServerAction): void {
  const code = whyNotOnServer(actor.role, action);
  if (code) throw new Refusal(code);
}

/** Whom it is about, or `no-such-user`. */
export function personAt(world: World, id: UserId): Person {
  const person = world.person(id);
  if (!person) throw new Refusal('no-such-user', { field: 'user' });
  return person;
}

/**
 * Somebody whom the actor may remove, ban or mute: on the server, or in a room, whose owner has a
 * moderator's rank there. Refuses with `not-allowed` for oneself and for one's own rank or above.
 */
export function subject(
  world: World,
  actor: Actor,
  id: UserId,
  roomId: RoomId | undefined,
): { person: Person; room: Room | null } {
  const room = roomId === undefined ? null : roomFor(world, actor, 'expel', roomId);
  if (!room) needsRole(actor, 'sanction');
  const person = personAt(world, id);
  const rank = (role: Actor['role'], user: UserId) => ({ role, owner: room?.owner === user });
  const ok = mayActOn(rank(actor.role, actor.id), rank(world.role(id), id));
  if (id === actor.id || !ok) throw new Refusal('not-allowed', { field: 'user' });
  return { person, room };
}

/** Refuses with `full` when there are too many already. */
export function needsPlaceForSanction(world: World): void {
  if (sanctionsIn(world.state.order, world.now).length >= SANCTIONS_MAX) {
    throw new Refusal('full', { field: 'sanctions', limit: SANCTIONS_MAX });
  }
}

/** ms since 1970; undefined: for good. */
export const untilOf = (world: World, minutes: number | undefined): number | undefined =>
  minutes === undefined ? undefined : world.now + minutes * 60_000;

interface About {
  person?: { readonly id?: UserId; readonly name: string };
  room?: Room | null;
  reason?: string | undefined;
  until?: number | undefined;
  detail?: string;
  address?: string | undefined;
  undoes?: number;
}

/** One entry of the moderation log. */
export function moderated(
  world: World,
  actor: Pick<Actor, 'id' | 'name'>,
  what: ModeratedFact['what'],
  { person, room, reason, until, detail, address, undoes }: About = {},
): ModeratedFact {
  const why = cleanReason(reason);
  return {
    type: 'moderated',
    what,
    ts: world.now,
    by: actor.id,
    byName: actor.name,
    ...(person?.id !== undefined && { user: person.id }),
    ...(person && { userName: person.name }),
    ...(room && { room: room.id, roomName: room.name }),
    ...(why && { reason: why }),
    ...(until !== undefined && { until }),
    ...(detail !== undefined && { detail }),
    ...(address !== undefined && { address }),
    ...(undoes !== undefined && { undoes }),
  };
}

/** On one line; undefined when nothing is said. */
export const cleanReason = (reason: string | undefined): string | undefined =>
  oneLine(reason ?? '') || undefined;
