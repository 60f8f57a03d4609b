/**
 * The rooms of two that a client is in. A guest may be in so many only, and this wire opens one
 * for everybody it exchanges a line with: the one that was quiet for longest is left for a new one.
 * Whoever writes there again brings the client back.
 */
import type { RoomId } from '../../../protocol/ids';
import { MAIL_ROOMS_MAX } from '../../../protocol/limits';

export class Rooms {
  /** In the order of their last use. */
  private readonly used = new Set<RoomId>();

  /** The room to be left now, or null. */
  use(room: RoomId): RoomId | null {
    this.used.delete(room);
    this.used.add(room);
    if (this.used.size <= MAIL_ROOMS_MAX) return null;
    const oldest = this.used.values().next().value as RoomId;
    this.used.delete(oldest);
    return oldest;
  }
}
