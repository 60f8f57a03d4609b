/**
 * Keeping order: roles, removing, banning and muting people, rooms' rules, the server's door, and
 * the log of all that (docs/PROTOCOL.md "Order").
 */
import { z } from 'zod';
import { roomId, userId } from './ids';
import {
  CAPACITY_MAX,
  MODLOG_PAGE_MAX,
  NAME_MAX_CHARS,
  PEOPLE_PAGE_MAX,
  REASON_MAX_CHARS,
  ROOM_NAME_MAX_CHARS,
  SANCTION_MAX_MINUTES,
  SANCTIONS_PAGE_MAX,
} from './limits';
import { role, wire } from './model';
import { door, roomRules } from './rules';

const reason = z.string().max(REASON_MAX_CHARS).optional();
/** Left out: for good. */
const minutes = z.int().min(1).max(SANCTION_MAX_MINUTES).optional();
/** Number of an entry of the moderation log; 1 is the first one ever. */
const entryNumber = z.int().min(1);
/** Names somebody who waits at the door, for as long as they wait. */
export const knockId = z.string().regex(/^w\d{1,12}$/);

export const roleCommand = z.object({
  verb: z.literal('role'),
  user: userId,
  role: role.extract(['moderator', 'member']),
});
/** Out of a room or, without one, off the server; they may come back. */
export const kickCommand = z.object({
  verb: z.literal('kick'),
  user: userId,
  room: roomId.optional(),
  reason,
});
/** Their key and, unless `address` is false, the address that they came from. */
export const banCommand = z.object({
  verb: z.literal('ban'),
  user: userId,
  minutes,
  address: z.boolean().default(true),
  reason,
});
export const unbanCommand = z.object({ verb: z.literal('unban'), ban: entryNumber });
export const muteCommand = z.object({
  verb: z.literal('mute'),
  user: userId,
  room: roomId.optional(),
  minutes,
  reason,
});
export const unmuteCommand = z.object({
  verb: z.literal('unmute'),
  user: userId,
  room: roomId.optional(),
});
/** Bans and mutes in force, newest first; of one room: its mutes. */
export const sanctionsCommand = z.object({
  verb: z.literal('sanctions'),
  room: roomId.optional(),
  before: entryNumber.optional(),
});
export const modlogCommand = z.object({
  verb: z.literal('modlog'),
  before: entryNumber.optional(),
  limit: z.int().min(1).max(MODLOG_PAGE_MAX).default(MODLOG_PAGE_MAX),
});
/** What is left out stays as it is. */
export const rulesCommand = z.object({
  verb: z.literal('rules'),
  room: roomId,
  ...roomRules.partial().shape,
});
export const renameCommand = z.object({
  verb: z.literal('rename'),
  room: roomId,
  name: z.string().max(ROOM_NAME_MAX_CHARS),
});
export const deleteRoomCommand = z.object({
  verb: z.literal('delete-room'),
  room: roomId,
  reason,
});
export const doorCommand = z.object({ verb: z.literal('door'), door });
/** Most people at a time; null for no bound. Whoever is in stays. */
export const capacityCommand = z.object({
  verb: z.literal('capacity'),
  capacity: z.int().min(1).max(CAPACITY_MAX).nullable(),
});
export const approveCommand = z.object({ verb: z.literal('approve'), knock: knockId });
export const declineCommand = z.object({ verb: z.literal('decline'), knock: knockId, reason });
/** Who is connected, in the order in which they came; `like`: whose name has this in it. */
export const peopleCommand = z.object({
  verb: z.literal('people'),
  skip: z.int().min(0).default(0),
  like: z.string().max(NAME_MAX_CHARS).optional(),
});
export const houseCommand = z.object({ verb: z.literal('house') });

export const orderCommands = [
  roleCommand,
  kickCommand,
  banCommand,
  unbanCommand,
  muteCommand,
  unmuteCommand,
  sanctionsCommand,
  modlogCommand,
  rulesCommand,
  renameCommand,
  deleteRoomCommand,
  doorCommand,
  capacityCommand,
  approveCommand,
  declineCommand,
  peopleCommand,
  houseCommand,
] as const;

const name = z.string().max(NAME_MAX_CHARS);
const text = z.string().max(REASON_MAX_CHARS);

export const sanction = z.object({
  kind: z.enum(['ban', 'mute']),
  /** Number of the entry of the moderation log that it began with. */
  n: entryNumber,
  user: userId,
  name,
  room: roomId.optional(),
  /** That of a ban which holds for an address too; an IPv6 one by its first 64 bits. */
  address: z.string().max(60).optional(),
  by: name,
  reason: text.optional(),
  ts: z.int(),
  /** ms since 1970; left out: for good. */
  until: z.int().optional(),
});
export type Sanction = z.infer<typeof sanction>;

export const MODERATED = [
  'role',
  'kick',
  'ban',
  'unban',
  'mute',
  'unmute',
  'rules',
  'rename',
  'delete-room',
  'delete',
  'door',
  'capacity',
  'approve',
  'decline',
] as const;
export const modlogEntry = z.object({
  n: entryNumber,
  /** ms since 1970. */
  ts: z.int(),
  what: z.enum(MODERATED),
  by: name,
  /** Whom. */
  name: name.optional(),
  /** The room's name; empty in a direct room. */
  room: z.string().max(ROOM_NAME_MAX_CHARS).optional(),
  reason: text.optional(),
  /** ms since 1970; left out: for good. */
  until: z.int().optional(),
  /** The new role, name, door or capacity, or the rules that were changed. */
  detail: text.optional(),
});
export type ModlogEntry = z.infer<typeof modlogEntry>;

export const personRow = z.object({
  id: userId,
  name,
  role,
  wire,
  verified: z.boolean(),
  address: z.string().max(60),
  /** When they came in, ms since 1970. */
  since: z.int(),
  /** Bytes over their connection, either way; left out where nobody counts. */
  in: z.int().min(0).optional(),
  out: z.int().min(0).optional(),
});
export type PersonRow = z.infer<typeof personRow>;

const nothing = z.object({});
export const orderResults = {
  role: nothing,
  kick: nothing,
  ban: nothing,
  unban: nothing,
  mute: nothing,
  unmute: nothing,
  sanctions: z.object({ sanctions: z.array(sanction).max(SANCTIONS_PAGE_MAX), more: z.boolean() }),
  modlog: z.object({ entries: z.array(modlogEntry).max(MODLOG_PAGE_MAX), more: z.boolean() }),
  rules: nothing,
  rename: z.object({ name: z.string() }),
  'delete-room': nothing,
  door: nothing,
  capacity: nothing,
  approve: nothing,
  decline: nothing,
  people: z.object({
    people: z.array(personRow).max(PEOPLE_PAGE_MAX),
    /** All that fit the question. */
    total: z.int().min(0),
  }),
  house: z.object({
    door,
    capacity: z.int().nullable(),
    people: z.int().min(0),
    waiting: z.int().min(0),
    password: z.boolean(),
    /** When it was opened, ms since 1970. */
    since: z.int(),
    /** Bytes on disk of the log and of files; left out where there is no disk. */
    log: z.int().min(0).optional(),
    files: z.int().min(0).optional(),
  }),
} as const;

/** Somebody who waits at the door, as moderators see them. */
export const knock = z.object({
  id: knockId,
  name,
  /** Left out: a guest. */
  user: userId.optional(),
  wire,
  address: z.string().max(60),
  /** ms since 1970. */
  since: z.int(),
});
export type Knock = z.infer<typeof knock>;

/** Something that concerns the receiver alone. */
export const notice = z.discriminatedUnion('what', [
  z.object({ what: z.literal('kicked'), room: z.string(), by: name, reason: text.optional() }),
  z.object({
    what: z.literal('muted'),
    /** The room's name; left out: everywhere. */
    room: z.string().optional(),
    by: name,
    reason: text.optional(),
    until: z.int().optional(),
  }),
  z.object({ what: z.literal('unmuted'), room: z.string().optional(), by: name }),
  z.object({ what: z.literal('role'), role, by: name }),
  z.object({
    what: z.literal('room-deleted'),
    room: z.string(),
    by: name,
    reason: text.optional(),
  }),
]);
export type Notice = z.infer<typeof notice>;
