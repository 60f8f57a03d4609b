/**
 * One named participant on one connection, as the hub sees it. A gateway makes it after it has
 * authenticated the peer, and translates what it is handed into its own wire.
 */

import type { ByeReason, ServerFrame } from '../../protocol/envelopes';
import type { ChatEvent } from '../../protocol/events';
import type { UserId } from '../../protocol/ids';
import type { Wire } from '../../protocol/model';

/** Events of one commit in one room, with a place for each wire's encoding (made once, shared). */
export interface RoomBatch {
  readonly room: string;
  readonly events: readonly ChatEvent[];
  /** Encodings by wire format, e.g. 'native', 'text-ko': filled by the first gateway that needs it. */
  readonly encoded: Map<string, unknown>;
}

/** State that is not in the log: roster, rooms, typing … (the native wire's own frames). */
export type StateFrame = Extract<
  ServerFrame,
  {
    t:
      | 'rooms'
      | 'room-gone'
      | 'users'
      | 'user-gone'
      | 'members'
      | 'knocks'
      | 'notice'
      | 'handover'
      | 'succeeded'
      | 'files'
      | 'typing'
      | 'heads'
      | 'ready';
  }
>;

/** What a gateway gives the hub. All of it must return at once and may not throw. */
export interface SessionSink {
  /** Several rooms' batches of one flush: one write at most. */
  deliver(batches: readonly RoomBatch[]): void;
  state(frame: StateFrame): void;
  /** Sends the last word and closes. */
  close(reason: ByeReason, by?: string, note?: string): void;
}

export interface Session extends SessionSink {
  readonly id: number;
  readonly user: UserId;
  readonly wire: Wire;
  /** Wants users/typing frames. */
  readonly features: ReadonlySet<string>;
  /** Rate limits are per identity and per address. */
  readonly address: string;
  /** Encrypted and proved by a key. */
  readonly verified: boolean;
  /** Names the outbox of numbered commands; a guest's is made up for the connection. */
  readonly outbox: string;
}
