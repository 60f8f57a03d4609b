/** When somebody last said something in a room, for rooms in slow mode. Of this process only. */
import type { ChatEvent } from '../../protocol/events';
import type { RoomId, UserId } from '../../protocol/ids';
import { SLOW_MAX_SECONDS } from '../../protocol/limits';

/** Above so many the old ones are thrown out. */
const KEPT_MAX = 2_000;

export class SlowMode {
  private readonly rooms = new Map<RoomId, Map<UserId, number>>();

  /** Takes what was staged in a room in slow mode; `now` in ms since 1970. */
  said({ room, by }: ChatEvent, now: number): void {
    let people = this.rooms.get(room);
    if (!people) {
      people = new Map();
      this.rooms.set(room, people);
    }
    people.delete(by); // the newest stand last
    people.set(by, now);
    if (people.size < KEPT_MAX) return;
    for (const [user, at] of people) if (now - at > SLOW_MAX_SECONDS * 1000) people.delete(user);
    // Everybody talked within the hour: the oldest are let off.
    for (const user of people.keys()) {
      if (people.size < KEPT_MAX) break;
      people.delete(user);
    }
  }

  /** How long this user has to wait, in ms; 0 when they may speak. Never more than the rule says. */
  waitMs(room: RoomId, user: UserId, seconds: number, now: number): number {
    const at = this.rooms.get(room)?.get(user);
    if (at === undefined) return 0;
    return Math.min(seconds * 1000, Math.max(0, at + seconds * 1000 - now));
  }
}
