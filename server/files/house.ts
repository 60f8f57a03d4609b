/**
 * Files of a server, put together: who may send and fetch them, and when they go. The log says
 * which files there are (projections/files.ts), allowance.ts how much of them there may be; this
 * keeps their bytes in step with both.
 */
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '../../protocol/errors';
import type { ChatEvent } from '../../protocol/events';
import type { FilePolicy } from '../../protocol/file-policy';
import type { RoomId, UserId } from '../../protocol/ids';
import { FILES_SWEEP_MS, UPLOAD_KEEP_MS } from '../../protocol/limits';
import type { FileId, FileRef } from '../../protocol/message';
import { forgetFile, placeKey } from '../projections/files';
import { outlived } from './allowance';
import type { Ledger } from './ledger';
import { type FileLimits, type FileState, policyOf } from './policy';
import { Shelf } from './shelf';
import { Tickets } from './tickets';
import { Transfers } from './transfers';
import { Upload } from './upload';
import { type UploadRequest, Uploads } from './uploads';

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

export class FileHouse {
  private readonly uploads: Uploads;
  private readonly transfers = new Transfers();
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
    this.uploads = new Uploads({
      ...{ shelf, now: this.now, log: options.log, free: () => this.free() },
      limits: () => this.limits,
      ledger: () => this.ledger,
    });
    this.sweeping = setInterval(() => void this.sweep(), FILES_SWEEP_MS);
    this.sweeping.unref();
  }

  /** Rejects with the system's error when the folder cannot be made or read. */
  static async open(options: HouseOptions): Promise<FileHouse> {
    const house = new FileHouse(options, await Shelf.open(options.folder));
    await house.uploads.load();
    return house;
  }

  /** From now on it knows rooms and messages; what they have no use for is thrown away. */
  async serve(ledger: Ledger): Promise<void> {
    this.ledger = ledger;
    await this.tidy(ledger).catch((why) => this.report(why));
  }

  private async tidy(ledger: Ledger): Promise<void> {
    const posted = () => ledger.files().byId;
    for (const id of this.uploads.ids()) {
      // The server ended between the commit of the message and the end of its upload.
      if (posted().has(id)) await this.uploads.settle(id);
    }
    await this.shelf.sweepParts(new Set(this.uploads.ids()));
    await this.sweep();
    for await (const { id, touched } of this.shelf.whole()) {
      const known = posted().has(id) || this.uploads.get(id);
      if (!known && touched < this.now() - UPLOAD_KEEP_MS) await this.shelf.remove(id);
    }
    // In a folder that was restored or copied every name has bytes of its own.
    for (const ids of [...ledger.files().ofContent.values()]) {
      const [first, ...others] = ids;
      for (const id of others) if (first && posted().has(id)) await this.shelf.unite(first, id);
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
    const { uploads } = this;
    const goesOn = asked.file !== undefined;
    const upload = goesOn
      ? uploads.mine(user, asked.file, asked)
      : await uploads.begin(user, asked);
    const { id: file } = upload.note;
    await upload.complete().catch((why) => this.spoiled(upload, why));
    if (!uploads.get(file)) throw new Refusal('no-such-file');
    const ticket = this.tickets.give({ user, file, way: 'up', encrypted });
    return { file, ticket, offset: upload.received };
  }

  /** The same bytes for another room; who reads them there is settled there alone. */
  async reuse(user: UserId, room: RoomId, file: FileId): Promise<{ file: FileId }> {
    return { file: await this.uploads.again(user, room, this.readable(user, file)) };
  }

  async discard(user: UserId, file: FileId): Promise<void> {
    await this.uploads.drop(this.uploads.mine(user, file).note.id);
  }

  download(user: UserId, encrypted: boolean, file: FileId): FileRef & { ticket: string } {
    const ref = this.readable(user, file);
    return { ...ref, ticket: this.tickets.give({ user, file, way: 'down', encrypted }) };
  }

  /** What a message will say of these; refuses with `no-such-file` what is not whole or not theirs. */
  ready(user: UserId, room: RoomId, ids: readonly FileId[]): FileRef[] {
    if (new Set(ids).size !== ids.length) throw new Refusal('no-such-file');
    return ids.map((id) => {
      const { note, ref } = this.uploads.get(id) ?? {};
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
        for (const { id } of event.files) this.background(this.uploads.settle(id));
        changed = true;
      } else if (event.kind === 'deleted' && this.ledger) {
        const { deleted } = this.ledger.files();
        const place = placeKey(event.room, event.target);
        for (const id of deleted.get(place) ?? []) this.background(this.shelf.remove(id));
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
    const found = way === 'up' ? this.uploads.mine(user, file) : this.readable(user, file);
    const end = this.transfers.begin(user);
    return found instanceof Upload
      ? { way: 'up', upload: found, end }
      : { way: 'down', ref: found, end };
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
    const { ledger } = this;
    if (!ledger || this.closed) return;
    const files = ledger.files();
    const { days } = this.limits;
    const over = outlived(files, { days, now: this.now(), isRoom: (room) => ledger.isRoom(room) });
    for (const { ref } of over) {
      forgetFile(files, ref.id);
      this.background(this.shelf.remove(ref.id));
    }
    await this.uploads.dropAbandoned().catch((why) => this.report(why));
    if (over.length > 0) this.tell();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.sweeping);
    await this.uploads.settled();
    if (this.options.temporary) await rm(this.options.folder, { recursive: true, force: true });
  }

  private free(): Promise<number | null> {
    return this.options.free ? this.options.free() : this.shelf.free();
  }

  private async spoiled({ note }: Upload, why: unknown): Promise<never> {
    const wrong = why instanceof Refusal && why.error.code === 'wrong-hash';
    if (wrong) await this.uploads.drop(note.id).catch((reason) => this.report(reason));
    throw why;
  }

  private readable(user: UserId, id: FileId): FileRef {
    const file = this.ledger?.files().byId.get(id);
    if (!file || !this.ledger?.mayRead(user, id)) throw new Refusal('no-such-file');
    return file.ref;
  }

  /** What nobody waits for. */
  private background(work: Promise<void>): void {
    work.catch((why) => this.report(why));
  }
  private report(why: unknown): void {
    this.options.log(`files: ${why instanceof Error ? why.message : why}`);
  }
  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
