/**
 * The moderation log, and what of it is in force: bans, mutes, the door, the capacity. Each entry
 * is one fact; its number is its place in the order of facts, so that a replay gives the same.
 */
import type { RoomId, UserId } from '../../protocol/ids';
import { MODLOG_KEPT } from '../../protocol/limits';
import type { ModlogEntry } from '../../protocol/order';
import type { Door } from '../../protocol/rules';
import type { ServerFact } from '../log/log';
import type { Fact } from './facts';

/** Something that a moderator did. */
export interface ModeratedFact extends ServerFact {
  readonly type: 'moderated';
  readonly what: ModlogEntry['what'];
  /** ms since 1970. */
  readonly ts: number;
  readonly by: UserId;
  readonly byName: string;
  readonly user?: UserId;
  readonly userName?: string;
  readonly room?: RoomId;
  readonly roomName?: string;
  readonly reason?: string;
  readonly until?: number;
  readonly detail?: string;
  /** Of a ban that holds for an address too, and of a guest's mute: its key (hub/rates.ts). */
  readonly address?: string;
  /** Entry that is taken back by this one. */
  readonly undoes?: number;
}

/** The new door or capacity; `given` is the capacity in the server's options at that time. */
export interface HouseFact extends ServerFact {
  readonly type: 'house';
  readonly door?: Door;
  readonly capacity?: { readonly value: number | null; readonly given: number | null };
}

/** A ban or a mute, with the number of its entry. */
export type InForce = ModeratedFact & { readonly n: number; readonly user: UserId };

export interface Order {
  /** The newest MODLOG_KEPT, oldest first. */
  readonly entries: (ModeratedFact & { readonly n: number })[];
  /** Number of the newest entry ever. */
  last: number;
  readonly bans: Map<number, InForce>;
  /** By user, then by room; '' for everywhere. */
  readonly mutes: Map<UserId, Map<RoomId | '', InForce>>;
  /** How many bans and mutes there may be before those that have ended are let go. */
  pruneAt: number;
  door: Door;
  capacity: HouseFact['capacity'] | null;
}

const PRUNE_LEAST = 64;

export const emptyOrder = (): Order => ({
  entries: [],
  last: 0,
  bans: new Map(),
  mutes: new Map(),
  pruneAt: PRUNE_LEAST,
  door: 'open',
  capacity: null,
});

export function foldOrderFact(order: Order, fact: Fact): void {
  if (fact.type === 'house') {
    if (fact.door) order.door = fact.door;
    if (fact.capacity) order.capacity = fact.capacity;
    return;
  }
  if (fact.type !== 'moderated') return;
  order.last += 1;
  const entry = { ...fact, n: order.last };
  order.entries.push(entry);
  // Cut in large steps, so that it costs nothing each time.
  if (order.entries.length > MODLOG_KEPT * 1.1) order.entries.splice(0, MODLOG_KEPT / 10);
  if (entry.what === 'unban' && entry.undoes !== undefined) order.bans.delete(entry.undoes);
  const { user } = entry;
  if (user === undefined) return;
  const theirs = { ...entry, user };
  if (entry.what === 'ban') ban(order, theirs);
  else if (entry.what === 'mute') mutesOf(order, user).set(entry.room ?? '', theirs);
  else if (entry.what === 'unmute') unmute(order, user, entry.room ?? '');
  if (entry.what === 'ban' || entry.what === 'mute') pruneEnded(order, entry.ts);
}

/** What has ended by that moment: now and then, so that it costs nothing each time. */
function pruneEnded(order: Order, now: number): void {
  let count = order.bans.size;
  for (const theirs of order.mutes.values()) count += theirs.size;
  if (count < order.pruneAt) return;
  for (const [n, ban] of order.bans) if (!inForce(ban, now)) order.bans.delete(n);
  for (const [user, theirs] of order.mutes) {
    for (const [room, mute] of theirs) if (!inForce(mute, now)) unmute(order, user, room);
  }
  const left = sanctionsIn(order, now).length;
  order.pruneAt = Math.max(PRUNE_LEAST, left * 2);
}

/** A newer ban of somebody takes the place of the older one. */
function ban(order: Order, entry: InForce): void {
  for (const [n, older] of order.bans) if (older.user === entry.user) order.bans.delete(n);
  order.bans.set(entry.n, entry);
}

function mutesOf(order: Order, user: UserId): Map<RoomId | '', InForce> {
  let mutes = order.mutes.get(user);
  if (!mutes) {
    mutes = new Map();
    order.mutes.set(user, mutes);
  }
  return mutes;
}

function unmute(order: Order, user: UserId, room: RoomId | ''): void {
  const mutes = order.mutes.get(user);
  mutes?.delete(room);
  if (mutes?.size === 0) order.mutes.delete(user);
}

export const inForce = ({ until }: { readonly until?: number }, now: number): boolean =>
  until === undefined || until > now;

/** Bans and mutes that are in force, newest first. */
export function sanctionsIn(order: Order, now: number): InForce[] {
  const mutes = [...order.mutes.values()].flatMap((theirs) => [...theirs.values()]);
  return [...order.bans.values(), ...mutes]
    .filter((one) => inForce(one, now))
    .sort((a, b) => b.n - a.n);
}
