/**
 * The limits that the outer house of the server works with. They are protocol/limits.ts; a test
 * hands in smaller ones so that it need not wait for the real ones.
 */
import {
  ACCEPT_BACKOFF_MS,
  CLOSE_LINGER_MS,
  CONNECTIONS_MAX,
  DEAD_AFTER_MS,
  HANDSHAKE_TIMEOUT_MS,
  PERSON_TIMEOUT_MS,
  PING_EVERY_MS,
  RATE_CONNECTIONS,
  SLOW_AFTER_MS,
  STOP_TIMEOUT_MS,
  TRANSFER_IDLE_MS,
  TRANSFER_WINDOW_MS,
  TURN_MS,
  UNDECIDED_PER_ADDRESS_MAX,
} from '../protocol/limits';

export interface Tuning {
  readonly handshakeTimeoutMs: number;
  readonly personTimeoutMs: number;
  readonly undecidedPerAddress: number;
  readonly connectionsMax: number;
  readonly connectionRate: { readonly points: number; readonly perSeconds: number };
  readonly acceptBackoffMs: number;
  readonly pingEveryMs: number;
  readonly deadAfterMs: number;
  readonly slowAfterMs: number;
  readonly transferIdleMs: number;
  readonly transferWindowMs: number;
  readonly closeLingerMs: number;
  readonly stopTimeoutMs: number;
  readonly turnMs: number;
  /** Code of a thread; null: where the program's build put it (workers/worker-file.ts). */
  readonly workerFile: string | null;
}

export const TUNING: Tuning = {
  handshakeTimeoutMs: HANDSHAKE_TIMEOUT_MS,
  personTimeoutMs: PERSON_TIMEOUT_MS,
  undecidedPerAddress: UNDECIDED_PER_ADDRESS_MAX,
  connectionsMax: CONNECTIONS_MAX,
  connectionRate: RATE_CONNECTIONS,
  acceptBackoffMs: ACCEPT_BACKOFF_MS,
  pingEveryMs: PING_EVERY_MS,
  deadAfterMs: DEAD_AFTER_MS,
  slowAfterMs: SLOW_AFTER_MS,
  transferIdleMs: TRANSFER_IDLE_MS,
  transferWindowMs: TRANSFER_WINDOW_MS,
  closeLingerMs: CLOSE_LINGER_MS,
  stopTimeoutMs: STOP_TIMEOUT_MS,
  turnMs: TURN_MS,
  workerFile: null,
};
