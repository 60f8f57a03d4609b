/** Roles: hosts are named in the server's options, moderators by facts, guests by having no key. */
import { isGuest, type UserId } from '../../protocol/ids';
import type { Role } from '../../protocol/model';
import type { Fact } from './facts';

export interface Roles {
  readonly hosts: ReadonlySet<UserId>;
  readonly given: Map<UserId, 'moderator' | 'member'>;
}

export const emptyRoles = (hosts: readonly UserId[]): Roles => ({
  hosts: new Set(hosts),
  given: new Map(),
});

export function foldRoleFact(roles: Roles, fact: Fact): void {
  if (fact.type === 'role') roles.given.set(fact.user, fact.role);
}

export function roleOf(roles: Roles, user: UserId): Role {
  if (isGuest(user)) return 'guest';
  if (roles.hosts.has(user)) return 'host';
  return roles.given.get(user) ?? 'member';
}
