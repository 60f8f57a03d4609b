/**
 * What a verb's file brings: which rate it spends, and a pure decision. Refusals are thrown.
 * Adding a verb: a file here, a line in index.ts, its schemas in protocol/.
 */
import type { CommandOf, Verb } from '../../../protocol/commands';
import type { ByeReason } from '../../../protocol/envelopes';
import { Refusal } from '../../../protocol/errors';
import type { ChatEvent } from '../../../protocol/events';
import type { RoomId, UserId } from '../../../protocol/ids';
import { GUEST_ROOMS_MAX, ROOMS_PER_USER_MAX } from '../../../protocol/limits';
import type { Presence, Role, UserStatus, Wire } from '../../../protocol/model';
import type { Notice } from '../../../protocol/order';
import type { Entered, Page, ResultOf } from '../../../protocol/replies';
import type { SearchHits } from '../../../protocol/search';
import type { FileHouse } from '../../files/house';
import type { HandoverDesk } from '../../handover/desk';
import type { RoomDraft } from '../../log/log';
import type { Fact } from '../../projections/facts';
import { openerOf, type Room, roomIdsOf } from '../../projections/rooms';
import type { SearchInput } from '../../workers/jobs/search';
import { placeOf, type RoomAction, type Standing, standingIn, whyNot } from '../can';
import { muteOf } from '../muted';
import type { PageRange } from '../pages';
import type { RateKind } from '../rates';
import type { World } from '../world';

export interface Actor {
  readonly id: UserId;
  readonly name: string;
  readonly wire: Wire;
  readonly role: Role;
  readonly address: string;
}

/** What is slow and so comes before the decision: the hash of a new password, or a right one. */
export interface Prepared {
  newHash?: string;
  /** The hash that the given password was right for. */
  rightFor?: string;
}

export interface PasswordDesk {
  hash(password: string): Promise<string>;
  /** Refuses with `password-wrong` or `slow-down`. */
  check(password: string, stored: string, address: string): Promise<void>;
}

/** What a decision brings about beside the log; carried out after the commit. */
export type Effect =
  | { kind: 'typing'; room: RoomId; on: boolean }
  | { kind: 'typed'; room: RoomId }
  | {
      kind: 'presence';
      presence: Exclude<Presence, 'offline'>;
      /** Left out: as it was; null: none. */
      status?: UserStatus | null;
    }
  | { kind: 'shutdown' }
  /** Somebody is put off the server, and does not come back by themselves. */
  | {
      kind: 'expel';
      user: UserId;
      reason: Extract<ByeReason, 'kicked' | 'banned'>;
      by: string;
      note: string | undefined;
    }
  /** Somebody is seen differently from now on, and is told what concerns them; `also`: others too. */
  | { kind: 'changed'; user: UserId; also?: readonly UserId[]; notice: Notice }
  | { kind: 'tell'; users: readonly UserId[]; notice: Notice }
  /** Whoever waits outside looks again. */
  | { kind: 'door' }
  | { kind: 'answer-knock'; knock: string; letIn: boolean; note?: string | undefined };

/** What is known once the commit is durable. */
export interface Outcome {
  readonly events: readonly ChatEvent[];
  /** Refuses where no files are taken. */
  files(): FileHouse;
  entered(room: RoomId): Entered;
  page(room: RoomId, range: PageRange): Page | Promise<Page>;
  search(input: SearchInput): Promise<SearchHits>;
  house(): Promise<Omit<ResultOf<'house'>, 'door' | 'capacity'>>;
  /** Refuses where there is nothing to hand over. */
  handover(): HandoverDesk;
}

export interface Decision<V extends Verb> {
  events?: readonly RoomDraft[];
  facts?: readonly Fact[];
  /** The session's new name. */
  rename?: string;
  effect?: Effect;
  result(outcome: Outcome): ResultOf<V> | Promise<ResultOf<V>>;
}

export interface VerbRule<V extends Verb> {
  rate: RateKind;
  /** What costs more than most commands of its verb spends this rate too; null: it does not. */
  also?(world: World, actor: Actor, command: CommandOf<V>): RateKind | null;
  prepare?(
    world: World,
    actor: Actor,
    command: CommandOf<V>,
    passwords: PasswordDesk,
  ): Promise<Prepared>;
  decide(world: World, actor: Actor, command: CommandOf<V>, prepared: Prepared): Decision<V>;
}

/** What every event says about its author. */
export function authored(
  world: World,
  author: Pick<Actor, 'id' | 'name' | 'wire'>,
): { ts: number; by: UserId; name: string; wire?: Wire } {
  const base = { ts: world.now, by: author.id, name: author.name };
  return author.wire === 'app' ? base : { ...base, wire: author.wire };
}

/** The room, or `no-such-room`; refuses what the actor may not do there. */
export function roomFor(
  world: World,
  actor: Actor,
  action: RoomAction,
  id: RoomId,
  more: Partial<Standing> = {},
): Room {
  const room = world.state.rooms.byId.get(id);
  if (!room) throw new Refusal('no-such-room');
  const mute = muteOf(world, actor.id, '', id);
  const standing = standingIn(room, actor.id, actor.role);
  standing.muted = mute !== null;
  const code = whyNot(Object.assign(standing, more), action, placeOf(room));
  if (code === 'muted' && mute?.until !== undefined) {
    throw new Refusal(code, { retryAfterMs: Math.max(1, mute.until - world.now) });
  }
  if (code) throw new Refusal(code);
  return room;
}

/** Refuses with `full` when this user can be in no further room of more than two. */
export function needsPlaceForRoom(world: World, user: UserId): void {
  needsPlace(world, user, ({ kind }) => kind === 'room');
}

/**
 * The same for direct rooms: those that one opened oneself are counted. What others open takes no
 * place away, or anybody could fill somebody else's list.
 */
export function needsPlaceForDirect(world: World, user: UserId): void {
  needsPlace(world, user, (room) => openerOf(room) === user);
}

function needsPlace(world: World, user: UserId, counts: (room: Room) => boolean): void {
  const { rooms } = world.state;
  const limit = world.role(user) === 'guest' ? GUEST_ROOMS_MAX : ROOMS_PER_USER_MAX;
  const ids = roomIdsOf(rooms, user);
  if (ids.size < limit) return;
  let taken = 0;
  for (const id of ids) {
    const room = rooms.byId.get(id);
    if (room && counts(room)) taken += 1;
  }
  if (taken >= limit) throw new Refusal('full', { field: 'rooms', limit });
}
