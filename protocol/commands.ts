/**
 * What a client may ask. One verb, one schema; the hub has one file for each.
 * A command that changes the log may be numbered (see envelopes.ts): then a repeat is harmless.
 */
import { z } from 'zod';
import { roomId, seq, userId } from './ids';
import {
  MESSAGE_MAX_CHARS,
  NAME_MAX_CHARS,
  PAGE_MAX_EVENTS,
  PASSWORD_MAX_CHARS,
  ROOM_NAME_MAX_CHARS,
  TOPIC_MAX_CHARS,
} from './limits';
import { access, presence } from './model';

/** Texts are measured here only loosely; text.ts and names.ts say what is refused inside them. */
const password = z.string().min(1).max(PASSWORD_MAX_CHARS);

export const postCommand = z.object({
  verb: z.literal('post'),
  room: roomId,
  text: z.string().max(MESSAGE_MAX_CHARS),
});
export const createCommand = z.object({
  verb: z.literal('create'),
  name: z.string().max(ROOM_NAME_MAX_CHARS),
  topic: z.string().max(TOPIC_MAX_CHARS).optional(),
  access: access.default('open'),
  password: password.optional(),
});
/** By id, or by name as people type it. */
export const joinCommand = z.object({
  verb: z.literal('join'),
  room: z.string().min(1).max(ROOM_NAME_MAX_CHARS),
  password: password.optional(),
});
export const leaveCommand = z.object({ verb: z.literal('leave'), room: roomId });
export const topicCommand = z.object({
  verb: z.literal('topic'),
  room: roomId,
  topic: z.string().max(TOPIC_MAX_CHARS),
});
/** Who may enter from now on; allowed to the room's owner and to the host. */
export const accessCommand = z.object({
  verb: z.literal('access'),
  room: roomId,
  access,
  password: password.optional(),
});
export const inviteCommand = z.object({ verb: z.literal('invite'), room: roomId, user: userId });
export const nickCommand = z.object({
  verb: z.literal('nick'),
  name: z.string().max(NAME_MAX_CHARS * 4),
});
/** Opens the room of two, and answers with its id; by user id, or by name as people type it. */
export const directCommand = z.object({
  verb: z.literal('direct'),
  user: z.string().min(1).max(64),
});
/**
 * Pages of a room's log. `after`: what follows that seq, oldest first. `before`: what precedes
 * it, newest page first but each page in rising order. Neither: the newest page.
 */
export const historyCommand = z.object({
  verb: z.literal('history'),
  room: roomId,
  after: seq.optional(),
  before: seq.optional(),
  limit: z.int().min(1).max(PAGE_MAX_EVENTS).default(PAGE_MAX_EVENTS),
});
export const typingCommand = z.object({ verb: z.literal('typing'), room: roomId, on: z.boolean() });
export const presenceCommand = z.object({
  verb: z.literal('presence'),
  presence: presence.exclude(['offline']),
});
export const shutdownCommand = z.object({ verb: z.literal('shutdown') });

export const command = z.discriminatedUnion('verb', [
  postCommand,
  createCommand,
  joinCommand,
  leaveCommand,
  topicCommand,
  accessCommand,
  inviteCommand,
  nickCommand,
  directCommand,
  historyCommand,
  typingCommand,
  presenceCommand,
  shutdownCommand,
]);
export type Command = z.infer<typeof command>;
export type Verb = Command['verb'];
export type CommandOf<V extends Verb> = Extract<Command, { verb: V }>;
/** What a caller writes down: defaults may be left out. */
export type CommandInput = z.input<typeof command>;

/** Verbs that may carry a number, and so go through the outbox. */
export const NUMBERED: readonly Verb[] = ['post'];
