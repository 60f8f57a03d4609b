/**
 * Files that messages carry, folded from the log: which rooms they belong to, who posted them and
 * how many bytes that is. What lies on the disk follows this (files/house.ts), never the other way.
 * The same bytes in several messages count once, as they lie on the disk once; of a person's files
 * too, whoever else has them.
 */
import type { ChatEvent, EventOf } from '../../protocol/events';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import type { FileId, FileRef } from '../../protocol/message';

/** A file and the message that carries it. */
export interface PostedFile {
  readonly ref: FileRef;
  readonly room: RoomId;
  readonly seq: Seq;
  readonly ts: number;
  readonly by: UserId;
  readonly name: string;
}

export interface Files {
  readonly byId: Map<FileId, PostedFile>;
  /** In the order of their messages. */
  readonly ofRoom: Map<RoomId, PostedFile[]>;
  /** Files with the same bytes, by `contentOf`. */
  readonly ofContent: Map<string, Set<FileId>>;
  /** How many files with the same bytes each person has posted, by person and content. */
  readonly heldBy: Map<string, number>;
  readonly bytesOf: Map<UserId, number>;
  bytes: number;
  /** What went with a deleted message, by room and seq, until the deletion is committed. */
  readonly deleted: Map<string, FileId[]>;
}

export const emptyFiles = (): Files => ({
  byId: new Map(),
  ofRoom: new Map(),
  ofContent: new Map(),
  heldBy: new Map(),
  bytesOf: new Map(),
  bytes: 0,
  deleted: new Map(),
});

export function foldFileEvent(files: Files, event: ChatEvent): void {
  if (event.kind === 'posted') add(files, event);
  if (event.kind !== 'deleted') return;
  const gone = (files.ofRoom.get(event.room) ?? []).filter(({ seq }) => seq === event.target);
  if (gone.length === 0) return;
  for (const { ref } of gone) forgetFile(files, ref.id);
  files.deleted.set(
    placeKey(event.room, event.target),
    gone.map(({ ref }) => ref.id),
  );
}

/** The size belongs to it: a log that was written by somebody else may say anything of a hash. */
export const contentOf = ({ hash, size }: Pick<FileRef, 'hash' | 'size'>): string =>
  `${hash} ${size}`;

/** Whether these bytes count already: among all, or among one person's. */
export const isCounted = (files: Files, content: string, user?: UserId): boolean =>
  user === undefined ? files.ofContent.has(content) : files.heldBy.has(heldKey(user, content));

const heldKey = (user: UserId, content: string): string => `${user} ${content}`;

export const placeKey = (room: RoomId, seq: Seq): string => `${room} ${seq}`;

/** Its bytes are gone, or are to go. */
export function forgetFile(files: Files, id: FileId): void {
  const file = files.byId.get(id);
  if (!file) return;
  files.byId.delete(id);
  const { room } = file;
  const left = (files.ofRoom.get(room) ?? []).filter((one) => one !== file);
  if (left.length > 0) files.ofRoom.set(room, left);
  else files.ofRoom.delete(room);
  uncount(files, file);
}

function add(files: Files, event: EventOf<'posted'>): void {
  const { room, seq, ts, by, name } = event;
  for (const ref of event.files ?? []) {
    if (files.byId.has(ref.id)) continue;
    const file: PostedFile = { ref, room, seq, ts, by, name };
    files.byId.set(ref.id, file);
    const list = files.ofRoom.get(room);
    if (list) list.push(file);
    else files.ofRoom.set(room, [file]);
    count(files, file);
  }
}

function count(files: Files, { ref: { id, hash, size }, by }: PostedFile): void {
  const content = contentOf({ hash, size });
  const same = files.ofContent.get(content);
  if (same) same.add(id);
  else {
    files.ofContent.set(content, new Set([id]));
    files.bytes += size;
  }
  const key = heldKey(by, content);
  const held = files.heldBy.get(key) ?? 0;
  files.heldBy.set(key, held + 1);
  if (held === 0) files.bytesOf.set(by, (files.bytesOf.get(by) ?? 0) + size);
}

function uncount(files: Files, { ref: { id, hash, size }, by }: PostedFile): void {
  const content = contentOf({ hash, size });
  const same = files.ofContent.get(content);
  same?.delete(id);
  if (same?.size === 0) {
    files.ofContent.delete(content);
    files.bytes -= size;
  }
  const key = heldKey(by, content);
  const held = (files.heldBy.get(key) ?? 1) - 1;
  if (held > 0) {
    files.heldBy.set(key, held);
    return;
  }
  files.heldBy.delete(key);
  const theirs = (files.bytesOf.get(by) ?? 0) - size;
  if (theirs > 0) files.bytesOf.set(by, theirs);
  else files.bytesOf.delete(by);
}
