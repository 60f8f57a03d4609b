/** Files of one server: what goes out with messages, and what is fetched. */
import { rm } from 'node:fs/promises';
import type { CommandInput } from '../../protocol/commands';
import { isTemporary, Refusal } from '../../protocol/errors';
import { DOWNLOADS_AT_ONCE, TRANSFER_RETRY_MS } from '../../protocol/limits';
import type { FileId, FileRef } from '../../protocol/message';
import type { Reply, ResultOf } from '../../protocol/replies';
import type { Clock } from '../clock';
import type { FetchOptions } from './api';
import { fetchPart, openBytes, type Source, settle } from './fetch-file';
import { Speed } from './speed';
import type { Route } from './transfer';

export interface DownloadsDeps {
  readonly clock: Clock;
  ask(command: CommandInput): Promise<Reply>;
  /** Null: no connection. */
  route(): Route | null;
}

export class Downloads {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly deps: DownloadsDeps) {}

  async fetch(file: FileId, path: string, options: FetchOptions): Promise<FileRef> {
    await this.#turn(options.signal);
    try {
      return await this.#untilWhole(file, path, options);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async stream(
    file: FileId,
    range: { start: number; end?: number },
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<typeof openBytes>> & { ref: FileRef }> {
    const source = await this.#source(file, signal);
    return { ref: source.ref, ...(await openBytes(source, range)) };
  }

  /** Tried again while there is a connection, from where it broke. */
  async #untilWhole(file: FileId, path: string, options: FetchOptions): Promise<FileRef> {
    const { signal, progress, patient = false } = options;
    const part = `${path}.part`;
    const speed = new Speed(this.deps.clock);
    for (let tries = 0; ; ) {
      try {
        const source = await this.#source(file, signal);
        const { ref } = source;
        let before = -1;
        await fetchPart(source, part, (received) => {
          if (before >= 0) tries = 0; // it moves again
          before = received;
          if (speed.note(received)) progress?.({ received, size: ref.size, speed: speed.value });
        });
        await settle(part, path);
        return ref;
      } catch (why) {
        if (signal.aborted || !isPassing(why)) {
          await rm(part, { force: true });
          throw signal.aborted ? signal.reason : why;
        }
        const pause = TRANSFER_RETRY_MS[Math.min(tries, TRANSFER_RETRY_MS.length - 1)] ?? 0;
        if (!patient && !this.deps.route()) throw why;
        tries += 1;
        await this.#pause(pause, signal);
      }
    }
  }

  async #source(file: FileId, signal: AbortSignal): Promise<Source> {
    const route = this.deps.route();
    if (!route) throw lost();
    const reply = await this.deps.ask({ verb: 'download', file });
    if (!reply.ok) {
      const { code, ...more } = reply.error;
      throw new Refusal(code, more);
    }
    const { ticket, ...found } = reply.result as ResultOf<'download'>;
    return { route, ticket, signal, ref: { id: file, ...found } };
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (this.#running < DOWNLOADS_AT_ONCE) {
      this.#running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const mine = () => {
        signal.removeEventListener('abort', give);
        this.#running += 1;
        resolve();
      };
      const give = () => {
        this.#waiting.splice(this.#waiting.indexOf(mine), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', give, { once: true });
      this.#waiting.push(mine);
    });
  }

  #pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        cancel();
        reject(signal.reason);
      };
      const cancel = this.deps.clock.after(ms, () => {
        signal.removeEventListener('abort', stop);
        resolve();
      });
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}

const lost = (): Refusal => new Refusal('not-authenticated', { message: 'no connection' });

/** The connection broke, or the server asks for patience; not what this computer's disk refuses. */
function isPassing(why: unknown): boolean {
  if (!(why instanceof Refusal)) return true;
  const { code, field } = why.error;
  return field !== 'local' && (code === 'not-authenticated' || isTemporary(code));
}
