/**
 * People that the log knows: whoever has a key and was here, and guests for as long as they are
 * in a room. A name belongs to the key that holds it (docs/SECURITY.md "Names belong to keys").
 */
import type { ChatEvent } from '../../protocol/events';
import { isGuest, type UserId } from '../../protocol/ids';
import type { Wire } from '../../protocol/model';
import { skeleton } from '../../protocol/names';
import type { Fact } from './facts';

export interface KnownUser {
  readonly id: UserId;
  readonly name: string;
  readonly wire: Wire;
  readonly verified: boolean;
}

export interface Users {
  readonly byId: Map<UserId, KnownUser>;
  /** Names of keys, as names are compared; guests own none. */
  readonly owners: Map<string, UserId>;
}

export const emptyUsers = (): Users => ({ byId: new Map(), owners: new Map() });

export function foldUserFact(users: Users, fact: Fact): void {
  if (fact.type !== 'user') return;
  const before = users.byId.get(fact.id);
  if (before) {
    const old = skeleton(before.name);
    if (users.owners.get(old) === fact.id) users.owners.delete(old);
  }
  const { id, name, wire, verified } = fact;
  users.byId.set(id, { id, name, wire, verified });
  users.owners.set(skeleton(name), id);
}

/** Keys are known by facts alone; a guest leaves no trace but the lines they wrote. */
export function foldUserEvent(users: Users, event: ChatEvent, inSomeRoom: boolean): void {
  if (event.kind === 'kicked') {
    if (isGuest(event.user) && !inSomeRoom) users.byId.delete(event.user);
    return;
  }
  if (!isGuest(event.by)) return;
  if (event.kind === 'joined' || event.kind === 'renamed') {
    const wire = event.wire ?? 'app';
    users.byId.set(event.by, { id: event.by, name: event.name, wire, verified: false });
  } else if (event.kind === 'left' && !inSomeRoom) {
    users.byId.delete(event.by);
  }
}
