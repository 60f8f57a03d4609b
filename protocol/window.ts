/** What a client lets be pushed to it unconfirmed (docs/PROTOCOL.md "Credit"). */
import { CREDIT_BYTES_MAX, CREDIT_EVENTS_MAX, SEEN_SHARE } from './limits';

export interface Window {
  readonly events: number;
  readonly bytes: number;
}

/** The most that a client may ask for. */
export const WIDEST_WINDOW: Window = { events: CREDIT_EVENTS_MAX, bytes: CREDIT_BYTES_MAX };

/** After how many handled events the client confirms them. */
export const seenEvery = ({ events }: Pick<Window, 'events'>): number =>
  Math.max(1, Math.floor(events * SEEN_SHARE));
