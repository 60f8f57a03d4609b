/**
 * Files that messages carry, folded from the log: which rooms they belong to, who posted them and
 * how many bytes that is. What lies on the disk follows this (files/house.ts), never the other way.
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
  readonly bytesOf: Map<UserId, number>;
  bytes: number;
  /** What went with a deleted message, by room and seq, until the deletion is committed. */
  readonly deleted: Map<string, FileId[]>;
}

export const emptyFiles = (): Files => ({
  byId: new Map(),
  ofRoom: new Map(),
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

export const placeKey = (room: RoomId, seq: Seq): string => `${room} ${seq}`;

/** Its bytes are gone, or are to go. */
export function forgetFile(files: Files, id: FileId): void {
  const file = files.byId.get(id);
  if (!file) return;
  files.byId.delete(id);
  const { room, by, ref } = file;
  const left = (files.ofRoom.get(room) ?? []).filter((one) => one !== file);
  if (left.length > 0) files.ofRoom.set(room, left);
  else files.ofRoom.delete(room);
  files.bytes -= ref.size;
  const theirs = (files.bytesOf.get(by) ?? 0) - ref.size;
  if (theirs > 0) files.bytesOf.set(by, theirs);
  else files.bytesOf.delete(by);
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
    files.bytes += ref.size;
    files.bytesOf.set(by, (files.bytesOf.get(by) ?? 0) + ref.size);
  }
}
