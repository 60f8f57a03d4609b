/**
 * People at the door who may come in later: when a moderator lets them in, or when a place opens.
 * They are kept in the order in which they came, bounded in number and in time; whoever hangs up
 * is forgotten at once.
 */
import { Refusal } from '../../protocol/errors';
import type { UserId } from '../../protocol/ids';
import {
  KNOCKS_SHOWN,
  LET_IN_MS,
  WAITING_MAX,
  WAITING_PER_ADDRESS_MAX,
  WAITING_TIMEOUT_MS,
} from '../../protocol/limits';
import type { Knock } from '../../protocol/order';
import type { EnterRequest, WaitWhy } from './api';
import { addressKey } from './rates';

interface Waiter {
  readonly id: string;
  readonly request: EnterRequest;
  readonly since: number;
  why: WaitWhy;
  /** A moderator has said yes; there may be no place yet. */
  letIn: boolean;
  /** Looks again whether they may come in. */
  wake: () => void;
  refuse: (why: Refusal) => void;
  /** Refused while it was just looking again. */
  refused: Refusal | null;
}

export interface WaitingDeps {
  /** ms since 1970. */
  now(): number;
  /** How many places there are. */
  capacity(): number | null;
  /** Who waits for an answer has changed. */
  changed(): void;
}

export class Waiting {
  private readonly waiters = new Map<string, Waiter>();
  /** Keys that were let in, and until when: a name that is taken does not cost them that. */
  private readonly trusted = new Map<UserId, number>();
  private count = 0;

  constructor(private readonly deps: WaitingDeps) {}

  get size(): number {
    return this.waiters.size;
  }

  /**
   * Resolves when nothing keeps them any more: `whyWait` is asked again whenever that may have
   * changed, with how many stand before them. Rejects when they are turned away, hang up, or have
   * waited for too long. Whoever cannot wait is refused with the reason at once.
   */
  async pass(
    request: EnterRequest,
    whyWait: (letIn: boolean, ahead: number) => WaitWhy | null,
  ): Promise<void> {
    const why = whyWait(this.isTrusted(request.user), this.waitingForPlace());
    if (why === null) return;
    const waiter = this.add(request, why);
    const { wait } = request;
    const hungUp = () => waiter.refuse(new Refusal('not-authenticated', { message: 'gone' }));
    const timer = setTimeout(() => waiter.refuse(this.refusalFor(waiter.why)), WAITING_TIMEOUT_MS);
    wait?.signal.addEventListener('abort', hungUp, { once: true });
    try {
      let told: WaitWhy | null = null;
      for (let still: WaitWhy | null = why; still !== null; ) {
        if (still !== waiter.why) {
          waiter.why = still;
          this.deps.changed();
        }
        if (still !== told) wait?.told({ why: still, ...this.limitOf(still) });
        told = still;
        await new Promise<void>((resolve, reject) => {
          waiter.wake = resolve;
          waiter.refuse = (refusal) => {
            waiter.refused = refusal;
            reject(refusal);
          };
          if (wait?.signal.aborted) hungUp();
        });
        if (waiter.refused) throw waiter.refused;
        still = whyWait(waiter.letIn, this.waitingForPlace(waiter));
      }
    } finally {
      clearTimeout(timer);
      wait?.signal.removeEventListener('abort', hungUp);
      this.waiters.delete(waiter.id);
      if (waiter.why === 'knock') this.deps.changed();
    }
  }

  /** A place, the door or a ban has changed: all look again, the first one first. */
  look(): void {
    for (const waiter of [...this.waiters.values()]) waiter.wake();
  }

  knocking(id: string): Knock | undefined {
    const waiter = this.waiters.get(id);
    return waiter?.why === 'knock' ? shown(waiter) : undefined;
  }

  /** Those who wait for an answer, the first KNOCKS_SHOWN. */
  knocks(): Knock[] {
    return [...this.waiters.values()]
      .filter(({ why }) => why === 'knock')
      .slice(0, KNOCKS_SHOWN)
      .map(shown);
  }

  letIn(id: string): void {
    const waiter = this.waiters.get(id);
    if (!waiter) return;
    waiter.letIn = true;
    const { user } = waiter.request;
    if (user !== null) this.trusted.set(user, this.deps.now() + LET_IN_MS);
    waiter.wake();
  }

  turnAway(id: string, note: string | undefined): void {
    this.waiters.get(id)?.refuse(new Refusal('declined', note === undefined ? {} : { note }));
  }

  /** The server stops. */
  close(): void {
    for (const waiter of this.waiters.values()) waiter.refuse(new Refusal('shutting-down'));
  }

  private isTrusted(user: UserId | null): boolean {
    const now = this.deps.now();
    for (const [one, until] of this.trusted) if (until <= now) this.trusted.delete(one);
    return user !== null && this.trusted.has(user);
  }

  /** How many places there are, where that is what is waited for. */
  private limitOf(why: WaitWhy): { limit?: number } {
    const limit = this.deps.capacity();
    return why === 'full' && limit !== null ? { limit } : {};
  }

  private refusalFor(why: WaitWhy): Refusal {
    return new Refusal(why, this.limitOf(why));
  }

  /** How many wait for a place, of those before one. */
  private waitingForPlace(before?: Waiter): number {
    let count = 0;
    for (const waiter of this.waiters.values()) {
      if (waiter === before) break;
      if (waiter.why === 'full') count += 1;
    }
    return count;
  }

  private add(request: EnterRequest, why: WaitWhy): Waiter {
    const from = addressKey(request.address);
    const same = [...this.waiters.values()].filter((w) => addressKey(w.request.address) === from);
    const noPlace = this.waiters.size >= WAITING_MAX || same.length >= WAITING_PER_ADDRESS_MAX;
    if (!request.wait || noPlace) throw this.refusalFor(why);
    this.count += 1;
    const waiter: Waiter = {
      id: `w${this.count}`,
      request,
      since: this.deps.now(),
      why,
      letIn: this.isTrusted(request.user),
      wake: () => {},
      refuse: () => {},
      refused: null,
    };
    this.waiters.set(waiter.id, waiter);
    if (why === 'knock') this.deps.changed();
    return waiter;
  }
}

const shown = ({ id, request, since }: Waiter): Knock => ({
  id,
  name: request.name,
  ...(request.user !== null && { user: request.user }),
  wire: request.wire,
  address: request.address,
  since,
});
