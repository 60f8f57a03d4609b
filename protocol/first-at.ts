/** An event's place and time. */
export interface Moment {
  seq: number;
  /** Ms since 1970. */
  ts: number;
}

/**
 * Seq of the first event that happened at `at` or later; null when none did. `from` tells the first
 * event whose seq is at least the one given; it is asked about as often as `last - first` can be
 * halved. Times are taken to rise: where a clock was set back, one of the places that fit is found.
 */
export function firstAt(
  at: number,
  { first, last }: { first: number; last: number },
  from: (seq: number) => Moment | null,
): number | null {
  let found: number | null = null;
  let low = first;
  let high = last;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const moment = from(middle);
    if (moment === null || moment.seq > last || moment.ts >= at) {
      if (moment !== null && moment.seq <= last) found = moment.seq;
      high = middle - 1;
    } else low = moment.seq + 1;
  }
  return found;
}
