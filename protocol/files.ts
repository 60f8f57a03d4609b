/**
 * Files: what is asked and answered on the chat connection, how their bytes are told apart, and
 * what the app's window may ask of its main process (docs/PROTOCOL.md "Files"). Bytes themselves
 * travel on connections of their own and never through the window.
 */
import { z } from 'zod';
import { type ChatError, chatError } from './errors';
import { roomId, seq, userId } from './ids';
import {
  FILE_LARGEST_BYTES,
  FILE_NAME_MAX_CHARS,
  FILE_PASTE_MAX_BYTES,
  FILES_PAGE_MAX,
  FILES_PER_MESSAGE_MAX,
  IMAGE_MAX_PIXELS,
  MESSAGE_MAX_CHARS,
  NAME_MAX_CHARS,
  PICKED_FILES_MAX,
} from './limits';
import { fileHash, fileId, fileRef, origin } from './message';
import { pendingMessage, serverId } from './views';

const bytes = z.int().min(0).max(FILE_LARGEST_BYTES);
/** Shown and proposed, never a path; names.ts of whoever writes it to a disk cleans it again. */
export const fileName = z.string().min(1).max(FILE_NAME_MAX_CHARS);

// ---- on the chat connection ----

/**
 * Lets somebody send a file's bytes for a room that they are in; `file` goes on with an upload
 * that was begun before, on this connection or another. Refused with `too-large` (`limit`: most
 * bytes of a file), `full` (`field`: `quota` of this user, `server`, `disk` or `uploads`),
 * `no-such-file` (it cannot be gone on with).
 */
export const uploadCommand = z.object({
  verb: z.literal('upload'),
  room: roomId,
  name: fileName,
  size: bytes,
  hash: fileHash,
  file: fileId.optional(),
});
/** A file that one may read, for another room of one's own, without sending its bytes again. */
export const reuseCommand = z.object({ verb: z.literal('reuse'), room: roomId, file: fileId });
/** An upload that will not be posted: its bytes are thrown away. */
export const discardCommand = z.object({ verb: z.literal('discard'), file: fileId });
/** Lets a member of the file's room read its bytes. */
export const downloadCommand = z.object({ verb: z.literal('download'), file: fileId });
/** Files of a room's messages, newest first; `before` is the seq of a message. */
export const filesCommand = z.object({
  verb: z.literal('files'),
  room: roomId,
  before: seq.optional(),
  limit: z.int().min(1).max(FILES_PAGE_MAX).default(FILES_PAGE_MAX),
});

/** Opens one file to whoever shows it, for FILE_TICKET_MS. */
export const ticket = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const uploadResult = z.object({
  file: fileId,
  ticket,
  /** Bytes that the server has; the next one wanted. Equal to the size: it is complete. */
  offset: bytes,
});
export const reuseResult = z.object({ file: fileId });
export const downloadResult = z.object({ ticket, ...fileRef.omit({ id: true }).shape });
/** A file, and the message that carries it. */
export const roomFile = z.object({
  seq,
  ts: z.int(),
  by: userId,
  name: z.string().max(NAME_MAX_CHARS),
  file: fileRef,
});
export type RoomFile = z.infer<typeof roomFile>;
export const filesResult = z.object({ files: z.array(roomFile), more: z.boolean() });

/** What the answers of a transfer connection say in JSON. */
export const transferAnswer = z.union([
  z.object({ offset: bytes, complete: z.boolean() }),
  z.object({ error: chatError, offset: bytes.optional() }),
]);
export type TransferAnswer = z.infer<typeof transferAnswer>;

// ---- what is shown, by what the bytes say ----

const SHOWN: Readonly<Record<'image' | 'audio' | 'video', readonly string[]>> = {
  image: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'],
  audio: [
    'audio/mpeg',
    'audio/ogg',
    'audio/opus',
    'audio/wav',
    'audio/flac',
    'audio/aac',
    'audio/mp4',
    'audio/x-m4a',
    'audio/webm',
  ],
  video: ['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/x-m4v'],
};
export type Shown = keyof typeof SHOWN;

/**
 * How a file may be shown in the window; null: by its name only. Everything that is not listed is
 * for saving, whatever it calls itself: pages, drawings with scripts, documents. Images of unknown
 * or enormous dimensions are too (docs/SECURITY.md "Files").
 */
export function shownAs(file: { type: string; width?: number; height?: number }): Shown | null {
  if (SHOWN.image.includes(file.type)) {
    const { width = 0, height = 0 } = file;
    return width * height > 0 && width * height <= IMAGE_MAX_PIXELS ? 'image' : null;
  }
  if (SHOWN.audio.includes(file.type)) return 'audio';
  return SHOWN.video.includes(file.type) ? 'video' : null;
}

/** The app's own scheme for media; its content is answered by the main process alone. */
export const MEDIA_SCHEME = 'sarangbang-file';

/** Where the window finds a file that a message of this server carries. */
export const mediaUrl = (server: string, file: string): string =>
  `${MEDIA_SCHEME}://server/${encodeURIComponent(server)}/${file}`;

/** Where it finds one of this computer that was picked and not sent yet. */
export const pickedUrl = (token: string): string => `${MEDIA_SCHEME}://picked/${token}`;

// ---- between the window and the main process ----

/** Stands for a file of this computer; the window never learns its path. */
export const fileToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const pickedFile = z.object({
  token: fileToken,
  name: fileName,
  size: bytes,
  /** By its first bytes. */
  type: z.string().max(100),
  width: z.int().optional(),
  height: z.int().optional(),
  /** Why it cannot be sent: a folder or something else that is no file, gone, or not readable. */
  problem: z.enum(['no-file', 'unreadable']).optional(),
});
export type PickedFile = z.infer<typeof pickedFile>;
export const pickedFiles = z.array(pickedFile).max(PICKED_FILES_MAX);

/** A file on its way from a server to this computer's disk, because a person asked for it. */
export const savedFile = z.object({
  file: fileId,
  state: z.enum(['waiting', 'loading', 'saved', 'failed']),
  name: fileName,
  size: bytes,
  received: bytes,
  /** Bytes per second, lately. */
  speed: z.number().min(0).optional(),
  error: chatError.optional(),
});
export type SavedFile = z.infer<typeof savedFile>;

/** What came of opening one; `shown`: in its folder. */
export const openedFile = z.enum(['opened', 'shown', 'declined', 'failed']);
export type OpenedFile = z.infer<typeof openedFile>;

const byServer = z.object({ server: serverId });
const byFile = byServer.extend({ file: fileId });
/** What it is called and how large it is by the page's account: to be shown, should it fail. */
const byNamed = byFile.extend({ name: fileName, size: bytes });
const none = z.undefined();

/** Done, or refused for a reason that can be told; then nothing of it was kept. */
const orRefused = <T extends z.ZodType>(result: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), result }),
    z.object({ ok: z.literal(false), error: chatError }),
  ]);
export type OrRefused<T> = { ok: true; result: T } | { ok: false; error: ChatError };

export const fileCalls = {
  /** The system's dialog; empty when it was dismissed. */
  'files.pick': [none, pickedFiles],
  /** What was pasted: an image, or text that becomes a file. */
  'files.paste': [
    z.object({
      name: fileName,
      bytes: z.instanceof(Uint8Array).refine((one) => one.length <= FILE_PASTE_MAX_BYTES),
    }),
    pickedFile,
  ],
  /** Picked and then not sent. */
  'files.forget': [z.object({ tokens: z.array(fileToken).max(PICKED_FILES_MAX) }), none],
  /**
   * One message with these files. It is on disk when this resolves, shown as pending, and goes out
   * when its files are with the server. `pending.delete` takes all of it back, `pending.retry`
   * tries again what failed.
   */
  'files.send': [
    byServer.extend({
      room: roomId,
      tokens: z.array(fileToken).min(1).max(FILES_PER_MESSAGE_MAX),
      text: z.string().max(MESSAGE_MAX_CHARS),
      reply: seq.optional(),
    }),
    orRefused(pendingMessage),
  ],
  /**
   * A message with files, once more in another room of the same server, and a comment after it.
   * Both are on disk when this resolves, and shown as pending.
   */
  'files.forward': [
    byServer.extend({
      room: roomId,
      files: z
        .array(fileRef.omit({ hash: true }))
        .min(1)
        .max(FILES_PER_MESSAGE_MAX),
      text: z.string().max(MESSAGE_MAX_CHARS),
      from: origin,
      comment: z.string().max(MESSAGE_MAX_CHARS),
    }),
    orRefused(z.array(pendingMessage).max(2)),
  ],
  /** One file of a message that has not gone out; the last one takes an empty message with it. */
  'files.cancel': [byServer.extend({ id: z.string().max(60), token: fileToken }), none],
  /**
   * Into the download folder, under a name that is free there; `ask` lets the person choose where.
   * Progress is pushed as `saved`. Null when a person thought better of it.
   */
  'files.save': [byNamed.extend({ ask: z.boolean() }), savedFile.nullable()],
  'files.stop': [byFile, none],
  /** Shows a saved file in its folder. False: it is not there any more. */
  'files.reveal': [byFile, z.boolean()],
  /**
   * Opens it with whatever the system has for it, once the person has said yes in the system's
   * dialog; saved before where it is not. What a system could run is shown in its folder at most.
   */
  'files.open': [byNamed, openedFile],
  /** Bytes of files that were kept for showing, of all servers; `clear` removes them first. */
  'files.kept': [z.object({ clear: z.boolean() }), z.number().min(0)],
  /** Copies the picture that is shown at this point of the page, in CSS pixels. */
  'files.copyImage': [
    z.object({ x: z.number().min(0).max(100_000), y: z.number().min(0).max(100_000) }),
    none,
  ],
  /** Lets the person choose the download folder; answered by the settings. */
  'files.folder': [none, none],
} as const satisfies Record<string, readonly [z.ZodType, z.ZodType]>;

export const filePushes = {
  /** Upsert by file. */
  saved: byServer.extend({ saved: savedFile }),
} as const satisfies Record<string, z.ZodType>;
