/** The rows of the outbox: the store's, mirrored in memory in the order in which they go out. */
import type { RoomId } from '../protocol/ids';
import type { PostParts } from '../protocol/message';
import type { PendingMessage } from '../protocol/views';
import type { ClientStore } from './api';
import type { HeldMessage } from './files/api';

type State = PendingMessage['state'];
type More = Pick<PendingMessage, 'error' | 'retryAt'>;

export interface RowsListener {
  changed(message: PendingMessage): void;
  /** Removed, and no event of ours will say so. */
  gone(id: string): void;
}

export class OutboxRows {
  #rows: PendingMessage[];

  constructor(
    private readonly store: ClientStore,
    private readonly on: RowsListener,
  ) {
    this.#rows = store.outbox();
    // What was under way when the program ended: nobody knows whether it arrived.
    for (const { id, state } of this.#rows) if (state === 'sending') this.setState(id, 'checking');
  }

  all(): PendingMessage[] {
    return [...this.#rows];
  }

  get count(): number {
    return this.#rows.length;
  }

  /** The highest number that was ever given out under the present name. */
  get lastNumber(): number {
    return this.store.lastNumber();
  }

  find(id: string): PendingMessage | undefined {
    return this.#rows.find((row) => row.id === id);
  }

  /** Those that were not refused. */
  unrefused(): PendingMessage[] {
    return this.#rows.filter(({ state }) => state !== 'failed');
  }

  /** On disk when it returns. */
  add(room: RoomId, text: string, at: number, parts: PostParts): PendingMessage {
    const row = this.store.enqueue(room, text, at, parts);
    this.#rows.push(row);
    this.on.changed(row);
    return row;
  }

  /** One whose files are with the server by now: it gets its number, under the same id. */
  adopt(held: HeldMessage, pending: PendingMessage): void {
    const row = this.store.enqueueHeld(held, pending);
    this.#rows.push(row);
    this.on.changed(row);
  }

  /** A refused one again, at the end; false when there is no such. */
  requeue(id: string): boolean {
    const row = this.store.requeue(id);
    if (!row) return false;
    this.#rows = [...this.#rows.filter((one) => one.id !== id), row];
    this.on.changed(row);
    return true;
  }

  drop(id: string): void {
    this.store.removePending(id);
    this.forget([id]);
    this.on.gone(id);
  }

  /** The store has removed these together with the events that they became. */
  forget(ids: readonly string[]): void {
    this.#rows = this.#rows.filter(({ id }) => !ids.includes(id));
  }

  setState(id: string, state: State, more: More = {}): void {
    const row = this.find(id);
    if (!row || (row.state === state && row.retryAt === more.retryAt && row.error === more.error)) {
      return;
    }
    const { error: _, retryAt: __, ...kept } = row;
    const next: PendingMessage = { ...kept, state, ...more };
    this.#note(next);
    this.#rows = this.#rows.map((one) => (one.id === id ? next : one));
    this.on.changed(next);
  }

  /** Numbers above `after` are given anew, without holes. */
  renumber(after: number): void {
    this.store.renumber(after);
    this.#reload();
  }

  /** Everything is numbered from 1 under a new name. */
  rename(): void {
    this.store.newOutboxEpoch();
    this.#reload();
  }

  #reload(): void {
    const before = new Map(this.#rows.map((row) => [row.id, row.from]));
    this.#rows = this.store.outbox();
    for (const row of this.#rows) {
      const old = before.get(row.id);
      if (old?.n !== row.from.n || old.epoch !== row.from.epoch) this.on.changed(row);
    }
  }

  /** A mark only: what a full disk does not take is found out anew after a restart. */
  #note(row: PendingMessage): void {
    try {
      this.store.updatePending(row);
    } catch {
      // The next message or event meets the same disk, and is refused where a person hears of it.
    }
  }
}
