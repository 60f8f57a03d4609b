/**
 * The frames of the native wire (docs/PROTOCOL.md). Each is one JSON object with a `t`.
 * Unknown fields are ignored, unknown `t` and verbs are refused: that is how the wire grows.
 */
import { z } from 'zod';
import { command } from './commands';
import { chatError } from './errors';
import { chatEvent } from './events';
import { filesFrame } from './file-policy';
import {
  commandId,
  deviceKey,
  epoch,
  fingerprint,
  nonce,
  roomId,
  seq,
  signature,
  userId,
} from './ids';
import { inviteToken } from './invites';
import {
  CREDIT_BYTES_MAX,
  CREDIT_EVENTS_MAX,
  NAME_MAX_CHARS,
  PASSWORD_MAX_CHARS,
  REASON_MAX_CHARS,
  STATE_CHUNK,
} from './limits';
import { roomInfo, serverInfo, userInfo } from './model';
import { knock, notice as noticeBody } from './order';
import { handoverFrame, succeededFrame, succession } from './succession';

export const PROTOCOL_VERSION = 1;
/** What a client may ask to be told beside the events of its rooms. */
export const FEATURES = ['roster', 'typing', 'order', 'follow', 'host'] as const;
export const feature = z.string().max(40);

// ---- client to server ----
export const hello = z.object({
  t: z.literal('hello'),
  /** The newest version the client speaks, and the oldest. */
  v: z.int().min(1),
  min: z.int().min(1),
  app: z.string().max(80),
  lang: z.string().max(20).optional(),
  features: z.array(feature).max(32).default([]),
});
export const auth = z.object({
  t: z.literal('auth'),
  /** Without a key: a guest, for the life of this connection. */
  key: deviceKey.optional(),
  sig: signature.optional(),
  name: z.string().max(NAME_MAX_CHARS * 4),
  password: z.string().max(PASSWORD_MAX_CHARS).optional(),
  /** Of an invite that the host gave. */
  invite: inviteToken.optional(),
  /** Names the outbox whose numbered commands will follow. */
  outbox: epoch.optional(),
  credit: z
    .object({
      events: z.int().min(1).max(CREDIT_EVENTS_MAX),
      bytes: z.int().min(1024).max(CREDIT_BYTES_MAX),
    })
    .optional(),
});
export const cmd = z.object({
  t: z.literal('cmd'),
  id: commandId,
  /** 1, 2, 3 … per outbox. */
  n: z.int().min(1).optional(),
  cmd: command,
});
/** Cumulative count of `ev` frames handled on this connection. */
export const seen = z.object({ t: z.literal('seen'), events: z.int().min(0) });

// ---- both ways ----
export const ping = z.object({
  t: z.literal('ping'),
  id: z.int().min(0),
  /** Server only: newest seq of the rooms that this member is in and that changed lately. */
  heads: z.record(roomId, seq).optional(),
});
export const pong = z.object({ t: z.literal('pong'), id: z.int().min(0) });

export const clientFrame = z.discriminatedUnion('t', [hello, auth, cmd, seen, ping, pong]);
export type ClientFrame = z.infer<typeof clientFrame>;
export type ClientFrameInput = z.input<typeof clientFrame>;

// ---- server to client ----
export const challenge = z.object({
  t: z.literal('challenge'),
  v: z.int().min(1),
  features: z.array(feature).max(32),
  server: serverInfo,
  /** The server's own key; over TLS the client compares it with the certificate it saw. */
  fingerprint: fingerprint.optional(),
  /** How this key came to be that of its log: for whoever knows an older one. */
  succession: succession.optional(),
  nonce,
  password: z.boolean(),
});
/** The connection stays open: `auth` may be sent again, unless `final`. */
export const refused = z.object({ t: z.literal('refused'), error: chatError, final: z.boolean() });
export const welcome = z.object({
  t: z.literal('welcome'),
  me: userInfo,
  server: serverInfo,
  /** Names the log; when it differs from the last time, every copy starts over. */
  log: epoch,
  /** Highest number the server has recorded for this outbox; 0 for a new one. */
  hw: z.int().min(0),
  credit: z.object({ events: z.int(), bytes: z.int() }),
  /** Server clock, ms since 1970. */
  now: z.int(),
});
/** Not in yet: a moderator is being asked, or a place has to open. `welcome` or `refused` follows. */
export const waiting = z.object({
  t: z.literal('waiting'),
  why: z.enum(['knock', 'full']),
  /** How many places there are. */
  limit: z.int().optional(),
});
export type WaitWhy = z.infer<typeof waiting>['why'];
/** All who wait to be let in, for moderators. */
export const knocks = z.object({ t: z.literal('knocks'), knocks: z.array(knock).max(STATE_CHUNK) });
export const notice = z.object({ t: z.literal('notice'), notice: noticeBody });
/** State frames carry whole values, so that repeating one does no harm. */
export const rooms = z.object({ t: z.literal('rooms'), rooms: z.array(roomInfo).max(STATE_CHUNK) });
export const roomGone = z.object({ t: z.literal('room-gone'), room: roomId });
export const users = z.object({ t: z.literal('users'), users: z.array(userInfo).max(STATE_CHUNK) });
export const userGone = z.object({
  t: z.literal('user-gone'),
  users: z.array(userId).max(STATE_CHUNK),
});
/** Who is in a room as of `head`; `first` starts the list over, further chunks add to it. */
export const members = z.object({
  t: z.literal('members'),
  room: roomId,
  head: seq,
  first: z.boolean(),
  users: z.array(userId).max(STATE_CHUNK),
});
/** The state after `welcome` is complete. */
export const ready = z.object({ t: z.literal('ready') });
export const replyFrame = z.discriminatedUnion('ok', [
  z.object({
    t: z.literal('reply'),
    id: commandId,
    ok: z.literal(true),
    result: z.record(z.string(), z.unknown()),
  }),
  z.object({ t: z.literal('reply'), id: commandId, ok: z.literal(false), error: chatError }),
]);
export const ev = z.object({ t: z.literal('ev'), e: chatEvent });
/** After pushing was paused for want of credit: what is missing is paged from here. */
export const heads = z.object({ t: z.literal('heads'), heads: z.record(roomId, seq) });
export const typing = z.object({
  t: z.literal('typing'),
  room: roomId,
  user: userId,
  on: z.boolean(),
});
/** A frame could not be used; where it was a command, a reply follows or its id is here. */
export const problem = z.object({
  t: z.literal('problem'),
  id: commandId.optional(),
  error: chatError,
});
/** The last frame before the server closes. */
export const bye = z.object({
  t: z.literal('bye'),
  reason: z.enum([
    'closed',
    'restarting',
    'replaced',
    'slow',
    'bad-frames',
    'silent',
    'kicked',
    'banned',
  ]),
  /** Name of who did it, e.g. of the host who closed the room. */
  by: z.string().max(NAME_MAX_CHARS).optional(),
  /** Why, in their words. */
  note: z.string().max(REASON_MAX_CHARS).optional(),
});
export type ByeReason = z.infer<typeof bye>['reason'];

export const serverFrame = z.union([
  z.discriminatedUnion('t', [
    challenge,
    refused,
    waiting,
    welcome,
    rooms,
    roomGone,
    users,
    userGone,
    members,
    knocks,
    notice,
    handoverFrame,
    succeededFrame,
    filesFrame,
    ready,
    ev,
    heads,
    typing,
    problem,
    bye,
    ping,
    pong,
  ]),
  replyFrame,
]);
export type ServerFrame = z.infer<typeof serverFrame>;
