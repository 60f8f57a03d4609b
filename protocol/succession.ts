/**
 * A server's key is followed by another one: the old key has signed that the new one goes on with
 * the same log (docs/PROTOCOL.md "Hand-over"). Whoever knew the old key may then trust the new one.
 */
import { z } from 'zod';
import { epoch, fingerprint, userId } from './ids';
import { FILE_LARGEST_BYTES, INVITE_HOSTS_MAX, NAME_MAX_CHARS, SUCCESSIONS_MAX } from './limits';
import { hostPort } from './views';

export const successionRecord = z.object({
  from: fingerprint,
  to: fingerprint,
  /** The log that goes on; a record for another one is worth nothing. */
  log: epoch,
  /** ms since 1970 by the old server's clock: for people. A record does not expire. */
  at: z.int().min(0),
  /** SPKI of the old key (DER, base64url): its SHA-256 is `from`. */
  spki: z.string().regex(/^[A-Za-z0-9_-]{80,200}$/),
  /** ECDSA P-256 with SHA-256 over what wire/succession.ts says, base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{80,120}$/),
});
export type SuccessionRecord = z.infer<typeof successionRecord>;

/** Oldest first, each one's `to` the next one's `from`. */
export const succession = z.array(successionRecord).max(SUCCESSIONS_MAX);

/** Names one hand-over, from its offer to its end. */
export const handoverId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

const id = handoverId;
export const handoverCommand = z.object({
  verb: z.literal('handover'),
  step: z.discriminatedUnion('do', [
    /** The host offers the server to somebody. */
    z.object({ do: z.literal('offer'), to: userId }),
    /** The host takes it back, as long as no record was given. */
    z.object({ do: z.literal('cancel'), id }),
    z.object({ do: z.literal('decline'), id }),
    /** From now on nothing is accepted here; `key` is that of the new server. */
    z.object({ do: z.literal('accept'), id, key: fingerprint }),
    /** The backup that moves, from a byte on. */
    z.object({ do: z.literal('read'), id, offset: z.int().min(0).max(FILE_LARGEST_BYTES) }),
    /** All of it is there and sound: the record, please. */
    z.object({ do: z.literal('finish'), id }),
    /** The new server listens: everybody may be sent there. */
    z.object({
      do: z.literal('opened'),
      id,
      hosts: z.array(hostPort).min(1).max(INVITE_HOSTS_MAX),
    }),
  ]),
});
export type HandoverStep = z.infer<typeof handoverCommand>['step'];

export const handoverResult = z.object({
  /** Of an offer. */
  id: handoverId.optional(),
  /** Of `accept`: bytes of what moves. */
  bytes: z.int().optional(),
  /** Of `read`: base64url. */
  data: z.string().optional(),
  /** Of `finish`: the record, and what the new server has to ask of newcomers. */
  record: successionRecord.optional(),
  password: z.string().optional(),
});

/** To the host and to whoever it is offered to: how it stands. */
export const handoverFrame = z.object({
  t: z.literal('handover'),
  id: handoverId,
  state: z.enum(['offered', 'declined', 'cancelled', 'moving', 'failed', 'done']),
  by: z.string().max(NAME_MAX_CHARS),
  to: z.string().max(NAME_MAX_CHARS),
  /** While it moves: 0 to 1. */
  part: z.number().min(0).max(1).optional(),
});
export type HandoverFrame = z.infer<typeof handoverFrame>;

/** To everybody, right before the old server closes: where the new one is. */
export const succeededFrame = z.object({
  t: z.literal('succeeded'),
  record: successionRecord,
  hosts: z.array(hostPort).min(1).max(INVITE_HOSTS_MAX),
  /** Whose computer it is on now. */
  to: z.string().max(NAME_MAX_CHARS),
});
export type SucceededFrame = z.infer<typeof succeededFrame>;
