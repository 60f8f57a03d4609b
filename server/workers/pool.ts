/**
 * Threads beside the event loop, and the jobs that wait for one.
 *
 * - none is started before the first job: each takes some 9 MB, also of a server that nobody reads;
 * - jobs are begun in the order in which they came, one at a time on each thread;
 * - at most `queueMax` wait, further ones are refused with `slow-down`;
 * - a thread that dies takes the one job with it that it had (it may be what killed it), and is
 *   started again; jobs that are left without any thread reject with `NoThread`, and whoever asked
 *   does them in place, as while none is ready yet.
 */
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../protocol/errors';
import {
  WORKER_QUEUE_MAX,
  WORKER_RESTART_MS,
  WORKER_RESTARTS_MAX,
  WORKER_STOP_MS,
} from '../../protocol/limits';
import type { InputOf, JobName, OutputOf } from './jobs';
import type { FromThread, ThreadData, ToThread } from './messages';

/** Old-generation heap of a thread in MiB: a page takes a few. */
const HEAP_MB = 128;
/** What a full queue tells to wait. */
const FULL_RETRY_MS = 1_000;

export class NoThread extends Error {
  constructor() {
    super('no thread is running');
    this.name = 'NoThread';
  }
}

export interface PoolOptions {
  /** Code of a thread (worker-file.ts). */
  readonly file: string;
  readonly data: ThreadData;
  readonly size: number;
  /** One line for the owner of the server. */
  readonly log: (line: string) => void;
  readonly queueMax?: number;
  readonly restartMs?: number;
  /** A thread is ready for jobs, the first time or again. */
  readonly onReady?: () => void;
}

interface Task {
  readonly message: ToThread;
  resolve(output: unknown): void;
  reject(why: Error): void;
}

interface Thread {
  readonly worker: Worker;
  ready: boolean;
  task: Task | null;
}

export class WorkerPool {
  private readonly threads = new Set<Thread>();
  private waiting: Task[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  /** Threads that ended before they were ready, since the last one that was. */
  private failures = 0;
  private started = false;
  private closing: Promise<void> | null = null;

  constructor(private readonly options: PoolOptions) {}

  /** Whether a job would find a thread. */
  get usable(): boolean {
    for (const { ready } of this.threads) if (ready) return true;
    return false;
  }

  /** Rejects with `NoThread`, with a `Refusal` (`slow-down`), or with what went wrong in the job. */
  run<N extends JobName>(job: N, input: InputOf<N>): Promise<OutputOf<N>> {
    this.startOnce();
    if (!this.usable) return Promise.reject(new NoThread());
    if (this.waiting.length >= (this.options.queueMax ?? WORKER_QUEUE_MAX)) {
      return Promise.reject(new Refusal('slow-down', { retryAfterMs: FULL_RETRY_MS }));
    }
    return new Promise((resolve, reject) => {
      const message: ToThread = { do: job, input };
      this.waiting.push({ message, resolve: resolve as Task['resolve'], reject });
      this.assign();
    });
  }

  /** Lets threads end what they are at, within WORKER_STOP_MS. Safe to call twice. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.dropWaiting();
    await Promise.all(
      [...this.threads].map(async ({ worker }) => {
        const late = setTimeout(() => void worker.terminate(), WORKER_STOP_MS);
        const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
        worker.postMessage('stop' satisfies ToThread);
        await gone;
        clearTimeout(late);
      }),
    );
  }

  private startOnce(): void {
    if (this.started || this.closing) return;
    this.started = true;
    for (let i = 0; i < this.options.size; i += 1) this.start();
  }

  private start(): void {
    const { file, data } = this.options;
    const worker = new Worker(file, {
      workerData: data,
      name: 'sarangbang',
      // flags of the program, such as a test runner's, are not for its threads
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    // the sockets keep a server running, not its threads
    worker.unref();
    const thread: Thread = { worker, ready: false, task: null };
    this.threads.add(thread);
    worker.on('message', (message: FromThread) => this.hear(thread, message));
    worker.on('error', (why) => this.options.log(`a thread failed: ${why.message}`));
    worker.on('exit', () => this.gone(thread));
  }

  private hear(thread: Thread, message: FromThread): void {
    if (message === 'ready') {
      thread.ready = true;
      this.failures = 0;
      this.options.onReady?.();
    } else {
      const { task } = thread;
      thread.task = null;
      if (message.ok) task?.resolve(message.output);
      else task?.reject(new Error(message.why));
    }
    this.assign();
  }

  private assign(): void {
    for (const thread of this.threads) {
      if (!thread.ready || thread.task) continue;
      const task = this.waiting.shift();
      if (!task) return;
      thread.task = task;
      thread.worker.postMessage(task.message);
    }
  }

  private gone(thread: Thread): void {
    this.threads.delete(thread);
    thread.task?.reject(this.closing ? new NoThread() : new Error('its thread ended'));
    if (this.closing) return;
    if (!thread.ready) this.failures += 1;
    if (!this.usable) this.dropWaiting();
    if (this.failures > WORKER_RESTARTS_MAX) {
      this.options.log('threads cannot be started here: everything is done on the event loop');
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.start();
    }, this.options.restartMs ?? WORKER_RESTART_MS).unref();
    this.timers.add(timer);
  }

  private dropWaiting(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const task of waiting) task.reject(new NoThread());
  }
}
