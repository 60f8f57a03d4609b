/** Every way in which a server refuses something. Sentences live with who shows them (i18n). */
import { z } from 'zod';
import { REASON_MAX_CHARS } from './limits';

export const ERROR_CODES = [
  // the frame or the command itself
  'bad-frame', // not parseable, or not of the agreed shape
  'too-large', // frame, line or page over its limit
  'unknown-command', // no such verb
  'bad-version', // no common protocol version
  'bad-text', // empty, over-long, or with characters that are refused
  'bad-name', // a name that cannot be shown safely
  'unclear-name', // in this room names have to be such that they can be read out
  // who one is
  'not-authenticated',
  'bad-signature',
  'key-required', // guests without a key are not allowed on this wire
  'plain-refused', // unencrypted wires are not allowed from this address
  'password-required',
  'password-wrong',
  'name-taken',
  'name-reserved', // it reads as an office, as the room's own voice, or as everybody
  'banned',
  'full', // the server or the room has no free place
  'locked', // nobody new is let into the server or the room
  'knock', // one is let in by a moderator, and this client cannot wait for that
  'declined', // the moderator said no
  'invite-expired',
  'invite-used-up',
  'invite-revoked', // or the server knows no such invite
  // what one may do
  'not-allowed',
  'not-a-member',
  'no-such-room', // or it is by invitation, and one has none
  'no-such-user',
  'no-such-message', // or it is deleted
  'no-such-file', // or it is not theirs, or has expired
  'wrong-hash', // the bytes that came are not those that were announced
  'room-exists',
  'already-member',
  'muted', // not allowed to write, for good or for `retryAfterMs`
  'read-only', // only moderators write in this room
  // when
  'slow-mode', // the room is slow: again after `retryAfterMs`
  'slow-down', // retry after `retryAfterMs`; nothing was recorded
  'out-of-order', // a numbered command skipped a number; resend from `expected`
  'reused-number', // the same number with another content
  'shutting-down',
  'storage-failed', // the log could not commit; nothing was accepted
  'internal',
] as const;

export const errorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof errorCode>;

export const chatError = z.object({
  code: errorCode,
  /** For people reading traces, in English; never shown as is by the app. */
  message: z.string().max(500).optional(),
  retryAfterMs: z.int().min(0).optional(),
  /** A free name, with `name-taken` and `name-reserved`. */
  suggestion: z.string().max(64).optional(),
  /** Which field or limit was hit, e.g. `text`, `name`; and the limit. */
  field: z.string().max(40).optional(),
  limit: z.number().optional(),
  expected: z.int().optional(),
  /** Why, in the words of the moderator who did it. */
  note: z.string().max(REASON_MAX_CHARS).optional(),
});
export type ChatError = z.infer<typeof chatError>;

/** Refusals that say nothing about the message itself: the same bytes may be accepted later. */
export const isTemporary = (code: ErrorCode): boolean =>
  code === 'slow-down' ||
  code === 'out-of-order' ||
  code === 'shutting-down' ||
  code === 'storage-failed' ||
  code === 'internal';

/** V8's, where there is one. */
const stacks = Error as { stackTraceLimit?: number | undefined };

/**
 * Thrown by code that decides; carried to the peer as a `chatError`. It has no stack: it is an
 * answer and no fault, and walking up the stack would be most of what a refusal costs.
 */
export class Refusal extends Error {
  readonly error: ChatError;
  constructor(code: ErrorCode, more: Omit<ChatError, 'code'> = {}) {
    const { stackTraceLimit } = stacks;
    stacks.stackTraceLimit = 0;
    super(more.message ?? code);
    stacks.stackTraceLimit = stackTraceLimit;
    this.name = 'Refusal';
    this.error = { code, ...more };
  }
}
