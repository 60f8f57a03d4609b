/** What a server tells about itself, its rooms and its people. */
import { z } from 'zod';
import { compatWire } from './compat';
import { filePolicy } from './file-policy';
import { roomId, seq, userId } from './ids';
import {
  EMOJI_MAX_CHARS,
  HANDS_MAX,
  MOTD_MAX_CHARS,
  NAME_MAX_CHARS,
  NOTICES_MAX,
  PINS_MAX,
  ROOM_NAME_MAX_CHARS,
  SERVER_NAME_MAX_CHARS,
  STATUS_MAX_CHARS,
  TOPIC_MAX_CHARS,
} from './limits';
import { roomRules } from './rules';

export const role = z.enum(['host', 'moderator', 'member', 'guest']);
export type Role = z.infer<typeof role>;

/** Which kind of client somebody speaks with; anything but `app` is shown as a mark. */
export const knownWire = z.enum(['app', 'text', 'course', ...compatWire.options]);
export type Wire = z.infer<typeof knownWire>;
/** As it is read: one that only a newer server knows is a guest without the app, as in a terminal. */
export const wire = knownWire.catch('text');

/** `dnd`: here, and does not want to be disturbed. */
export const presence = z.enum(['online', 'away', 'dnd', 'offline']);
export type Presence = z.infer<typeof presence>;

export const access = z.enum(['open', 'password', 'invite']);
export type Access = z.infer<typeof access>;

/** What somebody says about themselves; it ends by itself at `until`, ms since 1970. */
export const userStatus = z.object({
  emoji: z.string().max(EMOJI_MAX_CHARS).optional(),
  text: z.string().max(STATUS_MAX_CHARS),
  until: z.int().min(0).optional(),
});
export type UserStatus = z.infer<typeof userStatus>;

export const userInfo = z.object({
  id: userId,
  name: z.string().max(NAME_MAX_CHARS),
  role,
  wire,
  presence,
  /** True when a device key proved this identity over an encrypted connection. */
  verified: z.boolean(),
  /** For as long as they are connected. */
  status: userStatus.optional(),
  /** May not write anywhere: until then, ms since 1970; 0: for good. */
  muted: z.int().min(0).optional(),
});
export type UserInfo = z.infer<typeof userInfo>;

export const roomInfo = z.object({
  id: roomId,
  kind: z.enum(['room', 'direct']),
  name: z.string().max(ROOM_NAME_MAX_CHARS),
  topic: z.string().max(TOPIC_MAX_CHARS),
  access,
  owner: userId.nullable(),
  /** How many people are in it. */
  members: z.int().min(0),
  /** Whether the receiver of this is one of them. */
  joined: z.boolean(),
  /** Seq of the newest event; 0 in a room without any. Only meaningful where `joined`. */
  head: seq,
  /** Seqs of the messages on its board, in the order in which they were put there. */
  pins: z.array(seq).max(PINS_MAX).optional(),
  /** Seqs of its newest announcements, oldest first. */
  notices: z.array(seq).max(NOTICES_MAX).optional(),
  /** The other one, in a direct room. */
  peer: userId.optional(),
  /** Left out where there are none. */
  rules: roomRules.optional(),
  /** Who has a hand raised, in the order of raising. */
  hands: z.array(userId).max(HANDS_MAX).optional(),
});
export type RoomInfo = z.infer<typeof roomInfo>;

export const serverInfo = z.object({
  name: z.string().max(SERVER_NAME_MAX_CHARS),
  /** Version of the program, for people to read. */
  version: z.string().max(40),
  /** What the host has to say to whoever comes in; told in `welcome` only. */
  motd: z.string().max(MOTD_MAX_CHARS).optional(),
  /** What of files it takes; told in `welcome` only, and left out where it takes none. */
  files: filePolicy.optional(),
});
export type ServerInfo = z.infer<typeof serverInfo>;
