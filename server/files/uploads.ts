/** Files on their way in, and those that are there and that no message carries yet. */
import { randomBytes } from 'node:crypto';
import { Refusal } from '../../protocol/errors';
import { shownFileName } from '../../protocol/file-names';
import type { RoomId, UserId } from '../../protocol/ids';
import type { FileId, FileRef } from '../../protocol/message';
import { contentOf, emptyFiles } from '../projections/files';
import { type Bespoken, fitsDisk, isAbandoned, whyNoPlace } from './allowance';
import type { Ledger } from './ledger';
import type { FileLimits } from './policy';
import type { Shelf, UploadNote } from './shelf';
import { Upload } from './upload';

export interface UploadRequest {
  readonly room: RoomId;
  readonly name: string;
  readonly size: number;
  readonly hash: string;
  /** Goes on with this one. */
  readonly file?: FileId | undefined;
}

export interface UploadsDeps {
  readonly shelf: Shelf;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** Bytes that the disk has left; null when the system does not say. */
  readonly free: () => Promise<number | null>;
  limits(): FileLimits;
  ledger(): Ledger | null;
}

const newFileId = (): FileId => `f${randomBytes(16).toString('base64url')}`;

export class Uploads {
  private readonly all = new Map<FileId, Upload>();

  constructor(private readonly deps: UploadsDeps) {}

  /** Those of the last time. */
  async load(): Promise<void> {
    const { shelf } = this.deps;
    for (const { note, placed, ...found } of await shelf.uploads()) {
      if (note.ref && !placed) await shelf.keep(note.id);
      this.all.set(note.id, this.made(note, found));
    }
  }

  ids(): FileId[] {
    return [...this.all.keys()];
  }
  get(id: FileId): Upload | undefined {
    return this.all.get(id);
  }

  /** Refuses with `too-large`, `full` and `storage-failed`. */
  async begin(user: UserId, asked: UploadRequest): Promise<Upload> {
    const upload = this.reserve(user, asked, false);
    const { id, size } = upload.note;
    try {
      await this.needsDisk();
      await this.deps.shelf.begin(upload.note);
      if (size === 0) await upload.finish();
      return upload;
    } catch (why) {
      return this.failed(id, 'an upload could not begin', why);
    }
  }

  /** The same bytes once more, for another room; they take no place that they have not already. */
  async again(user: UserId, room: RoomId, ref: FileRef): Promise<FileId> {
    const { shelf } = this.deps;
    const { name, size, hash } = ref;
    const upload = this.reserve(user, { room, name, size, hash }, true);
    const { id } = upload.note;
    try {
      await this.needsDisk();
      await shelf.same(ref.id, id);
      upload.received = size;
      upload.ref = { ...ref, id };
      await shelf.note({ ...upload.note, ref: upload.ref });
      return id;
    } catch (why) {
      return this.failed(id, 'a file could not be used again', why);
    }
  }

  /** One of this person's, for a room that they are in; `same`: it must be what is asked for. */
  mine(user: UserId, file: FileId, same?: UploadRequest): Upload {
    const upload = this.all.get(file);
    if (upload?.note.user !== user) throw new Refusal('no-such-file');
    const { room, size, hash } = upload.note;
    const differs = same && (same.room !== room || same.size !== size || same.hash !== hash);
    if (differs || !this.deps.ledger()?.isMember(user, room)) throw new Refusal('no-such-file');
    return upload;
  }

  /** A message carries it now. */
  async settle(id: FileId): Promise<void> {
    this.all.delete(id);
    await this.deps.shelf.forgetNote(id);
  }

  /** Whoever is sending it is cut off, and its bytes go. */
  async drop(id: FileId): Promise<void> {
    const upload = this.all.get(id);
    this.all.delete(id);
    await upload?.abandon();
    await this.deps.shelf.remove(id);
  }

  async dropAbandoned(): Promise<void> {
    const now = this.deps.now();
    for (const [id, upload] of this.all) if (isAbandoned(upload, now)) await this.drop(id);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.all.values()].map((upload) => upload.settled()));
  }

  /** Its place among all the others; refused when there is none. Nothing is on the disk yet. */
  private reserve(user: UserId, asked: UploadRequest, whole: boolean): Upload {
    const { room, name, size, hash } = asked;
    const why = whyNoPlace(
      { user, size, hash, whole },
      {
        limits: this.deps.limits(),
        files: this.deps.ledger()?.files() ?? emptyFiles(),
        uploads: [...this.all.values()].map(bespoken),
      },
    );
    if (why) {
      const { code, ...more } = why;
      throw new Refusal(code, more);
    }
    const note = { id: newFileId(), user, room, name: shownFileName(name), size, hash };
    const upload = this.made(note);
    this.all.set(note.id, upload);
    return upload;
  }

  private made(note: UploadNote, found?: { received: number; touched: number }): Upload {
    const { shelf, now } = this.deps;
    return new Upload(note, { shelf, now, twin: () => this.twinOf(note) }, found);
  }

  /** A file that has the same bytes. */
  private twinOf({ id, hash, size }: UploadNote): FileId | undefined {
    const content = contentOf({ hash, size });
    const posted = this.deps.ledger()?.files().ofContent.get(content) ?? [];
    const here = [...this.all.values()].filter(({ ref }) => ref && contentOf(ref) === content);
    return [...posted, ...here.map(({ note }) => note.id)].find((one) => one !== id);
  }

  private async needsDisk(): Promise<void> {
    let missing = 0;
    for (const { note, received, ref } of this.all.values()) {
      if (!ref) missing += note.size - received;
    }
    if (!fitsDisk(await this.deps.free(), missing)) throw new Refusal('full', { field: 'disk' });
  }

  private async failed(id: FileId, what: string, why: unknown): Promise<never> {
    await this.drop(id).catch(() => {});
    if (why instanceof Refusal) throw why;
    this.deps.log(`${what}: ${(why as Error).message}`);
    throw new Refusal('storage-failed');
  }
}

const bespoken = ({ note: { user, size, hash }, ref }: Upload): Bespoken => ({
  ...{ user, size, hash },
  whole: ref !== null,
});
