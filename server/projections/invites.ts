/**
 * Invites that hosts gave, and who came by them. What counts is in the log: a use is in the same
 * commit as the coming in that it allowed, so that no crash gives one back or takes one away.
 */
import type { RoomId, UserId } from '../../protocol/ids';
import { INVITES_KEPT } from '../../protocol/limits';
import type { ServerFact } from '../log/log';
import type { Fact } from './facts';

export interface InviteFact extends ServerFact {
  readonly type: 'invite';
  /** SHA-256 of the token, base64url: whoever reads the log cannot come in by it. */
  readonly hash: string;
  /** ms since 1970. */
  readonly ts: number;
  readonly by: UserId;
  readonly byName: string;
  readonly note?: string;
  readonly room?: RoomId;
  readonly until?: number;
  readonly uses?: number;
}

/** Somebody new came by it. */
export interface InviteUsedFact extends ServerFact {
  readonly type: 'invite-used';
  readonly n: number;
  readonly user: UserId;
}

export interface InviteRevokedFact extends ServerFact {
  readonly type: 'invite-revoked';
  readonly n: number;
}

export interface Given extends InviteFact {
  /** Its place in the order of invites, from 1. */
  readonly n: number;
  /** Who came by it: each key counts once. */
  readonly who: Set<UserId>;
  revoked: boolean;
}

export interface Invites {
  /** Number of the newest one ever. */
  last: number;
  /** Oldest first. */
  readonly byNumber: Map<number, Given>;
  readonly byHash: Map<string, Given>;
  /** Who needs no password, and by which invites they came that were not taken back. */
  readonly guests: Map<UserId, Set<number>>;
}

export const emptyInvites = (): Invites => ({
  last: 0,
  byNumber: new Map(),
  byHash: new Map(),
  guests: new Map(),
});

export function foldInviteFact(invites: Invites, fact: Fact): void {
  if (fact.type === 'invite') {
    invites.last += 1;
    const given: Given = { ...fact, n: invites.last, who: new Set(), revoked: false };
    invites.byNumber.set(given.n, given);
    invites.byHash.set(given.hash, given);
    if (invites.byNumber.size > INVITES_KEPT) forgetOne(invites, fact.ts);
  } else if (fact.type === 'invite-used') {
    invites.byNumber.get(fact.n)?.who.add(fact.user);
    const theirs = invites.guests.get(fact.user) ?? new Set();
    invites.guests.set(fact.user, theirs.add(fact.n));
  } else if (fact.type === 'invite-revoked') {
    const given = invites.byNumber.get(fact.n);
    if (!given) return;
    given.revoked = true;
    for (const user of given.who) {
      const theirs = invites.guests.get(user);
      theirs?.delete(fact.n);
      if (theirs?.size === 0) invites.guests.delete(user);
    }
  }
}

/** The oldest one that has ended; those that open the door are fewer than are kept. */
function forgetOne(invites: Invites, now: number): void {
  for (const given of invites.byNumber.values()) {
    if (endOf(given, now) === null) continue;
    invites.byNumber.delete(given.n);
    invites.byHash.delete(given.hash);
    return;
  }
}

/** Why it opens no door any more; null while it does. */
export function endOf(given: Given, now: number): 'expired' | 'used-up' | 'revoked' | null {
  if (given.revoked) return 'revoked';
  if (given.until !== undefined && given.until <= now) return 'expired';
  return given.uses !== undefined && given.who.size >= given.uses ? 'used-up' : null;
}

/** Those that open the door now, newest first. */
export const openInvites = (invites: Invites, now: number): Given[] =>
  [...invites.byNumber.values()].filter((given) => endOf(given, now) === null).reverse();
