/** What the app's main process shows the renderer: servers, their state, and questions to a person. */
import { z } from 'zod';
import { chatError } from './errors';
import { filePolicy } from './file-policy';
import { epoch, fingerprint, roomId, seq, userId } from './ids';
import { inviteToken } from './invites';
import {
  DRAFT_MAX_CHARS,
  FILE_NAME_MAX_CHARS,
  FILES_PER_MESSAGE_MAX,
  MESSAGE_MAX_CHARS,
  MOTD_MAX_CHARS,
  REASON_MAX_CHARS,
  SERVER_NAME_MAX_CHARS,
} from './limits';
import { fileId, postParts } from './message';
import { roomInfo, userInfo } from './model';
import { knock } from './order';

/** One server as this app knows it: its fingerprint, or `plain:HOST:PORT` without one. */
export const serverId = z.string().min(1).max(300);
export type ServerId = z.infer<typeof serverId>;

export const hostPort = z.object({
  host: z.string().min(1).max(255),
  port: z.int().min(1).max(65_535),
});
export type HostPort = z.infer<typeof hostPort>;

/** What a pasted text was understood as (invite.ts reads it). */
export const target = z.object({
  hosts: z.array(hostPort).min(1).max(8),
  fingerprint: fingerprint.optional(),
  room: z.string().max(64).optional(),
  /** A message of that room, to land on. */
  message: seq.optional(),
  password: z.string().max(128).optional(),
  /** Of an invite that the host gave, and may take back. */
  invite: inviteToken.optional(),
  /** The server's name as the invite says it: a hint, never trusted. */
  name: z.string().max(SERVER_NAME_MAX_CHARS).optional(),
});
export type Target = z.infer<typeof target>;

export const connectStep = z.enum(['finding', 'connecting', 'securing', 'entering']);
export type ConnectStep = z.infer<typeof connectStep>;

/** Something only a person can decide while connecting. `answer` in ipc.ts replies to it. */
export const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), wrong: z.boolean(), retryAfterMs: z.int().optional() }),
  z.object({ kind: z.literal('first-visit'), server: z.string(), fingerprint }),
  z.object({ kind: z.literal('key-changed'), server: z.string(), known: fingerprint, fingerprint }),
  z.object({ kind: z.literal('plain') }),
  z.object({
    kind: z.literal('name-taken'),
    name: z.string(),
    suggestion: z.string(),
    /** Nobody has it, and nobody may: it reads as the host or the server. */
    reserved: z.literal(true).optional(),
  }),
  /** No answer but going away: a moderator is being asked, or a place has to open. */
  z.object({
    kind: z.literal('waiting'),
    why: z.enum(['knock', 'full']),
    /** How many places there are. */
    limit: z.int().optional(),
  }),
]);
export type Question = z.infer<typeof question>;

export const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().min(1).max(128) }),
  /** Must repeat the fingerprint that was shown, so that nothing else can be trusted by it. */
  z.object({ kind: z.literal('trust'), fingerprint }),
  z.object({ kind: z.literal('plain') }),
  z.object({ kind: z.literal('name'), name: z.string().min(1).max(128) }),
]);
export type Answer = z.infer<typeof answer>;

/** Why there is no connection. `invite-mismatch` has no override. */
export const failure = z.object({
  code: z.enum([
    'refused',
    'timeout',
    'not-found',
    'unreachable',
    'no-network',
    'local-network-blocked',
    'not-sarangbang',
    'too-new',
    'too-old',
    'invite-mismatch',
    'tls-failed',
    'banned',
    'full',
    'locked',
    'declined',
    'invite-expired',
    'invite-used-up',
    'invite-revoked',
    'plain-refused',
    'cancelled',
    'internal',
  ]),
  /** A word for traces, e.g. ECONNREFUSED. */
  detail: z.string().max(200).optional(),
  /** Why, in the words of whoever said no. */
  note: z.string().max(REASON_MAX_CHARS).optional(),
});
export type Failure = z.infer<typeof failure>;

export const serverStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('connecting'), step: connectStep }),
  z.object({ state: z.literal('online'), secure: z.boolean() }),
  /** Lost, trying again at `retryAt` (ms since 1970). `since`: when it was lost. */
  z.object({
    state: z.literal('waiting'),
    retryAt: z.int(),
    since: z.int(),
    /** `closed`: the host closed the room (by). `failed`: see failure. `lost`: the line broke. */
    why: z.enum(['lost', 'closed', 'failed']),
    by: z.string().optional(),
    failure: failure.optional(),
  }),
  z.object({ state: z.literal('question'), question }),
  /** Not trying: a person decides. */
  z.object({
    state: z.literal('offline'),
    why: z.enum(['user', 'replaced', 'kicked', 'banned', 'failed']),
    by: z.string().optional(),
    /** Why somebody was kicked or banned, in the words of whoever did it. */
    note: z.string().max(REASON_MAX_CHARS).optional(),
    failure: failure.optional(),
  }),
]);
export type ServerStatus = z.infer<typeof serverStatus>;

export const roomView = roomInfo.extend({
  /** Newest seq in the local copy, and the newest one seen by the person. */
  last: seq,
  read: seq,
  unread: z.int().min(0),
  mentions: z.int().min(0),
  draft: z.string().max(DRAFT_MAX_CHARS),
  /** When the draft was last changed, ms since 1970; 0 without one. */
  draftAt: z.int(),
  /** The message that the draft answers, also while nothing of it is written. */
  draftReply: seq.optional(),
});
export type RoomView = z.infer<typeof roomView>;

/** A file of a message that is not in the log yet. */
export const pendingFile = z.object({
  /** Names it in `files.cancel`, and as a picked file where it is shown. */
  token: z.string().max(40),
  name: z.string().max(FILE_NAME_MAX_CHARS),
  size: z.int().min(0),
  type: z.string().max(100),
  width: z.int().optional(),
  height: z.int().optional(),
  /** `waiting`: for its turn, or for the server. `sent`: all of it is with the server. */
  state: z.enum(['waiting', 'sending', 'sent', 'failed']),
  /** Bytes that the server has. */
  sent: z.int().min(0),
  /** Its id there, once the upload was begun. */
  file: fileId.optional(),
  /** It is passed on: the file of another message that it is. */
  of: fileId.optional(),
  /** Bytes per second, lately, while it is `sending`. */
  speed: z.number().min(0).optional(),
  /** Why it failed; `no-such-file`: it is gone from this computer, or was changed meanwhile. */
  error: chatError.optional(),
});
export type PendingFile = z.infer<typeof pendingFile>;

/** A message of mine that is not in the log yet. */
export const pendingMessage = z.object({
  /** Local id, stable over restarts. */
  id: z.string().max(60),
  room: roomId,
  text: z.string().max(MESSAGE_MAX_CHARS),
  at: z.int(),
  /** `checking`: it may have arrived, the answer was lost; it is asked again by itself. */
  state: z.enum(['queued', 'sending', 'checking', 'failed']),
  error: chatError.optional(),
  /** Matches `from` of the event that it becomes; n is 0 while its files are on their way. */
  from: z.object({ epoch, n: z.int() }),
  ...postParts.shape,
  /** What it carries. It goes out when all of them are with the server. */
  files: z.array(pendingFile).max(FILES_PER_MESSAGE_MAX).optional(),
  /** With `slow-down`: when it goes out, ms since 1970. */
  retryAt: z.int().optional(),
});
export type PendingMessage = z.infer<typeof pendingMessage>;

export const serverView = z.object({
  id: serverId,
  name: z.string(),
  address: hostPort,
  fingerprint: fingerprint.optional(),
  /** This app hosts it. */
  hosted: z.boolean(),
  status: serverStatus,
  lastSeen: z.int(),
  /** What its host says to everybody who comes in; left out once it was read. */
  motd: z.string().max(MOTD_MAX_CHARS).optional(),
  /** What of files it takes, as it said when one came in; left out: none, or not known yet. */
  files: filePolicy.optional(),
  me: userInfo.nullable(),
  rooms: z.array(roomView),
  users: z.array(userInfo),
  members: z.record(roomId, z.array(userId)),
  pending: z.array(pendingMessage),
  /** Who waits to be let in; for moderators. */
  knocks: z.array(knock).optional(),
});
export type ServerView = z.infer<typeof serverView>;
