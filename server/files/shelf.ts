/**
 * Where bytes lie: `files/AA/ID` for whole files, `files/incoming/` for uploads, each with what is
 * known of it beside it. A file is whole and on the disk before it has its place.
 */
import { constants, createReadStream } from 'node:fs';
import {
  copyFile,
  type FileHandle,
  link,
  open,
  readdir,
  rename,
  rm,
  stat,
  statfs,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { fileName } from '../../protocol/files';
import { roomId, userId } from '../../protocol/ids';
import { FILE_CHUNK_BYTES, FILE_HEAD_BYTES } from '../../protocol/limits';
import { type FileId, fileHash, fileId, fileRef } from '../../protocol/message';
import { makePrivateFolder, readPrivateFile, writePrivateFile } from '../identity/private-files';

/** What is written down of an upload. */
export const uploadNote = z.object({
  id: fileId,
  user: userId,
  room: roomId,
  name: fileName,
  size: z.int().min(0),
  hash: fileHash,
  /** There once all bytes are: what the message will say of it. */
  ref: fileRef.optional(),
});
export type UploadNote = z.infer<typeof uploadNote>;

export const FILES_FOLDER = 'files';

export class Shelf {
  private constructor(readonly folder: string) {}

  /** Makes the folders when they are missing. */
  static async open(folder: string): Promise<Shelf> {
    const shelf = new Shelf(folder);
    await makePrivateFolder(shelf.incoming);
    return shelf;
  }

  private get incoming(): string {
    return join(this.folder, 'incoming');
  }

  private place = (id: FileId): string => join(this.folder, id.slice(1, 3), id);
  private part = (id: FileId): string => join(this.incoming, `${id}.part`);
  private noteFile = (id: FileId): string => join(this.incoming, `${id}.json`);

  /** Bytes that the disk has left; null when the system does not say. */
  async free(): Promise<number | null> {
    try {
      const { bavail, bsize } = await statfs(this.folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  }

  /** An upload that nothing has come of yet. */
  async begin(note: UploadNote): Promise<void> {
    await (await open(this.part(note.id), 'wx', 0o600)).close();
    await this.note(note);
  }

  note(note: UploadNote): Promise<void> {
    return writePrivateFile(this.noteFile(note.id), JSON.stringify(note));
  }

  forgetNote(id: FileId): Promise<void> {
    return rm(this.noteFile(id), { force: true });
  }

  openPart(id: FileId): Promise<FileHandle> {
    return open(this.part(id), 'r+');
  }

  readPart(id: FileId): Readable {
    return createReadStream(this.part(id), { highWaterMark: FILE_CHUNK_BYTES });
  }

  /** The part is whole and flushed: it becomes the file, or one more name of its `twin`. */
  async keep(id: FileId, twin?: FileId): Promise<void> {
    const place = this.place(id);
    await makePrivateFolder(join(place, '..'));
    if (twin !== undefined && (await isDone(link(this.place(twin), place)))) {
      await rm(this.part(id), { force: true });
    } else await rename(this.part(id), place);
  }

  /** The same bytes under another name: one more link to them, or a copy where there are none. */
  async same(of: FileId, id: FileId): Promise<void> {
    await makePrivateFolder(join(this.place(id), '..'));
    const [from, to] = [this.place(of), this.place(id)];
    await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_FICLONE));
  }

  /** Makes two files that are known to have the same bytes two names of the same; if that goes. */
  async unite(kept: FileId, id: FileId): Promise<void> {
    const [one, other] = await Promise.all([kept, id].map((file) => stats(this.place(file))));
    if (!one || !other || one.ino === other.ino || one.size !== other.size) return;
    const fresh = `${this.place(id)}.new`;
    await rm(fresh, { force: true });
    if (await isDone(link(this.place(kept), fresh))) await rename(fresh, this.place(id));
  }
  /** How a part, or a whole file, begins. */
  async head(id: FileId, whole: boolean): Promise<Uint8Array> {
    const handle = await open(whole ? this.place(id) : this.part(id), 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(FILE_HEAD_BYTES), 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  /** `end` is the last byte that is wanted. */
  read(id: FileId, start: number, end: number): Readable {
    return createReadStream(this.place(id), { start, end, highWaterMark: FILE_CHUNK_BYTES });
  }

  async has(id: FileId): Promise<boolean> {
    return (await sizeOf(this.place(id))) !== null;
  }

  async remove(id: FileId): Promise<void> {
    for (const file of [this.place(id), this.part(id), this.noteFile(id)]) {
      await rm(file, { force: true });
    }
  }

  /** Uploads of the last time: how far each came, and when its last byte came (ms since 1970). */
  async uploads(): Promise<
    { note: UploadNote; received: number; touched: number; placed: boolean }[]
  > {
    const found = [];
    for (const name of await readdir(this.incoming)) {
      if (!name.endsWith('.json')) continue;
      const note = await this.readNote(join(this.incoming, name));
      const part = note && (await stats(this.part(note.id)));
      const file = part ?? (note && (await stats(this.place(note.id))));
      if (!note || !file) await rm(join(this.incoming, name), { force: true });
      else found.push({ note, received: file.size, touched: file.mtimeMs, placed: !part });
    }
    return found;
  }

  /** Everything that lies here and is no upload with a note. */
  async *whole(): AsyncGenerator<{ id: FileId; touched: number }> {
    for (const folder of await readdir(this.folder)) {
      if (!/^[A-Za-z0-9_-]{2}$/.test(folder)) continue;
      for (const name of await readdir(join(this.folder, folder))) {
        const file = fileId.safeParse(name).success && (await stats(this.place(name)));
        if (file) yield { id: name, touched: file.mtimeMs };
      }
    }
  }

  /** Parts whose notes are gone. */
  async sweepParts(known: ReadonlySet<FileId>): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const id = name.replace(/\.(part|json)(\.\d+\.new)?$/, '');
      if (!known.has(id)) await rm(join(this.incoming, name), { force: true });
    }
  }

  private async readNote(file: string): Promise<UploadNote | null> {
    try {
      const text = await readPrivateFile(file);
      return text === null ? null : uploadNote.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }
}

/** Some disks have no links, and a twin may go meanwhile. */
const isDone = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
const stats = (file: string) =>
  stat(file).then(
    (found) => (found.isFile() ? found : null),
    () => null,
  );

const sizeOf = async (file: string): Promise<number | null> => (await stats(file))?.size ?? null;
