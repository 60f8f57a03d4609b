/**
 * Files of a server: who may send and fetch them, how much of them there may be, and when they go.
 * The log says which files there are (projections/files.ts); this keeps their bytes, and uploads
 * that no message carries yet.
 */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '../../protocol/errors';
import type { ChatEvent } from '../../protocol/events';
import { shownFileName } from '../../protocol/file-names';
import type { FilePolicy } from '../../protocol/file-policy';
import type { RoomId, UserId } from '../../protocol/ids';
import {
  DISK_RESERVE_BYTES,
  FILES_MAX,
  FILES_SWEEP_MS,
  TRANSFERS_PER_USER_MAX,
  UPLOAD_KEEP_MS,
  UPLOADS_PER_USER_MAX,
} from '../../protocol/limits';
import type { FileId, FileRef } from '../../protocol/message';
import { type Files, forgetFile, placeKey } from '../projections/files';
import { type FileLimits, type FileState, policyOf } from './policy';
import { Shelf, type UploadNote } from './shelf';
import { Tickets } from './tickets';
import { Upload } from './upload';

/** What the hub knows. */
export interface Ledger {
  files(): Files;
  isMember(user: UserId, room: RoomId): boolean;
  isRoom(room: RoomId): boolean;
  /** Whether somebody may read the bytes of a file that a message carries. */
  mayRead(user: UserId, file: FileId): boolean;
}

export interface UploadRequest {
  readonly room: RoomId;
  readonly name: string;
  readonly size: number;
  readonly hash: string;
  /** Goes on with this one. */
  readonly file?: FileId | undefined;
}

export interface HouseOptions {
  readonly folder: string;
  readonly limits: FileLimits;
  /** The folder goes with the server. */
  readonly temporary: boolean;
  readonly log: (line: string) => void;
  readonly now?: () => number;
  /** Bytes that the disk has left; for tests. */
  readonly free?: () => Promise<number | null>;
}

/** What a ticket opens. `end` says that the transfer is over. */
export type Pass =
  | { readonly way: 'up'; readonly upload: Upload; end(): void }
  | { readonly way: 'down'; readonly ref: FileRef; end(): void };

const DAY_MS = 86_400_000;
const newFileId = (): FileId => `f${randomBytes(16).toString('base64url')}`;

export class FileHouse {
  private readonly uploads = new Map<FileId, Upload>();
  private readonly transfers = new Map<UserId, number>();
  private readonly tickets: Tickets;
  private readonly now: () => number;
  private readonly sweeping: NodeJS.Timeout;
  private readonly listeners = new Set<() => void>();
  private limits: FileLimits;
  private ledger: Ledger | null = null;
  private closed = false;

  private constructor(
    private readonly options: HouseOptions,
    readonly shelf: Shelf,
  ) {
    this.limits = options.limits;
    this.now = options.now ?? Date.now;
    this.tickets = new Tickets(this.now);
    this.sweeping = setInterval(() => void this.sweep(), FILES_SWEEP_MS);
    this.sweeping.unref();
  }

  /** Rejects with the system's error when the folder cannot be made or read. */
  static async open(options: HouseOptions): Promise<FileHouse> {
    const shelf = await Shelf.open(options.folder);
    const house = new FileHouse(options, shelf);
    for (const { note, placed, ...found } of await shelf.uploads()) {
      if (note.ref && !placed) await shelf.keep(note.id);
      house.uploads.set(note.id, new Upload(note, shelf, house.now, found));
    }
    return house;
  }

  /** From now on it knows rooms and messages; what they have no use for is thrown away. */
  async serve(ledger: Ledger): Promise<void> {
    this.ledger = ledger;
    await this.tidy(ledger).catch((why) => this.report(why));
  }

  private async tidy(ledger: Ledger): Promise<void> {
    for (const id of this.uploads.keys()) {
      // The server ended between the commit of the message and the end of its upload.
      if (ledger.files().byId.has(id)) this.settle(id);
    }
    await this.shelf.sweepParts(new Set(this.uploads.keys()));
    await this.sweep();
    for await (const { id, touched } of this.shelf.whole()) {
      const known = ledger.files().byId.has(id) || this.uploads.has(id);
      if (!known && touched < this.now() - UPLOAD_KEEP_MS) await this.shelf.remove(id);
    }
  }

  // ---- for verbs ----

  policy(): FilePolicy | undefined {
    return policyOf(this.limits);
  }

  /** Begins an upload, or goes on with one, and gives a ticket for it. */
  async upload(
    user: UserId,
    encrypted: boolean,
    asked: UploadRequest,
  ): Promise<{ file: FileId; ticket: string; offset: number }> {
    const upload = asked.file ? this.mine(user, asked.file, asked) : await this.begin(user, asked);
    const { id: file } = upload.note;
    await upload.complete().catch((why) => this.spoiled(upload, why));
    if (!this.uploads.has(file)) throw new Refusal('no-such-file');
    const ticket = this.tickets.give({ user, file, way: 'up', encrypted });
    return { file, ticket, offset: upload.received };
  }

  /** The same bytes for another room; refused like an upload of that size. */
  async reuse(user: UserId, room: RoomId, file: FileId): Promise<{ file: FileId }> {
    const { ref } = this.readable(user, file);
    const { name, size, hash } = ref;
    const upload = this.reserve(user, { room, name, size, hash });
    const { id } = upload.note;
    try {
      await this.shelf.same(file, id);
      upload.received = size;
      upload.ref = { ...ref, id };
      await this.shelf.note({ ...upload.note, ref: upload.ref });
    } catch (why) {
      await this.drop(id);
      this.options.log(`a file could not be used again: ${(why as Error).message}`);
      throw new Refusal('storage-failed');
    }
    return { file: id };
  }

  async discard(user: UserId, file: FileId): Promise<void> {
    await this.drop(this.mine(user, file).note.id);
  }

  download(user: UserId, encrypted: boolean, file: FileId): FileRef & { ticket: string } {
    const { ref } = this.readable(user, file);
    return { ...ref, ticket: this.tickets.give({ user, file, way: 'down', encrypted }) };
  }

  /** What a message will say of these; refuses with `no-such-file` what is not whole or not theirs. */
  ready(user: UserId, room: RoomId, ids: readonly FileId[]): FileRef[] {
    if (new Set(ids).size !== ids.length) throw new Refusal('no-such-file');
    return ids.map((id) => {
      const upload = this.uploads.get(id);
      const { note, ref } = upload ?? {};
      const theirs = note?.user === user && note.room === room;
      if (!ref || !theirs || this.ledger?.files().byId.has(id)) throw new Refusal('no-such-file');
      return ref;
    });
  }

  /** Committed: files of new messages are theirs, those of deleted ones go. */
  committed(events: readonly ChatEvent[]): void {
    let changed = false;
    for (const event of events) {
      if (event.kind === 'posted' && event.files) {
        for (const { id } of event.files) this.settle(id);
        changed = true;
      } else if (event.kind === 'deleted' && this.ledger) {
        const { deleted } = this.ledger.files();
        const place = placeKey(event.room, event.target);
        for (const id of deleted.get(place) ?? []) this.removeBytes(id);
        changed = deleted.delete(place) || changed;
      }
    }
    if (changed) this.tell();
  }

  // ---- for the gateway ----

  /**
   * What a ticket opens, looked at anew: the room may have lost this person, or the file. Refuses
   * with `not-allowed`, `no-such-file`, and `slow-down` above TRANSFERS_PER_USER_MAX.
   */
  admit(secret: string, file: FileId, way: 'up' | 'down', encrypted: boolean): Pass {
    const ticket = this.tickets.find(secret, file, way, encrypted);
    if (!ticket || this.closed) throw new Refusal('not-allowed');
    const { user } = ticket;
    const found = way === 'up' ? this.mine(user, file) : this.readable(user, file);
    const busy = this.transfers.get(user) ?? 0;
    if (busy >= TRANSFERS_PER_USER_MAX) throw new Refusal('slow-down', { retryAfterMs: 1_000 });
    this.transfers.set(user, busy + 1);
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      const left = (this.transfers.get(user) ?? 1) - 1;
      if (left > 0) this.transfers.set(user, left);
      else this.transfers.delete(user);
    };
    return found instanceof Upload
      ? { way: 'up', upload: found, end }
      : { way: 'down', ref: found.ref, end };
  }

  /**
   * Takes bytes of an upload, see `Upload.receive`. One that turns out not to be what it was said
   * to be is thrown away.
   */
  async receive(upload: Upload, from: number, body: Readable): Promise<void> {
    await upload.receive(from, body).catch((why) => this.spoiled(upload, why));
  }

  // ---- for whoever runs the server ----

  async state(): Promise<FileState> {
    const files = this.ledger?.files();
    const free = await this.free();
    return { ...this.limits, count: files?.byId.size ?? 0, bytes: files?.bytes ?? 0, free };
  }

  /** What is there already stays, whatever the new sizes; new days count for all. */
  async setLimits(change: Partial<FileLimits>): Promise<void> {
    this.limits = { ...this.limits, ...change };
    await this.sweep();
    this.tell();
  }

  /** Called when files come and go; returns its clean-up. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Throws away what is too old, and uploads that nobody goes on with. */
  async sweep(): Promise<void> {
    if (!this.ledger || this.closed) return;
    const files = this.ledger.files();
    const { days } = this.limits;
    const oldest = days === null ? Number.NEGATIVE_INFINITY : this.now() - days * DAY_MS;
    let changed = false;
    for (const { ref, ts, room } of [...files.byId.values()]) {
      if (ts > oldest && this.ledger.isRoom(room)) continue;
      forgetFile(files, ref.id);
      this.removeBytes(ref.id);
      changed = true;
    }
    const idle = this.now() - UPLOAD_KEEP_MS;
    for (const [id, upload] of this.uploads) {
      if (!upload.busy && upload.touched < idle) await this.drop(id);
    }
    if (changed) this.tell();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.sweeping);
    await Promise.all([...this.uploads.values()].map((upload) => upload.settled()));
    if (this.options.temporary) await rm(this.options.folder, { recursive: true, force: true });
  }

  private async begin(user: UserId, asked: UploadRequest): Promise<Upload> {
    const upload = this.reserve(user, asked);
    const { id, size } = upload.note;
    try {
      await this.needsDisk();
      await this.shelf.begin(upload.note);
      if (size === 0) await upload.finish();
      return upload;
    } catch (why) {
      await this.drop(id);
      if (why instanceof Refusal) throw why;
      this.options.log(`an upload could not begin: ${(why as Error).message}`);
      throw new Refusal('storage-failed');
    }
  }

  /** Its place among all the others; refused when there is none. Nothing is on the disk yet. */
  private reserve(user: UserId, { room, name, size, hash }: UploadRequest): Upload {
    const { userBytes, totalBytes } = this.limits;
    const most = this.policy()?.maxBytes ?? 0;
    if (size > most || most === 0) throw new Refusal('too-large', { field: 'size', limit: most });
    const files = this.ledger?.files();
    const all = [...this.uploads.values()].map(({ note }) => note);
    const mine = all.filter((note) => note.user === user);
    if (mine.length >= UPLOADS_PER_USER_MAX) {
      throw new Refusal('full', { field: 'uploads', limit: UPLOADS_PER_USER_MAX });
    }
    const theirs = (files?.bytesOf.get(user) ?? 0) + sum(mine) + size;
    if (theirs > userBytes) throw new Refusal('full', { field: 'quota', limit: userBytes });
    const total = (files?.bytes ?? 0) + sum(all) + size;
    const count = (files?.byId.size ?? 0) + all.length;
    if (total > totalBytes) throw new Refusal('full', { field: 'server', limit: totalBytes });
    if (count >= FILES_MAX) throw new Refusal('full', { field: 'server', limit: FILES_MAX });
    const note: UploadNote = { id: newFileId(), user, room, name: shownFileName(name), size, hash };
    const upload = new Upload(note, this.shelf, this.now);
    this.uploads.set(note.id, upload);
    return upload;
  }

  /** Refuses with `full` when all that is on its way would not leave DISK_RESERVE_BYTES. */
  private async needsDisk(): Promise<void> {
    const free = await this.free();
    if (free === null) return;
    let missing = 0;
    for (const { note, received } of this.uploads.values()) missing += note.size - received;
    if (free - missing < DISK_RESERVE_BYTES) throw new Refusal('full', { field: 'disk' });
  }

  private free(): Promise<number | null> {
    return this.options.free ? this.options.free() : this.shelf.free();
  }

  private async spoiled(upload: Upload, why: unknown): Promise<never> {
    if (why instanceof Refusal && why.error.code === 'wrong-hash') await this.drop(upload.note.id);
    throw why;
  }

  private mine(user: UserId, file: FileId, same?: UploadRequest): Upload {
    const upload = this.uploads.get(file);
    if (upload?.note.user !== user) throw new Refusal('no-such-file');
    const { room, size, hash } = upload.note;
    const differs = same && (same.room !== room || same.size !== size || same.hash !== hash);
    if (differs || !this.ledger?.isMember(user, room)) throw new Refusal('no-such-file');
    return upload;
  }

  private readable(user: UserId, id: FileId) {
    const file = this.ledger?.files().byId.get(id);
    if (!file || !this.ledger?.mayRead(user, id)) throw new Refusal('no-such-file');
    return file;
  }

  /** A message carries it now. */
  private settle(id: FileId): void {
    this.uploads.delete(id);
    this.shelf.forgetNote(id).catch((why) => this.report(why));
  }

  private async drop(id: FileId): Promise<void> {
    const upload = this.uploads.get(id);
    this.uploads.delete(id);
    await upload?.abandon();
    await this.shelf.remove(id).catch((why) => this.report(why));
  }

  private removeBytes(id: FileId): void {
    this.shelf.remove(id).catch((why) => this.report(why));
  }

  private report(why: unknown): void {
    this.options.log(`files: ${why instanceof Error ? why.message : why}`);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const sum = (notes: readonly UploadNote[]): number =>
  notes.reduce((bytes, { size }) => bytes + size, 0);
