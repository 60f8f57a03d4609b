/** Parts of a message beside its text, as events and pages carry them (docs/PROTOCOL.md "Messages"). */
import { z } from 'zod';
import { seq, userId } from './ids';
import {
  EMOJI_MAX_CHARS,
  FILE_NAME_MAX_CHARS,
  FILES_PER_MESSAGE_MAX,
  NAME_MAX_CHARS,
  QUOTE_MAX_CHARS,
  ROOM_NAME_MAX_CHARS,
} from './limits';

/** Names a file on one server: `f` + 128 random bits. */
export const fileId = z.string().regex(/^f[A-Za-z0-9_-]{22}$/);
export type FileId = z.infer<typeof fileId>;

/** SHA-256 of a file's bytes, base64url without padding. */
export const fileHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A file that a message carries. Its bytes lie with the server until they expire. */
export const fileRef = z.object({
  id: fileId,
  name: z.string().min(1).max(FILE_NAME_MAX_CHARS),
  /** Bytes. */
  size: z.int().min(0),
  /** What its bytes show, not what its name says; `application/octet-stream` when nothing is known. */
  type: z.string().max(100),
  hash: fileHash,
  /** Pixels, of images and videos: the place for it is kept free before it is loaded. */
  width: z.int().min(1).max(65_535).optional(),
  height: z.int().min(1).max(65_535).optional(),
});
export type FileRef = z.infer<typeof fileRef>;

/** What a reply answers to: enough to show it where the message itself is not at hand. */
export const quote = z.object({
  seq,
  by: userId,
  name: z.string().max(NAME_MAX_CHARS),
  /** How it began; empty when it was deleted. */
  text: z.string().max(QUOTE_MAX_CHARS),
});
export type Quote = z.infer<typeof quote>;

/** Where a forwarded message comes from, as its forwarder saw it. */
export const origin = z.object({
  name: z.string().max(NAME_MAX_CHARS),
  room: z.string().max(ROOM_NAME_MAX_CHARS),
});
export type Origin = z.infer<typeof origin>;

/** One emoji: a single grapheme, checked by text.ts. */
export const emoji = z.string().min(1).max(EMOJI_MAX_CHARS);

export const reaction = z.object({ emoji, users: z.array(userId) });
export type Reaction = z.infer<typeof reaction>;

/** What has become of a message since it was said, folded through the change `as`. */
export const afterwards = {
  /** Seq of the newest change that is folded in; left out when there was none. */
  as: seq.optional(),
  /** When it was last edited, ms since 1970. */
  edited: z.int().optional(),
  /** When it was deleted, and by whom: text, files and quote are gone from the log then. */
  gone: z.object({ by: userId, ts: z.int() }).optional(),
  /** In the order in which each emoji was first given. */
  reactions: z.array(reaction).optional(),
  /** Who has read it, where it is an announcement. */
  acks: z.array(userId).optional(),
};

/** What whoever writes a message says about it beside its text. */
export const postParts = z.object({
  reply: seq.optional(),
  announce: z.literal(true).optional(),
  forwarded: origin.optional(),
});
export type PostParts = z.infer<typeof postParts>;

export const parts = {
  reply: quote.optional(),
  files: z.array(fileRef).max(FILES_PER_MESSAGE_MAX).optional(),
  /** A notice that everybody should have read; who has is known to all. */
  announce: z.literal(true).optional(),
  forwarded: origin.optional(),
  /** Said on another server and brought here: its author is a name, and no key of this server. */
  imported: z.literal(true).optional(),
};
