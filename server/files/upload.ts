/** One file on its way in: how far it is, who is sending it now, and what is made of it at the end. */
import { Readable } from 'node:stream';
import { Refusal } from '../../protocol/errors';
import type { FileId, FileRef } from '../../protocol/message';
import { inspect } from '../../protocol/wire/inspect';
import { hashOf, RunningHash, takeIn } from './intake';
import type { Shelf, UploadNote } from './shelf';

const NOBODY = Readable.from([]);

export interface UploadDeps {
  readonly shelf: Shelf;
  readonly now: () => number;
  /** A file with the same bytes, if there is one now: both lie on the disk once. */
  twin(): FileId | undefined;
}

export class Upload {
  /** Bytes on the disk, from the first on. */
  received: number;
  /** When its last byte came, ms since 1970. */
  touched: number;
  /** There once it is whole. */
  ref: FileRef | null;
  private hash: RunningHash | null;
  private sending: { body: Readable; done: Promise<void> } | null = null;

  constructor(
    readonly note: UploadNote,
    private readonly deps: UploadDeps,
    found?: { received: number; touched: number },
  ) {
    this.received = found?.received ?? 0;
    this.touched = found?.touched ?? deps.now();
    this.ref = note.ref ?? null;
    this.hash = this.received === 0 ? new RunningHash() : null;
  }

  get busy(): boolean {
    return this.sending !== null;
  }

  /** Whoever is sending is cut off; resolves when they are. */
  async abandon(): Promise<void> {
    this.sending?.body.destroy();
    await this.settled();
  }

  /** Resolves when nobody is sending any more. */
  async settled(): Promise<void> {
    await this.sending?.done.catch(() => {});
  }

  /**
   * Takes `body` as the bytes from `from` on. A newer sending ends an older one, whose connection
   * may be long gone. Rejects with `out-of-order` (`expected`: the byte that is wanted),
   * `too-large`, `full`, and when it was the last of it with `wrong-hash`.
   */
  async receive(from: number, body: Readable): Promise<void> {
    while (this.sending) await this.abandon();
    if (from !== this.received) throw new Refusal('out-of-order', { expected: this.received });
    if (this.ref) return;
    const done = this.take(body);
    this.sending = { body, done };
    try {
      await done;
    } finally {
      this.sending = null;
    }
  }

  /** Makes the file of an upload whose last byte came before the server ended. */
  async complete(): Promise<void> {
    await this.settled();
    if (this.ref || this.received < this.note.size) return;
    const done = this.finish();
    this.sending = { body: NOBODY, done };
    try {
      await done;
    } finally {
      this.sending = null;
    }
  }

  /** All bytes are there: they are checked, flushed, looked at, and get their place. */
  async finish(): Promise<void> {
    const { shelf, twin } = this.deps;
    const { id, name, size, hash } = this.note;
    const handle = await shelf.openPart(id);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    const running = this.hash?.bytes === size ? this.hash : null;
    this.hash = null;
    const found = running ? running.digest() : await hashOf(shelf.readPart(id));
    if (found !== hash) throw new Refusal('wrong-hash');
    const ref: FileRef = {
      id,
      name,
      size,
      hash,
      ...(await inspect(await shelf.head(id, false))),
    };
    // In this order: after a crash what is noted as checked is only moved.
    await shelf.note({ ...this.note, ref });
    await shelf.keep(id, twin());
    this.ref = ref;
  }

  private async take(body: Readable): Promise<void> {
    const { id, size } = this.note;
    const handle = await this.deps.shelf.openPart(id);
    const hash = this.hash?.bytes === this.received ? this.hash : null;
    this.hash = hash;
    try {
      await takeIn({
        handle,
        from: this.received,
        size,
        body,
        hash,
        written: (bytes) => {
          this.received = bytes;
          this.touched = this.deps.now();
        },
      });
    } finally {
      await handle.close();
    }
    if (this.received === size) await this.finish();
  }
}
