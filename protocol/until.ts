/** "For an hour", "until tomorrow": moments, in ms since 1970. */
import { ALWAYS } from './told-settings';

export const UNTIL = ['hour', 'eight-hours', 'tomorrow', 'always'] as const;
export type Until = (typeof UNTIL)[number];

const HOUR_MS = 3_600_000;
/** When a day begins for whoever said "tomorrow". */
const MORNING = 8;

/** When it ends, by the local clock. */
export function untilTime(until: Until, now: Date): number {
  if (until === 'always') return ALWAYS;
  if (until === 'tomorrow') {
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING).getTime();
  }
  return now.getTime() + (until === 'hour' ? 1 : 8) * HOUR_MS;
}
