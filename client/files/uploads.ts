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
import { type ChatError, isTemporary, Refusal } from '../../protocol/errors';
import type { RoomId } from '../../protocol/ids';
import { HELD_MESSAGES_MAX, TRANSFER_RETRY_MS, UPLOADS_AT_ONCE } from '../../protocol/limits';
import type { FileId, PostParts } from '../../protocol/message';
import type { Reply, ResultOf } from '../../protocol/replies';
import type { PendingFile, PendingMessage } from '../../protocol/views';
import type { ClientStore } from '../api';
import type { Clock } from '../clock';
import type { GivenFile, HeldFile, HeldMessage, OutgoingFile } from './api';
import { hashOf, needsSameFile, sendFile } from './send-file';
import { Speed } from './speed';
import type { Route } from './transfer';

export interface UploadsDeps {
  readonly store: Pick<ClientStore, 'held' | 'keepHeld' | 'dropHeld' | 'outboxEpoch'>;
  readonly clock: Clock;
  ask(command: CommandInput): Promise<Reply>;
  changed(message: PendingMessage): void;
  gone(id: string): void;
  /** All files are with the server: the message becomes a row of the outbox under the same id. */
  release(message: HeldMessage, pending: PendingMessage): void;
}

interface Running {
  readonly abort: AbortController;
  sent: number;
  readonly speed: Speed;
}

export class Uploads {
  #held: HeldMessage[];
  readonly #running = new Map<string, Running>();
  /** Files that wait until they are tried again, by token. */
  readonly #pausing = new Map<string, () => void>();
  readonly #tries = new Map<string, number>();
  #route: Route | null = null;
  #closed = false;

  constructor(private readonly deps: UploadsDeps) {
    this.#held = deps.store.held();
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
      await this.#sendOnce(held, file, route, running);
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

  async #sendOnce(
    held: HeldMessage,
    file: HeldFile,
    route: Route,
    running: Running,
  ): Promise<void> {
    const { signal } = running.abort;
    if ('of' in file) {
      file.file = await this.#reuse(held, file);
      running.sent = file.size;
      return;
    }
    await needsSameFile(file);
    if (!file.hash) {
      file.hash = await hashOf(file, signal);
      signal.throwIfAborted();
      this.deps.store.keepHeld(held);
    }
    const begun = await this.#begin(held, file, file.hash);
    signal.throwIfAborted();
    if (begun.file !== file.file) {
      file.file = begun.file;
      this.deps.store.keepHeld(held);
    }
    const { ticket, offset } = begun;
    running.sent = offset;
    this.deps.changed(this.#pending(held));
    if (offset === file.size) return;
    const moved = (bytes: number) => {
      running.sent = bytes;
      if (running.speed.note(bytes)) this.deps.changed(this.#pending(held));
    };
    await sendFile({ local: file, route, file: begun.file, ticket, offset, signal, moved });
  }

  /** Goes on with an upload, or begins anew where the server has forgotten it. */
  async #begin(held: HeldMessage, { name, size, file }: HeldFile, hash: string) {
    const asked = { verb: 'upload', room: held.room, name, size, hash } as const;
    let reply = await this.deps.ask(file ? { ...asked, file } : asked);
    if (!reply.ok && file && reply.error.code === 'no-such-file') {
      reply = await this.deps.ask(asked);
    }
    if (reply.ok) return reply.result as { file: string; ticket: string; offset: number };
    throw refusalOf(reply.error);
  }

  /** The bytes are with the server already: they get one more name. */
  async #reuse({ room }: HeldMessage, { of: file }: GivenFile): Promise<FileId> {
    const reply = await this.deps.ask({ verb: 'reuse', room, file });
    if (reply.ok) return (reply.result as ResultOf<'reuse'>).file;
    throw refusalOf(reply.error);
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

  #pending({ id, room, text, at, parts, files }: HeldMessage): PendingMessage {
    const error = files.find(({ state }) => state === 'failed')?.error;
    const going = files.some(({ token }) => this.#running.has(token));
    return {
      ...{ id, room, text, at, ...parts },
      state: error ? 'failed' : going ? 'sending' : 'queued',
      ...(error && { error }),
      from: { epoch: this.deps.store.outboxEpoch(), n: 0 },
      ...(files.length > 0 && { files: files.map((file) => this.#shown(file)) }),
    };
  }

  #shown(held: HeldFile): PendingFile {
    const { token, name, size, type, width, height, state, error, file } = held;
    const running = this.#running.get(token);
    const sent = state === 'sent' ? size : (running?.sent ?? 0);
    return {
      ...{ token, name, size, type, sent },
      ...(width && { width }),
      ...(height && { height }),
      state: running && state === 'waiting' ? 'sending' : state,
      ...(running && { speed: running.speed.value }),
      ...(error && { error }),
      ...(file && { file }),
      ...('of' in held && { of: held.of }),
    };
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

function refusalOf({ code, ...more }: ChatError): Refusal {
  return new Refusal(code, more);
}
