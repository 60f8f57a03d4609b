/** Those who came by one listener of an old program's wire, and the room that they talk in. */
import type { RoomId, UserId } from '../../protocol/ids';

export class Crowd<P> {
  private readonly peers = new Map<UserId, P>();
  private accepted = 0;

  constructor(
    /** Where they find themselves. */
    readonly home: RoomId,
    /** Called with each new count of people. */
    private readonly changed: (people: number) => void = () => {},
  ) {}

  /** Connections are counted from 1, in the order in which they come. */
  nextNumber(): number {
    this.accepted += 1;
    return this.accepted;
  }

  of(user: UserId): P | undefined {
    return this.peers.get(user);
  }

  all(): Iterable<P> {
    return this.peers.values();
  }

  add(user: UserId, peer: P): void {
    this.peers.set(user, peer);
    this.changed(this.peers.size);
  }

  remove(user: UserId): void {
    if (this.peers.delete(user)) this.changed(this.peers.size);
  }
}
