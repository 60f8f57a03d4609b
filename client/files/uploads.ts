/**
 * Messages whose files are on their way. Promises (docs/PROTOCOL.md "Files"):
 * - such a message is on disk before anybody is told so, and outlives the program;
 * - it takes its number when all its files are with the server: nobody waits for bytes, what is
 *   said meanwhile goes out, and messages with files keep their order within a room;
 * - a transfer that breaks goes on by itself from where the server is; what is refused for good
 *   marks its message and holds up nobody.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { CommandInput } from '../../protocol/commands';
import { isTemporary, Refusal } from '../../protocol/errors';
import type { RoomId } from '../../protocol/ids';
import { HELD_MESSAGES_MAX, TRANSFER_RETRY_MS, UPLOADS_AT_ONCE } from '../../protocol/limits';
import type { PostParts } from '../../protocol/message';
import type { Reply } from '../../protocol/replies';
import type { PendingMessage } from '../../protocol/views';
import type { ClientStore } from '../api';
import type { Clock } from '../clock';
import type { HeldFile, HeldMessage, OutgoingFile } from './api';
import { pendingOf, type Running } from './pending-of';
import { Speed } from './speed';
import type { Route } from './transfer';
import { type UploadFileDeps, uploadFile } from './upload-file';

export interface UploadsDeps {
  readonly store: Pick<ClientStore, 'held' | 'keepHeld' | 'dropHeld' | 'outboxEpoch'>;
  readonly clock: Clock;
  ask(command: CommandInput): Promise<Reply>;
  changed(message: PendingMessage): void;
  gone(id: string): void;
  /** All files are with the server: the message becomes a row of the outbox under the same id. */
  release(message: HeldMessage, pending: PendingMessage): void;
}

export class Uploads {
  #held: HeldMessage[];
  readonly #running = new Map<string, Running>();
  /** Files that wait until they are tried again, by token. */
  readonly #pausing = new Map<string, () => void>();
  readonly #tries = new Map<string, number>();
  readonly #uploading: UploadFileDeps;
  #route: Route | null = null;
  #closed = false;

  constructor(private readonly deps: UploadsDeps) {
    this.#held = deps.store.held();
    this.#uploading = {
      ask: (command) => deps.ask(command),
      keep: (held) => deps.store.keepHeld(held),
      moved: (held) => deps.changed(this.#pending(held)),
    };
  }

  /** Those that are not in the outbox. */
  messages(): PendingMessage[] {
    return this.#held.filter(({ released }) => !released).map((held) => this.#pending(held));
  }

  has(id: string): boolean {
    return this.#held.some((held) => held.id === id && !held.released);
  }

  online(route: Route): void {
    this.#route = route;
    this.pump();
  }

  offline(): void {
    this.#route = null;
    for (const stop of this.#pausing.values()) stop();
    this.#pausing.clear();
    for (const { abort } of this.#running.values()) abort.abort();
  }

  /** The store is about to be closed: nothing is written down any more. */
  close(): void {
    this.#closed = true;
    this.offline();
  }

  add(
    room: RoomId,
    files: readonly OutgoingFile[],
    text: string,
    parts: PostParts,
  ): PendingMessage {
    if (this.#held.length >= HELD_MESSAGES_MAX) {
      throw new Refusal('too-large', { field: 'outbox', limit: HELD_MESSAGES_MAX });
    }
    const held: HeldMessage = {
      id: randomUUID(),
      room,
      text,
      at: this.deps.clock.now(),
      parts,
      released: false,
      files: files.map((file) => ({ ...file, state: 'waiting' })),
    };
    this.deps.store.keepHeld(held);
    this.#held.push(held);
    const pending = this.#pending(held);
    this.deps.changed(pending);
    return pending;
  }

  /** What failed is tried again. */
  retry(id: string): void {
    const held = this.#find(id);
    if (!held) return;
    for (const file of held.files) if (file.state === 'failed') resetFile(file);
    this.#save(held);
    this.pump();
  }

  /** A message that the server refused because an upload had been thrown away meanwhile. */
  takeBack(id: string): boolean {
    const held = this.#held.find((one) => one.id === id && one.released);
    if (!held) return false;
    held.released = false;
    held.files.forEach(resetFile);
    this.#save(held);
    this.pump();
    return true;
  }

  remove(id: string): void {
    const held = this.#find(id);
    if (!held) return;
    for (const file of held.files) this.#discard(file);
    this.#forget(held);
    this.deps.gone(id);
    this.pump();
  }

  cancel(id: string, token: string): void {
    const held = this.#find(id);
    const file = held?.files.find((one) => one.token === token);
    if (!held || !file) return;
    if (held.files.length === 1 && held.text.trim() === '') {
      this.remove(id);
      return;
    }
    this.#discard(file);
    held.files = held.files.filter((one) => one !== file);
    this.#save(held);
    this.pump();
  }

  /** The message has left the outbox: nothing of it is needed any more. */
  left(ids: readonly string[]): void {
    for (const id of ids) {
      const held = this.#held.find((one) => one.id === id && one.released);
      if (held) this.#forget(held);
    }
  }

  /** After a start: the outbox has these rows. */
  known(rows: readonly PendingMessage[]): void {
    const ids = new Set(rows.map(({ id }) => id));
    for (const held of [...this.#held]) {
      if (held.released && !ids.has(held.id)) this.#forget(held);
    }
  }

  pump(): void {
    if (this.#closed) return;
    const route = this.#route;
    const blocked = new Set<RoomId>();
    for (const held of [...this.#held]) {
      if (held.released) continue;
      const failed = held.files.some(({ state }) => state === 'failed');
      const sent = held.files.every(({ state }) => state === 'sent');
      if (sent && !blocked.has(held.room)) this.#release(held);
      else if (!failed) blocked.add(held.room);
      if (!route) continue;
      for (const file of held.files) {
        if (this.#running.size >= UPLOADS_AT_ONCE) return;
        const { token, state } = file;
        const free = !this.#running.has(token) && !this.#pausing.has(token);
        if (state === 'waiting' && free) void this.#send(held, file, route);
      }
    }
  }

  async #send(held: HeldMessage, file: HeldFile, route: Route): Promise<void> {
    const abort = new AbortController();
    const running: Running = { abort, sent: 0, speed: new Speed(this.deps.clock) };
    this.#running.set(file.token, running);
    try {
      await uploadFile(held, file, route, running, this.#uploading);
      this.#tries.delete(file.token);
      if (this.#closed || !held.files.includes(file)) return;
      file.state = 'sent';
      this.#save(held);
    } catch (why) {
      const wanted = held.files.includes(file) && this.#held.includes(held);
      if (wanted && !this.#closed) this.#broke(held, file, why);
    } finally {
      this.#running.delete(file.token);
      this.pump();
    }
  }

  /** For good, or until later. */
  #broke(held: HeldMessage, file: HeldFile, why: unknown): void {
    const error = why instanceof Refusal ? why.error : null;
    if (error && !isTemporary(error.code) && !PASSING.has(error.code)) {
      file.state = 'failed';
      file.error = error;
      this.#save(held);
      return;
    }
    const { token } = file;
    this.deps.changed(this.#pending(held));
    if (!this.#route) return;
    const tries = this.#tries.get(token) ?? 0;
    this.#tries.set(token, tries + 1);
    const pause = TRANSFER_RETRY_MS[Math.min(tries, TRANSFER_RETRY_MS.length - 1)] ?? 0;
    const stop = this.deps.clock.after(Math.max(pause, error?.retryAfterMs ?? 0), () => {
      this.#pausing.delete(token);
      this.pump();
    });
    this.#pausing.set(token, stop);
  }

  #release(held: HeldMessage): void {
    const pending = this.#pending(held);
    held.released = true;
    this.deps.release(held, pending);
  }

  #discard(file: HeldFile): void {
    this.#running.get(file.token)?.abort.abort();
    this.#pausing.get(file.token)?.();
    this.#pausing.delete(file.token);
    if (file.file && this.#route) {
      this.deps.ask({ verb: 'discard', file: file.file }).catch(() => {});
    }
    removeOwn(file);
  }

  #forget(held: HeldMessage): void {
    this.#held = this.#held.filter((one) => one !== held);
    this.deps.store.dropHeld(held.id);
    for (const file of held.files) {
      this.#tries.delete(file.token);
      removeOwn(file);
    }
  }

  #find(id: string): HeldMessage | undefined {
    return this.#held.find((held) => held.id === id && !held.released);
  }

  #save(held: HeldMessage): void {
    this.deps.store.keepHeld(held);
    this.deps.changed(this.#pending(held));
  }

  #pending(held: HeldMessage): PendingMessage {
    return pendingOf(held, this.deps.store.outboxEpoch(), this.#running);
  }
}

/** Refusals that say nothing about the file: the connection was lost meanwhile. */
const PASSING: ReadonlySet<string> = new Set(['not-authenticated']);

function resetFile(file: HeldFile): void {
  file.state = 'waiting';
  delete file.error;
  delete file.file;
}

function removeOwn(file: OutgoingFile): void {
  if ('of' in file || !file.own) return;
  rm(file.path, { force: true }).catch(() => {});
}
