/** Who is connected: one session per key, and one per guest. */
import type { UserId } from '../../protocol/ids';
import { isGuest } from '../../protocol/ids';
import { skeleton } from '../../protocol/names';
import type { HubSession } from './hub-session';

export class Registry {
  private readonly byUser = new Map<UserId, HubSession>();
  /** Guests own no name: they hold one for as long as they are connected. */
  private readonly guestNames = new Map<string, UserId>();
  private operators = 0;
  private readonly listeners = new Set<(people: number) => void>();

  /** Operators are not counted. */
  get size(): number {
    return this.byUser.size - this.operators;
  }

  all(): Iterable<HubSession> {
    return this.byUser.values();
  }

  of(user: UserId): HubSession | undefined {
    return this.byUser.get(user);
  }

  /** The guest who holds a name, given as names are compared. */
  guestNamed(name: string): UserId | undefined {
    return this.guestNames.get(name);
  }

  /** The older session of the same key must have been removed before. */
  add(session: HubSession): void {
    this.byUser.set(session.user, session);
    if (session.operator) this.operators += 1;
    if (isGuest(session.user)) this.guestNames.set(skeleton(session.name), session.user);
    this.tell();
  }

  /** False when it was not there any more. */
  remove(session: HubSession): boolean {
    if (this.byUser.get(session.user) !== session) return false;
    this.byUser.delete(session.user);
    if (session.operator) this.operators -= 1;
    this.dropName(session);
    this.tell();
    return true;
  }

  rename(session: HubSession, name: string): void {
    this.dropName(session);
    session.name = name;
    if (isGuest(session.user)) this.guestNames.set(skeleton(name), session.user);
  }

  onPeople(listener: (people: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private dropName(session: HubSession): void {
    const name = skeleton(session.name);
    if (this.guestNames.get(name) === session.user) this.guestNames.delete(name);
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.size);
  }
}
