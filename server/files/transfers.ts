/** How many transfers each person has under way, at most TRANSFERS_PER_USER_MAX. */
import { Refusal } from '../../protocol/errors';
import type { UserId } from '../../protocol/ids';
import { TRANSFERS_PER_USER_MAX } from '../../protocol/limits';

export class Transfers {
  private readonly running = new Map<UserId, number>();

  /** Counts one more, and returns what ends it, once. Refuses with `slow-down`. */
  begin(user: UserId): () => void {
    const busy = this.running.get(user) ?? 0;
    if (busy >= TRANSFERS_PER_USER_MAX) throw new Refusal('slow-down', { retryAfterMs: 1_000 });
    this.running.set(user, busy + 1);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      const left = (this.running.get(user) ?? 1) - 1;
      if (left > 0) this.running.set(user, left);
      else this.running.delete(user);
    };
  }
}
