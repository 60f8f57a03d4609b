/**
 * Searching copies beside the event loop. The thread is started by the first search and ends with
 * the app; when it dies, what it was asked is answered with null and the next question starts it
 * again: whoever asked then looks in place.
 */
import { Worker } from 'node:worker_threads';
import { WORKER_STOP_MS } from '../../protocol/limits';
import type { SearchHits } from '../../protocol/search';
import type { Ask } from '../../search/find';
import { type FromThread, type Said, STOP, type ToThread } from './messages';

/** Searches one copy. Null: it cannot, look in place. */
export interface CopySearch {
  find(ask: Ask): Promise<SearchHits | null>;
  /** Resolves when nothing of the copy is open any more. */
  leave(): Promise<void>;
}

type Done = (message: FromThread | null) => void;
type Distributive<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Old-generation heap of the thread in MiB. */
const HEAP_MB = 128;
/** A thread that dies this often is not started again. */
const DEATHS_MAX = 5;

/** Resolves with the promise, or after so many ms: the thread ends with the process then. */
const withinTime = (promise: Promise<void>, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });

export class SearchThread {
  #worker: Worker | null = null;
  #deaths = 0;
  #count = 0;
  readonly #waiting = new Map<number, Done>();

  /** `file`: its code, or null where there is none. */
  constructor(
    private readonly file: string | null,
    private readonly report: (line: string) => void,
  ) {}

  of(file: string): CopySearch {
    return {
      find: async (ask) => {
        const reply = await this.#ask({ do: 'find', file, ask });
        if (!reply?.ok) {
          if (reply) this.report(`a copy could not be searched: ${reply.why}`);
          return null;
        }
        if (!reply.answer) return null;
        const { behind: _, ...hits } = reply.answer;
        return hits;
      },
      leave: async () => {
        if (this.#worker) await this.#ask({ do: 'leave', file });
      },
    };
  }

  /**
   * Ends the thread when it has answered what it was asked. It is not killed in the middle of a
   * query: SQLite's own code would be left with memory that is gone, and take the process along.
   */
  async close(): Promise<void> {
    this.#deaths = DEATHS_MAX;
    const worker = this.#worker;
    if (!worker) return;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage(STOP satisfies Said);
    await withinTime(ended, WORKER_STOP_MS);
  }

  #ask(message: Distributive<ToThread>): Promise<FromThread | null> {
    const worker = this.#started();
    if (!worker) return Promise.resolve(null);
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ ...message, id } satisfies Said);
    });
  }

  #started(): Worker | null {
    if (this.#worker || this.file === null || this.#deaths >= DEATHS_MAX) return this.#worker;
    const worker = new Worker(this.file, {
      name: 'sarangbang-search',
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    // windows and sockets keep the app running, not this
    worker.unref();
    worker.on('message', (message: FromThread) => {
      const done = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      done?.(message);
    });
    worker.on('error', (why) => this.report(`the search thread failed: ${why.message}`));
    worker.on('exit', () => this.#gone(worker));
    this.#worker = worker;
    return worker;
  }

  #gone(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#deaths += 1;
    const left = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const done of left) done(null);
  }
}
