/**
 * What happened in a room, as the log keeps it. `seq` rises strictly inside a room and `prev` is
 * the seq before it there, so that whoever reads knows when something is missing.
 */
import { z } from 'zod';
import { epoch, roomId, seq, userId } from './ids';
import { MESSAGE_MAX_CHARS, NAME_MAX_CHARS, ROOM_NAME_MAX_CHARS, TOPIC_MAX_CHARS } from './limits';
import { afterwards, emoji, parts } from './message';
import { access, knownWire } from './model';
import { roomRules } from './rules';

const base = {
  room: roomId,
  seq,
  prev: seq,
  /** Milliseconds since 1970 by the server's clock. For display only, never for order. */
  ts: z.int(),
  by: userId,
  /** The author's name at that time, so that a line can be shown when the author is long gone. */
  name: z.string().max(NAME_MAX_CHARS),
  /** Left out for the app itself. */
  wire: knownWire.optional().catch('text'),
  /** The numbered command that caused it: the sender's pending line leaves when this comes back. */
  from: z.object({ epoch, n: z.int().min(1) }).optional(),
};

export const createdEvent = z.object({
  ...base,
  kind: z.literal('created'),
  title: z.string().max(ROOM_NAME_MAX_CHARS),
  access,
});
export const joinedEvent = z.object({ ...base, kind: z.literal('joined') });
export const leftEvent = z.object({ ...base, kind: z.literal('left') });
export const postedEvent = z.object({
  ...base,
  kind: z.literal('posted'),
  text: z.string().max(MESSAGE_MAX_CHARS),
  ...parts,
  ...afterwards,
});
/** Changes of a message of the same room; `target` is its seq. */
export const editedEvent = z.object({
  ...base,
  kind: z.literal('edited'),
  target: seq,
  text: z.string().max(MESSAGE_MAX_CHARS),
});
export const deletedEvent = z.object({ ...base, kind: z.literal('deleted'), target: seq });
export const reactedEvent = z.object({
  ...base,
  kind: z.literal('reacted'),
  target: seq,
  emoji,
  on: z.boolean(),
});
/** Somebody has read an announcement. */
export const ackedEvent = z.object({ ...base, kind: z.literal('acked'), target: seq });
/** A message is put on, or taken off, the room's board. */
export const pinnedEvent = z.object({
  ...base,
  kind: z.literal('pinned'),
  target: seq,
  on: z.boolean(),
});
export const topicEvent = z.object({
  ...base,
  kind: z.literal('topic'),
  topic: z.string().max(TOPIC_MAX_CHARS),
});
export const accessEvent = z.object({ ...base, kind: z.literal('access'), access });
export const invitedEvent = z.object({
  ...base,
  kind: z.literal('invited'),
  user: userId,
  userName: z.string().max(NAME_MAX_CHARS),
});
/** `name` is the new one. */
export const renamedEvent = z.object({
  ...base,
  kind: z.literal('renamed'),
  old: z.string().max(NAME_MAX_CHARS),
});

/** The author put somebody out of the room. */
export const kickedEvent = z.object({
  ...base,
  kind: z.literal('kicked'),
  user: userId,
  userName: z.string().max(NAME_MAX_CHARS),
});
/** All rules of the room as they are from now on. */
export const rulesEvent = z.object({ ...base, kind: z.literal('rules'), rules: roomRules });
/** The room was `old` and is `title` now. */
export const titledEvent = z.object({
  ...base,
  kind: z.literal('titled'),
  title: z.string().max(ROOM_NAME_MAX_CHARS),
  old: z.string().max(ROOM_NAME_MAX_CHARS),
});
/** A hand was raised, or lowered: by its owner, or by who leads the room. */
export const handEvent = z.object({
  ...base,
  kind: z.literal('hand'),
  user: userId,
  on: z.boolean(),
});
/** Everybody is asked to look here. */
export const lookEvent = z.object({ ...base, kind: z.literal('look'), target: seq.optional() });
/** The room is no more. */
export const endedEvent = z.object({ ...base, kind: z.literal('ended') });

export const chatEvent = z.discriminatedUnion('kind', [
  createdEvent,
  joinedEvent,
  leftEvent,
  postedEvent,
  editedEvent,
  deletedEvent,
  reactedEvent,
  ackedEvent,
  pinnedEvent,
  topicEvent,
  accessEvent,
  invitedEvent,
  renamedEvent,
  kickedEvent,
  rulesEvent,
  titledEvent,
  endedEvent,
  handEvent,
  lookEvent,
]);
export type ChatEvent = z.infer<typeof chatEvent>;
export type EventKind = ChatEvent['kind'];
export type EventOf<K extends EventKind> = Extract<ChatEvent, { kind: K }>;

/** Kinds that count as unread; the others are quiet lines. */
export const countsAsUnread = (event: ChatEvent): boolean =>
  event.kind === 'posted' && event.gone === undefined;
