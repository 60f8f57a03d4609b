/**
 * Whose frames are taken when. All peers of a server together have so many ms of one turn of the event
 * loop. Whoever comes later than that stands in line for the turns that follow:
 *
 * - whoever has few frames goes before those who have many, so that nobody who talks waits for all that
 *   somebody else sent at once;
 * - of many, FRAMES_AT_ONCE are taken before it is the next one's: what one says at once mostly stays
 *   together, and shares a commit and a write;
 * - whoever has many has half of each turn, however many have few.
 */
import { FRAMES_AT_ONCE, FRAMES_FEW } from '../../protocol/limits';

/** Somebody with frames to be taken. */
export interface Taker {
  /** How many wait. */
  readonly frames: number;
  /**
   * Takes frames for as long as `goOn`, asked before each of them, says so. True when there are more
   * that could be taken.
   */
  takeFrames(goOn: () => boolean): boolean;
}

export class Turns {
  /** Both in the order in which they came. */
  private readonly few = new Set<Taker>();
  private readonly many = new Set<Taker>();
  /** The first of `many`, and how many frames of it were taken since it is. */
  private front: Taker | null = null;
  private frontTook = 0;
  private since: number | null = null;

  constructor(
    private readonly turnMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Frames have come: they are taken at once when there is time, otherwise in line. */
  ask(taker: Taker): void {
    while (!this.crowded && !this.over) {
      if (!this.serve(taker, FRAMES_AT_ONCE).more) return;
    }
    this.queue(taker);
  }

  /** Whoever is gone is not asked any more. */
  leave(taker: Taker): void {
    this.few.delete(taker);
    this.many.delete(taker);
    if (this.front === taker) this.front = null;
  }

  private get crowded(): boolean {
    return this.few.size > 0 || this.many.size > 0;
  }

  private queue(taker: Taker): void {
    if (this.many.has(taker)) return;
    if (taker.frames <= FRAMES_FEW) this.few.add(taker);
    else {
      this.few.delete(taker);
      this.many.add(taker);
    }
  }

  /** True when the time of this turn is used up. */
  private get over(): boolean {
    return this.lasted >= this.turnMs;
  }

  private get lasted(): number {
    return this.now() - this.begun();
  }

  /** When this turn began, which is when somebody first asks. */
  private begun(): number {
    if (this.since === null) {
      this.since = this.now();
      setImmediate(this.next);
    }
    return this.since;
  }

  /** Those in line go on, for as long as this turn is, and at least one of each kind. */
  private next = (): void => {
    this.since = null;
    if (!this.crowded) return;
    const forFew = this.many.size > 0 ? this.turnMs / 2 : this.turnMs;
    this.begun();
    for (const taker of this.few) {
      this.few.delete(taker);
      if (this.serve(taker, FRAMES_FEW).more) this.queue(taker);
      if (this.lasted >= forFew) break;
    }
    for (const taker of this.many) {
      this.serveFront(taker);
      if (this.over) return;
    }
  };

  /** Stays the first when only the time is over. */
  private serveFront(taker: Taker): void {
    if (this.front !== taker) this.frontTook = 0;
    this.front = taker;
    const { took, more } = this.serve(taker, FRAMES_AT_ONCE - this.frontTook);
    this.frontTook += took;
    if (more && this.frontTook < FRAMES_AT_ONCE) return;
    this.front = null;
    this.many.delete(taker);
    if (more) this.many.add(taker);
  }

  /** So many frames at most, and at least one. */
  private serve(taker: Taker, most: number): { took: number; more: boolean } {
    let took = 0;
    const more = taker.takeFrames(() => {
      if (took > 0 && (took >= most || this.over)) return false;
      took += 1;
      return true;
    });
    return { took, more };
  }
}

const ofServer = new WeakMap<object, Turns>();

/** Those of one server; `hub` stands for it. */
export function turnsOf(hub: object, turnMs: number): Turns {
  const found = ofServer.get(hub) ?? new Turns(turnMs);
  ofServer.set(hub, found);
  return found;
}
