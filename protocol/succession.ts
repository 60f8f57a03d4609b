/**
 * A server's key is followed by another one: the old key has signed that the new one goes on with
 * the same log (docs/PROTOCOL.md "Hand-over"). Whoever knew the old key may then trust the new one.
 */
import { z } from 'zod';
import { fileLimits } from './file-policy';
import { epoch, fingerprint, userId } from './ids';
import {
  BACKUP_MAX_BYTES,
  BACKUP_PARTS_MAX,
  HANDOVER_LIST_MAX,
  HANDOVER_PART_NAME_CHARS,
  INVITE_HOSTS_MAX,
  NAME_MAX_CHARS,
  SUCCESSIONS_MAX,
} from './limits';
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

/**
 * A part of the data folder that moves: plain names that begin with no dot, at most four levels
 * deep under `files`, so that nothing leads out of the folder. A key is none of them.
 */
export const handoverPart = z.object({
  name: z
    .string()
    .max(HANDOVER_PART_NAME_CHARS)
    .regex(
      /^(log\.db|server\.json|succession\.json|files(\/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}){1,4})$/,
    ),
  bytes: z.int().min(0).max(BACKUP_MAX_BYTES),
  /** It was there, and went away: a file that was deleted, or has expired. */
  gone: z.literal(true).optional(),
});
export type HandoverPart = z.infer<typeof handoverPart>;

const id = handoverId;
const part = z.int().min(0).max(BACKUP_PARTS_MAX);
export const handoverCommand = z.object({
  verb: z.literal('handover'),
  step: z.discriminatedUnion('do', [
    /** The host offers the server to somebody. */
    z.object({ do: z.literal('offer'), to: userId }),
    /** The host takes it back, as long as no record was given. */
    z.object({ do: z.literal('cancel'), id }),
    z.object({ do: z.literal('decline'), id }),
    /** The room goes on while its files move; `key` is that of the new server. */
    z.object({ do: z.literal('accept'), id, key: fingerprint }),
    /** What there is to fetch, from a number on; from 0 on it is looked at anew. */
    z.object({ do: z.literal('list'), id, from: part }),
    /** One part, from a byte on. */
    z.object({ do: z.literal('read'), id, part, offset: z.int().min(0).max(BACKUP_MAX_BYTES) }),
    /** From now on nothing is accepted here: the log and what is new are ready when it says so. */
    z.object({ do: z.literal('seal'), id }),
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

/**
 * How the old host had opened the server, as far as it goes along. Ports for old programs and
 * unencrypted guests do not: whose computer it is decides on them.
 */
export const handoverSettings = z.object({
  files: fileLimits,
  capacity: z.int().min(1).optional(),
  /** Announced on the local network. */
  discoverable: z.boolean().optional(),
});
export type HandoverSettings = z.infer<typeof handoverSettings>;

export const handoverResult = z.object({
  /** Of an offer. */
  id: handoverId.optional(),
  /** Of `list`: in the order of their numbers. */
  parts: z.array(handoverPart).max(HANDOVER_LIST_MAX).optional(),
  more: z.boolean().optional(),
  /** Of `read`: base64url. */
  data: z.string().optional(),
  /** Of `read`: it went away meanwhile. */
  gone: z.literal(true).optional(),
  /** Of `seal`: false when it takes longer; asked again it goes on waiting. */
  sealed: z.boolean().optional(),
  /** Of `finish`: the record, and what the new server has to ask of newcomers. */
  record: successionRecord.optional(),
  password: z.string().optional(),
  settings: handoverSettings.optional(),
});

/**
 * To the host and to whoever it is offered to: how it stands. `moving`: the room goes on; `sealed`:
 * it is paused, and what was said last moves.
 */
export const handoverFrame = z.object({
  t: z.literal('handover'),
  id: handoverId,
  state: z.enum(['offered', 'declined', 'cancelled', 'moving', 'sealed', 'failed', 'done']),
  by: z.string().max(NAME_MAX_CHARS),
  to: z.string().max(NAME_MAX_CHARS),
  /** While it moves: 0 to 1, and of how many bytes. */
  part: z.number().min(0).max(1).optional(),
  bytes: z.int().min(0).optional(),
  /** To everybody else: from `sealed` on nothing is taken, until another state says that it is. */
  other: z.literal(true).optional(),
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
