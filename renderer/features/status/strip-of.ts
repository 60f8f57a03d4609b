import type { ConnectStep, ServerStatus } from '../../../protocol/views';

/** A line that breaks for a moment is not worth a word. */
export const QUIET_MS = 2000;
/** After this long the strip stops counting seconds and says what can be done meanwhile. */
export const LONG_MS = 60_000;

export type StripState =
  | { kind: 'connecting'; step: ConnectStep }
  | { kind: 'countdown'; seconds: number }
  | { kind: 'closed'; by?: string }
  | { kind: 'kicked' | 'banned'; by?: string; note?: string }
  | { kind: 'paused'; to: string }
  | { kind: 'back'; sent: number; received: number }
  | { kind: 'trying' | 'long' | 'reopening' | 'offline' | 'replaced' | 'failed' };

interface StripInput {
  status: ServerStatus;
  back: { sent: number; received: number } | undefined;
  /** The host closed the room, and the reader chose to wait. */
  waiting: boolean;
  /** To whom the room is being handed over, while it takes nothing. */
  paused?: string | undefined;
  /** ms since 1970. */
  now: number;
}

/** What the strip says; null for nothing. Pure. */
export const stripOf = ({ status, back, waiting, paused, now }: StripInput): StripState | null => {
  switch (status.state) {
    case 'online':
      if (paused !== undefined) return { kind: 'paused', to: paused };
      return back && back.sent + back.received > 0 ? { kind: 'back', ...back } : null;
    case 'question':
      return null;
    case 'connecting':
      return { kind: 'connecting', step: status.step };
    case 'offline':
      if (status.why === 'kicked' || status.why === 'banned')
        return { kind: status.why, by: status.by, note: status.note };
      return { kind: status.why === 'user' ? 'offline' : status.why };
    case 'waiting': {
      if (status.why === 'closed')
        return waiting ? { kind: 'reopening' } : { kind: 'closed', by: status.by };
      if (now - status.since < QUIET_MS) return null;
      if (now - status.since > LONG_MS) return { kind: 'long' };
      const seconds = Math.ceil((status.retryAt - now) / 1000);
      return seconds > 0 ? { kind: 'countdown', seconds } : { kind: 'trying' };
    }
  }
};
