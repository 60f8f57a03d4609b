/**
 * What a client may ask. One verb, one schema; the hub has one file for each.
 * A command that changes the log may be numbered (see envelopes.ts): then a repeat is harmless.
 */
import { z } from 'zod';
import { handCommand, lookCommand } from './classroom';
import {
  discardCommand,
  downloadCommand,
  filesCommand,
  reuseCommand,
  uploadCommand,
} from './files';
import { roomId, seq, userId } from './ids';
import { inviteCommands } from './invites';
import {
  FILES_PER_MESSAGE_MAX,
  LOOKUP_MAX,
  MESSAGE_MAX_CHARS,
  NAME_MAX_CHARS,
  PAGE_MAX_EVENTS,
  PASSWORD_MAX_CHARS,
  ROOM_NAME_MAX_CHARS,
  SEARCH_HITS_MAX,
  SEARCH_ROOMS_MAX,
  TOPIC_MAX_CHARS,
} from './limits';
import { emoji, fileId, origin } from './message';
import { access, presence, userStatus } from './model';
import { orderCommands } from './order';

import { searchCursor, searchQuery } from './search';
import { handoverCommand } from './succession';

/** Texts are measured here only loosely; text.ts and names.ts say what is refused inside them. */
const password = z.string().min(1).max(PASSWORD_MAX_CHARS);

export const postCommand = z.object({
  verb: z.literal('post'),
  room: roomId,
  /** May be empty when there are files. */
  text: z.string().max(MESSAGE_MAX_CHARS),
  /** The message of this room that is answered. */
  reply: seq.optional(),
  /** Uploaded before (docs/PROTOCOL.md "Files"), each by the one who posts. */
  files: z.array(fileId).min(1).max(FILES_PER_MESSAGE_MAX).optional(),
  /** For moderators. */
  announce: z.literal(true).optional(),
  forwarded: origin.optional(),
});
/** One's own message says something else from now on. */
export const editCommand = z.object({
  verb: z.literal('edit'),
  room: roomId,
  target: seq,
  text: z.string().max(MESSAGE_MAX_CHARS),
});
/** One's own message, or for moderators any: its text is gone from the log. */
export const deleteCommand = z.object({ verb: z.literal('delete'), room: roomId, target: seq });
export const reactCommand = z.object({
  verb: z.literal('react'),
  room: roomId,
  target: seq,
  emoji,
  on: z.boolean(),
});
export const ackCommand = z.object({ verb: z.literal('ack'), room: roomId, target: seq });
export const pinCommand = z.object({
  verb: z.literal('pin'),
  room: roomId,
  target: seq,
  on: z.boolean(),
});
/** Single messages of a room as they are now: pinned ones, quoted ones, links to one. */
export const lookupCommand = z.object({
  verb: z.literal('lookup'),
  room: roomId,
  seqs: z.array(seq).min(1).max(LOOKUP_MAX),
});
/** What a message said before it was edited, oldest first; for moderators and its author. */
export const revisionsCommand = z.object({
  verb: z.literal('revisions'),
  room: roomId,
  target: seq,
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
 * it, newest page first but each page in rising order. `at`: what was said from that moment on, in
 * ms since 1970, oldest first. None of them: the newest page.
 */
export const historyCommand = z.object({
  verb: z.literal('history'),
  room: roomId,
  after: seq.optional(),
  before: seq.optional(),
  at: z.int().min(0).optional(),
  limit: z.int().min(1).max(PAGE_MAX_EVENTS).default(PAGE_MAX_EVENTS),
});
/** Messages of some rooms, or of all that one is in, the newest first. */
export const searchCommand = z.object({
  verb: z.literal('search'),
  query: searchQuery,
  rooms: z.array(roomId).min(1).max(SEARCH_ROOMS_MAX).optional(),
  /** Where the page before ended. */
  before: searchCursor.optional(),
  limit: z.int().min(1).max(SEARCH_HITS_MAX).default(SEARCH_HITS_MAX),
});
export const typingCommand = z.object({ verb: z.literal('typing'), room: roomId, on: z.boolean() });
export const presenceCommand = z.object({
  verb: z.literal('presence'),
  presence: presence.exclude(['offline']),
  /** Left out: it stays as it is. Null: none. */
  status: userStatus.nullable().optional(),
});
export const shutdownCommand = z.object({ verb: z.literal('shutdown') });

export const command = z.discriminatedUnion('verb', [
  postCommand,
  editCommand,
  deleteCommand,
  reactCommand,
  ackCommand,
  pinCommand,
  lookupCommand,
  revisionsCommand,
  createCommand,
  joinCommand,
  leaveCommand,
  topicCommand,
  accessCommand,
  inviteCommand,
  nickCommand,
  directCommand,
  historyCommand,
  uploadCommand,
  reuseCommand,
  discardCommand,
  downloadCommand,
  filesCommand,
  searchCommand,
  typingCommand,
  presenceCommand,
  shutdownCommand,
  ...orderCommands,
  ...inviteCommands,
  handoverCommand,
  handCommand,
  lookCommand,
]);
export type Command = z.infer<typeof command>;
export type Verb = Command['verb'];
export type CommandOf<V extends Verb> = Extract<Command, { verb: V }>;
/** What a caller writes down: defaults may be left out. */
export type CommandInput = z.input<typeof command>;

/** Verbs that may carry a number, and so go through the outbox. */
export const NUMBERED: readonly Verb[] = ['post'];
