/**
 * Searches that wait for a thread, and the index that follows behind them.
 *
 * - one thread is always left to those who read history, where there is more than one;
 * - the index is made by the first search and brought up to date by later ones, step by step
 *   between other jobs: a server that nobody searches has none;
 * - what was deleted leaves it within SEARCH_FORGET_MS.
 */
import { Refusal } from '../../protocol/errors';
import { SEARCH_BEHIND_MAX, SEARCH_FORGET_MS, SEARCH_QUEUE_MAX } from '../../protocol/limits';
import type { SearchHits } from '../../protocol/search';
import type { Log } from '../log/log';
import type { SearchInput } from './jobs/search';
import { NoThread, type WorkerPool } from './pool';

/** Resolves to null when the caller is to look itself. Refuses as the log does. */
export type LookUp = (input: SearchInput) => Promise<SearchHits | null>;

/** What a full queue tells to wait. */
const FULL_RETRY_MS = 1_000;

export class Searches {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private indexing = false;
  private used = false;
  private closed = false;
  private forget: NodeJS.Timeout | null = null;
  private readonly unfollow: () => void;

  constructor(
    private readonly log: Pick<Log, 'head' | 'follow'>,
    private readonly pool: Pick<WorkerPool, 'run'>,
    /** Threads of the pool. */
    private readonly threads: number,
    private readonly report: (line: string) => void,
  ) {
    this.unfollow = log.follow((events) => {
      if (this.used && events.some(({ kind }) => kind === 'deleted' || kind === 'ended'))
        this.forgetSoon();
    });
  }

  readonly lookUp: LookUp = async (input) => {
    this.log.head(''); // throws while the log cannot be used
    await this.turn();
    try {
      const { behind, ...found } = await this.pool.run('search', input);
      this.used = true;
      if (behind > SEARCH_BEHIND_MAX) this.index();
      return found;
    } catch (why) {
      if (why instanceof NoThread) return null;
      throw why;
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  };

  close(): void {
    this.closed = true;
    this.unfollow();
    if (this.forget) clearTimeout(this.forget);
  }

  private async turn(): Promise<void> {
    if (this.running >= Math.max(1, this.threads - 1)) {
      if (this.waiting.length >= SEARCH_QUEUE_MAX) {
        throw new Refusal('slow-down', { retryAfterMs: FULL_RETRY_MS });
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
  }

  private forgetSoon(): void {
    if (this.forget || this.closed) return;
    this.forget = setTimeout(() => {
      this.forget = null;
      this.index();
    }, SEARCH_FORGET_MS).unref();
  }

  private index(): void {
    if (this.indexing || this.closed) return;
    this.indexing = true;
    void this.takeIn().finally(() => {
      this.indexing = false;
    });
  }

  private async takeIn(): Promise<void> {
    try {
      while (!this.closed && (await this.pool.run('indexLog', null)) > 0);
    } catch (why) {
      const expected = why instanceof NoThread || why instanceof Refusal;
      if (!expected) this.report(`the index could not be brought up to date: ${reasonOf(why)}`);
    }
  }
}

const reasonOf = (why: unknown): string => (why instanceof Error ? why.message : String(why));
