/** Files as the users of a client see them; bytes go from disk to socket and from socket to disk. */
import type { Readable } from 'node:stream';
import type { RoomId } from '../../protocol/ids';
import type { FileId, FileRef, Origin, PostParts } from '../../protocol/message';
import type { PendingFile, PendingMessage } from '../../protocol/views';

/** A file of this computer that is to be sent. */
export interface LocalFile {
  readonly token: string;
  readonly path: string;
  /** Made for this message alone: it is removed when that has gone out, or is given up. */
  readonly own: boolean;
  /** When it was last changed, ms since 1970: a file that is another one by now is not sent. */
  readonly modified: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** A file that a message of the same server carries: it goes along without its bytes. */
export interface GivenFile {
  readonly token: string;
  readonly of: FileId;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export type OutgoingFile = LocalFile | GivenFile;

export type HeldFile = OutgoingFile & {
  state: Exclude<PendingFile['state'], 'sending'>;
  /** Once it was computed. */
  hash?: string;
  /** Its id on the server, once the upload was begun. */
  file?: FileId;
  error?: PendingFile['error'];
};

/** A message whose files are on their way. It has no number yet, so that it holds up nobody. */
export interface HeldMessage {
  readonly id: string;
  readonly room: RoomId;
  readonly text: string;
  readonly at: number;
  readonly parts: PostParts;
  /** All files are with the server, and it is a row of the outbox. */
  released: boolean;
  files: HeldFile[];
}

export interface Progress {
  readonly received: number;
  readonly size: number;
  /** Bytes per second, lately. */
  readonly speed: number;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** Waits for a connection as long as it takes. */
  readonly patient?: boolean;
  progress?(progress: Progress): void;
}

export interface ClientFiles {
  /** On disk when it returns. Refuses with `too-large` when HELD_MESSAGES_MAX wait already. */
  send(
    room: RoomId,
    files: readonly LocalFile[],
    text: string,
    parts?: PostParts,
  ): Promise<PendingMessage>;
  /**
   * Says a message of this server once more in another room: its files go along, read there by
   * whoever is in that room. `comment` comes right after it. On disk when it returns; refuses like
   * `send`. A file that this person may not read any more marks the message with `no-such-file`.
   */
  forward(
    room: RoomId,
    files: readonly GivenFile[],
    said: { text: string; from: Origin; comment: string },
  ): Promise<PendingMessage[]>;
  /** One file of a message that has not gone out; without text and files it goes too. */
  cancel(id: string, token: string): void;
  /**
   * Writes a file's bytes to `path`, which must not exist, by way of `path.part`, and goes on
   * after a break of the connection by itself. Rejects with a `Refusal`: `no-such-file`,
   * `wrong-hash`, `not-authenticated` (no connection), `storage-failed` (this computer's disk).
   */
  fetch(file: FileId, path: string, options: FetchOptions): Promise<FileRef>;
  /** What is known of a file, and some of its bytes as they come; not checked by its hash. */
  stream(
    file: FileId,
    range: { start: number; end?: number },
    signal: AbortSignal,
  ): Promise<{ ref: FileRef; start: number; end: number; body: Readable }>;
}
