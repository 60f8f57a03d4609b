/** What happens after a connection or an attempt has ended: pure decisions about status and time. */
import type { ByeReason } from '../protocol/envelopes';
import { RECONNECT_JITTER, RECONNECT_MS, RESTART_RETRY_MS } from '../protocol/limits';
import type { Failure, ServerStatus } from '../protocol/views';

export type AttemptEnd =
  | { kind: 'failed'; failure: Failure; retryAfterMs?: number | undefined }
  | { kind: 'bye'; reason: ByeReason; by?: string | undefined; note?: string | undefined };

/** A live connection ended: by the server's last word, or without one. */
export type End = AttemptEnd | { kind: 'lost'; detail: string };

/** What went before, since the client was last online. */
export interface Absence {
  /** When the line was lost, ms since 1970; null when it never stood. */
  since: number | null;
  why: 'lost' | 'closed';
  by?: string | undefined;
}

export interface Circumstances {
  reconnect: boolean;
  /** Attempts that have failed since the client was last online. */
  tries: number;
  now: number;
  /** 0 to 1. */
  random: number;
  absence: Absence;
  /** The server was recognised before, by its key. */
  known: boolean;
}

type Offline = Extract<ServerStatus, { state: 'offline' }>;
type Waiting = Extract<ServerStatus, { state: 'waiting' }>;

/** Trying again would bring the same answer until a person does something. */
const FINAL: readonly Failure['code'][] = [
  'too-new',
  'too-old',
  'invite-mismatch',
  'plain-refused',
  'locked',
  'declined',
  'invite-expired',
  'invite-used-up',
  'invite-revoked',
  'cancelled',
];
/**
 * The server cannot be reached: the same absence goes on. Something between that takes the call for
 * it and hangs up (a forwarded port, a container's proxy) fails as TLS does.
 */
const UNREACHED: readonly Failure['code'][] = [
  'refused',
  'tls-failed',
  'timeout',
  'not-found',
  'unreachable',
  'no-network',
  'local-network-blocked',
  'internal',
];

/** Back-off in ms, ±RECONNECT_JITTER, so that a class of thirty does not return in one blow. */
export function backOff(tries: number, random: number): number {
  const base = RECONNECT_MS[Math.min(tries, RECONNECT_MS.length - 1)] ?? 0;
  return Math.round(base * (1 + RECONNECT_JITTER * (2 * random - 1)));
}

/** The status from now on; a `waiting` one says when to try again. */
export function afterEnd(end: End, at: Circumstances): Offline | Waiting {
  if (end.kind === 'bye') {
    const by = end.by === undefined ? {} : { by: end.by };
    if (end.reason === 'replaced' || end.reason === 'kicked' || end.reason === 'banned') {
      const note = end.note === undefined ? {} : { note: end.note };
      return { state: 'offline', why: end.reason, ...by, ...note };
    }
  }
  const failure = failureIn(end);
  if (failure.code === 'banned') {
    const note = failure.note === undefined ? {} : { note: failure.note };
    return { state: 'offline', why: 'banned', ...note, failure };
  }
  const final = FINAL.includes(failure.code) || (failure.code === 'not-sarangbang' && !at.known);
  if (!at.reconnect || final) {
    const by = end.kind === 'bye' && end.by !== undefined ? { by: end.by } : {};
    return { state: 'offline', why: 'failed', ...by, failure };
  }
  const retryAt = at.now + delay(end, at);
  const since = at.absence.since ?? at.now;
  if (end.kind === 'failed' && (at.absence.since === null || !UNREACHED.includes(failure.code))) {
    return { state: 'waiting', retryAt, since, why: 'failed', failure };
  }
  const { why, by } = at.absence;
  return {
    state: 'waiting',
    retryAt,
    since,
    why,
    ...(by !== undefined && { by }),
    ...(end.kind === 'failed' && { failure }),
  };
}

function delay(end: End, { tries, random }: Circumstances): number {
  const usual = backOff(tries, random);
  if (end.kind === 'failed') return Math.max(usual, end.retryAfterMs ?? 0);
  // Only the first time: a server that says so again and again is not to be hammered.
  if (end.kind === 'bye' && tries === 0) {
    if (end.reason === 'slow') return 0;
    if (end.reason === 'restarting') return Math.round(RESTART_RETRY_MS * (0.5 + random));
  }
  return usual;
}

function failureIn(end: End): Failure {
  if (end.kind === 'failed') return end.failure;
  if (end.kind === 'lost') return { code: 'refused', detail: end.detail };
  return { code: 'refused', detail: end.reason };
}
