/**
 * Invites that a host gives and can take back (docs/PROTOCOL.md "Invites"): each opens the door to
 * whoever shows its token, for so many people and so long. The server keeps a hash of it only.
 */
import { z } from 'zod';
import { roomId } from './ids';
import {
  INVITE_MAX_MINUTES,
  INVITE_NOTE_MAX_CHARS,
  INVITE_USES_MAX,
  INVITES_MAX,
  NAME_MAX_CHARS,
} from './limits';

/** 128 random bits, base64url: `i` of a link. */
export const inviteToken = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);

/** 1 for the first one that a server ever gave. */
const inviteNumber = z.int().min(1);
const note = z.string().max(INVITE_NOTE_MAX_CHARS);
const uses = z.int().min(1).max(INVITE_USES_MAX);

/** What is left out has no bound; `room`: they are invited into it, too. */
export const makeInviteCommand = z.object({
  verb: z.literal('make-invite'),
  room: roomId.optional(),
  minutes: z.int().min(1).max(INVITE_MAX_MINUTES).optional(),
  uses: uses.optional(),
  /** For whom it is: read by hosts only. */
  note: note.optional(),
});
export const revokeInviteCommand = z.object({
  verb: z.literal('revoke-invite'),
  invite: inviteNumber,
});
/** Those that still open the door, newest first. */
export const invitesCommand = z.object({ verb: z.literal('invites') });

export const inviteCommands = [makeInviteCommand, revokeInviteCommand, invitesCommand] as const;

export const givenInvite = z.object({
  n: inviteNumber,
  by: z.string().max(NAME_MAX_CHARS),
  /** ms since 1970. */
  ts: z.int(),
  note: note.optional(),
  room: roomId.optional(),
  /** ms since 1970; left out: for good. */
  until: z.int().optional(),
  /** How many people it is for; left out: any number. */
  uses: uses.optional(),
  /** How many have come by it. */
  used: z.int().min(0),
});
export type GivenInvite = z.infer<typeof givenInvite>;

export const inviteResults = {
  /** The token is told this once. */
  'make-invite': z.object({ invite: givenInvite, token: inviteToken }),
  'revoke-invite': z.object({}),
  invites: z.object({ invites: z.array(givenInvite).max(INVITES_MAX) }),
} as const;
