/** How fast bytes moved lately, and when that is worth telling. */
import { FILE_PROGRESS_MS } from '../../protocol/limits';
import type { Clock } from '../clock';

/** The last seconds count; older ones fade. */
const WINDOW_MS = 4_000;

export class Speed {
  private readonly marks: { at: number; bytes: number }[] = [];
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** Bytes per second. */
  get value(): number {
    const [first, last] = [this.marks[0], this.marks.at(-1)];
    if (!first || !last || last.at <= first.at) return 0;
    return ((last.bytes - first.bytes) * 1_000) / (last.at - first.at);
  }

  /** `bytes`: all so far. True when it is time to tell. */
  note(bytes: number): boolean {
    const at = this.clock.now();
    const last = this.marks.at(-1);
    if (last && at - last.at < FILE_PROGRESS_MS / 2) last.bytes = bytes;
    else this.marks.push({ at, bytes });
    while (this.marks.length > 2 && at - (this.marks[0]?.at ?? at) > WINDOW_MS) this.marks.shift();
    if (at - this.toldAt < FILE_PROGRESS_MS) return false;
    this.toldAt = at;
    return true;
  }
}
