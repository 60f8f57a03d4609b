/**
 * What peers may take of one turn of the event loop. All of them together have so many ms of it, and
 * each of them FRAMES_PER_TURN frames however many they are: whoever sends more at once is read on in
 * the next turn, after everybody else had theirs.
 */
import { FRAMES_PER_TURN } from '../../protocol/limits';

/** One turn of the event loop: counted, and timed, for as long as somebody asks. */
export class Turns {
  n = 0;
  private since: number | null = null;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** For how long it has lasted, in ms; the first who asks begins it. */
  get lasted(): number {
    if (this.since === null) {
      this.since = this.now();
      setImmediate(() => {
        this.since = null;
        this.n += 1;
      });
    }
    return this.now() - this.since;
  }
}

const turns = new Turns();

export class Share {
  private turn = -1;
  private taken = 0;

  constructor(
    private readonly turnMs: number,
    private readonly all: Turns = turns,
  ) {}

  /** False when this turn's share is used up. */
  take(): boolean {
    const late = this.all.lasted >= this.turnMs;
    if (this.all.n !== this.turn) {
      this.turn = this.all.n;
      this.taken = 0;
    }
    this.taken += 1;
    return !late || this.taken <= FRAMES_PER_TURN;
  }
}
