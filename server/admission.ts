/**
 * How many may stand at the door (docs/SECURITY.md "Floods"): undecided ones per address, new
 * ones per address and time, and all together. Whoever is over a limit is cut without a word.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { addressKey } from './hub/rates';
import type { Tuning } from './tuning';

/** A connection's place; `admitted` and `left` may be called in any order and repeatedly. */
export interface Place {
  /** It is somebody now, and no longer counts as undecided. */
  admitted(): void;
  left(): void;
}

export class Admission {
  private readonly undecided = new Map<string, number>();
  private readonly rate: RateLimiterMemory | null;
  private connections = 0;

  constructor(
    private readonly tuning: Tuning,
    rateLimit: boolean,
  ) {
    const { points, perSeconds } = tuning.connectionRate;
    this.rate = rateLimit ? new RateLimiterMemory({ points, duration: perSeconds }) : null;
  }

  /** Null when there is no place. */
  enter(address: string): Place | null {
    const key = addressKey(address);
    const waiting = this.undecided.get(key) ?? 0;
    if (this.connections >= this.tuning.connectionsMax) return null;
    if (waiting >= this.tuning.undecidedPerAddress) return null;
    this.undecided.set(key, waiting + 1);
    this.connections += 1;
    return this.place(key);
  }

  /** Counts a new connection of an address; false when there were too many lately. */
  async mayCome(address: string): Promise<boolean> {
    if (this.rate === null) return true;
    return this.rate.consume(addressKey(address)).then(
      () => true,
      () => false,
    );
  }

  private place(key: string): Place {
    let undecided = true;
    let here = true;
    const admitted = () => {
      if (!undecided) return;
      undecided = false;
      const others = (this.undecided.get(key) ?? 1) - 1;
      if (others > 0) this.undecided.set(key, others);
      else this.undecided.delete(key);
    };
    const left = () => {
      admitted();
      if (here) this.connections -= 1;
      here = false;
    };
    return { admitted, left };
  }
}
