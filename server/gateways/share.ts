/**
 * What one peer may take of one turn of the event loop: whoever sends much at once is read on in the
 * next turn, after everybody else had theirs.
 */
let turn = 0;
let counted = false;

/** Of the event loop; counts for as long as somebody asks. */
function currentTurn(): number {
  if (!counted) {
    counted = true;
    setImmediate(() => {
      counted = false;
      turn += 1;
    });
  }
  return turn;
}

export class Share {
  private turn = -1;
  private taken = 0;

  /** `most`: how often in one turn. */
  constructor(private readonly most: number) {}

  /** False when this turn's share is used up. */
  take(): boolean {
    const now = currentTurn();
    if (now !== this.turn) {
      this.turn = now;
      this.taken = 0;
    }
    this.taken += 1;
    return this.taken <= this.most;
  }
}
