/** What a server tells about itself, its rooms and its people. */
import { z } from 'zod';
import { roomId, seq, userId } from './ids';
import {
  MOTD_MAX_CHARS,
  NAME_MAX_CHARS,
  ROOM_NAME_MAX_CHARS,
  SERVER_NAME_MAX_CHARS,
  TOPIC_MAX_CHARS,
} from './limits';

export const role = z.enum(['host', 'moderator', 'member', 'guest']);
export type Role = z.infer<typeof role>;

/** Which kind of client somebody speaks with; anything but `app` is shown as a mark. */
export const wire = z.enum(['app', 'text', 'course', 'line', 'relay', 'mail', 'bracket']);
export type Wire = z.infer<typeof wire>;

export const presence = z.enum(['online', 'away', 'offline']);
export type Presence = z.infer<typeof presence>;

export const access = z.enum(['open', 'password', 'invite']);
export type Access = z.infer<typeof access>;

export const userInfo = z.object({
  id: userId,
  name: z.string().max(NAME_MAX_CHARS),
  role,
  wire,
  presence,
  /** True when a device key proved this identity over an encrypted connection. */
  verified: z.boolean(),
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
  /** The other one, in a direct room. */
  peer: userId.optional(),
});
export type RoomInfo = z.infer<typeof roomInfo>;

export const serverInfo = z.object({
  name: z.string().max(SERVER_NAME_MAX_CHARS),
  /** Version of the program, for people to read. */
  version: z.string().max(40),
  /** What the host has to say to whoever comes in; told in `welcome` only. */
  motd: z.string().max(MOTD_MAX_CHARS).optional(),
});
export type ServerInfo = z.infer<typeof serverInfo>;
