/**
 * Messages on their way to the log. Promises (docs/PROTOCOL.md "Numbers"):
 * - a message is on disk before anybody is told so, and leaves the disk only together with the
 *   event that it became, or when the server has it and the event lies where it is not read;
 * - they go out in the order of their numbers; after a reconnect all unanswered ones before new
 *   ones, once the server has said how far it got;
 * - a refusal for good marks its message and holds up nobody; a passing one holds up all, because
 *   the next number is not taken before this one.
 */

import { type ChatError, isTemporary, Refusal } from '../protocol/errors';
import type { RoomId, Seq } from '../protocol/ids';
import { OUTBOX_IN_FLIGHT, OUTBOX_MAX, RESEND_PAUSE_MS } from '../protocol/limits';
import type { PendingMessage } from '../protocol/views';
import type { ClientStore } from './api';
import type { Clock } from './clock';
import type { Done } from './commands';

export interface OutboxDeps {
  store: ClientStore;
  clock: Clock;
  changed(message: PendingMessage): void;
  /** Removed, and no event of ours will say so. */
  gone(id: string): void;
  /** The server has the message at this place; true when its event need not be waited for. */
  landed(room: RoomId, seq: Seq): boolean;
  /** The numbers start over under another name: the server must be told in a new handshake. */
  renamed(): void;
  /** Everything that waited when the connection came up has had its turn. */
  caughtUp(): void;
}

type Send = (row: PendingMessage, done: Done) => void;

export class Outbox {
  #rows: PendingMessage[];
  #send: Send | null = null;
  /** Rows sent on this connection and not answered, each with the sending that is meant. */
  readonly #inFlight = new Map<string, number>();
  /** Rows that the server has, whose events have not come. */
  readonly #landed = new Map<string, { room: RoomId; seq: Seq }>();
  /** Highest number sent on this connection, and highest the server said it has. */
  #sentTo = 0;
  #highWater = 0;
  #sendings = 0;
  #resume: (() => void) | null = null;
  #renaming = false;
  #owed = new Set<string>();
  #sent = 0;

  constructor(private readonly deps: OutboxDeps) {
    this.#rows = deps.store.outbox();
    // What was under way when the program ended: nobody knows whether it arrived.
    for (const row of this.#rows) {
      if (row.state === 'sending') this.#update(row, 'checking');
    }
  }

  messages(): PendingMessage[] {
    return [...this.#rows];
  }

  /** Messages that waited when the connection came up and have gone out since. */
  get sentSince(): number {
    return this.#sent;
  }

  /** Paused counts: what the server will not take yet is not worth waiting for. */
  get isCaughtUp(): boolean {
    return this.#owed.size === 0 || this.#resume !== null;
  }

  /** On disk when it returns. Refuses when OUTBOX_MAX messages wait. */
  add(room: RoomId, text: string): PendingMessage {
    if (this.#rows.length >= OUTBOX_MAX) {
      throw new Refusal('too-large', { field: 'outbox', limit: OUTBOX_MAX });
    }
    const row = this.deps.store.enqueue(room, text, this.deps.clock.now());
    this.#rows.push(row);
    this.deps.changed(row);
    return row;
  }

  /** A refused one again, at the end. Others are on their way already. */
  retry(id: string): void {
    const row = this.deps.store.requeue(id);
    if (!row) return;
    this.#rows = [...this.#rows.filter((one) => one.id !== id), row];
    this.deps.changed(row);
    this.pump();
  }

  /** Only what the server has for certain not got can be taken back; of others nothing happens. */
  remove(id: string): void {
    const row = this.#rows.find((one) => one.id === id);
    if (!row) return;
    const { n } = row.from;
    const unsent = row.state === 'queued' && n > this.#sentTo && n > this.#highWater;
    if (row.state !== 'failed' && !unsent) return;
    this.#drop(id);
    if (row.state !== 'failed') this.#renumber(n - 1);
  }

  /** `highWater`: how far the server got with this outbox. */
  online(send: Send, highWater: number): void {
    this.#send = send;
    this.#sentTo = 0;
    this.#highWater = highWater;
    this.#sent = 0;
    this.#owed = new Set(this.#waiting().map(({ id }) => id));
    if (highWater > this.deps.store.lastNumber()) {
      this.#rename();
      return;
    }
    // Holes above the mark are of deleted messages, or the server lost its end: nothing there is taken.
    const above = this.#waiting().filter(({ from }) => from.n > highWater);
    const dense = above.every(({ from }, i) => from.n === highWater + 1 + i);
    if (!dense || this.deps.store.lastNumber() !== highWater + above.length) {
      this.#renumber(highWater);
    }
    this.pump();
  }

  /** Whatever was not answered may have arrived or not. */
  offline(): void {
    if (!this.#send) return;
    this.#send = null;
    this.#resume?.();
    this.#resume = null;
    this.#renaming = false;
    for (const id of [...this.#inFlight.keys(), ...this.#landed.keys()])
      this.#setState(id, 'checking');
    this.#inFlight.clear();
    this.#landed.clear();
    this.#owed.clear();
    for (const row of this.#rows) if (row.retryAt !== undefined) this.#update(row, row.state);
  }

  /** These left with their events. What follows from that waits for `recheck`. */
  answered(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.#rows = this.#rows.filter(({ id }) => !ids.includes(id));
    for (const id of ids) this.#settle(id, true);
  }

  /** What the copy covers has changed: messages may have come to rest. */
  recheck(): void {
    for (const [id, { room, seq }] of [...this.#landed]) {
      if (this.deps.landed(room, seq)) this.#rest(id);
    }
    this.pump();
  }

  pump(): void {
    const send = this.#send;
    if (!send) return;
    if (this.#renaming) {
      if (this.#inFlight.size === 0 && this.#landed.size === 0) this.#rename();
      return;
    }
    while (!this.#resume && this.#inFlight.size < OUTBOX_IN_FLIGHT && this.#send === send) {
      const row = this.#waiting().find(({ from }) => from.n > this.#sentTo);
      if (!row) break;
      this.#transmit(row, send);
    }
    if (this.#send === send && this.isCaughtUp) this.deps.caughtUp();
  }

  #transmit(row: PendingMessage, send: Send): void {
    const { id, from } = row;
    this.#sendings += 1;
    const sending = this.#sendings;
    this.#sentTo = from.n;
    this.#inFlight.set(id, sending);
    this.#update(row, 'sending');
    send(row, (reply) => {
      // Answered by its event already, or to be sent again: the later answer counts.
      if (reply === null || this.#inFlight.get(id) !== sending) return;
      this.#inFlight.delete(id);
      if (reply.ok) this.#accepted(row, (reply.result as { seq: Seq }).seq);
      else this.#refused(row, reply.error);
      this.pump();
    });
  }

  #accepted({ id, room, from }: PendingMessage, seq: Seq): void {
    this.#highWater = Math.max(this.#highWater, from.n);
    this.#landed.set(id, { room, seq });
    if (this.deps.landed(room, seq)) this.#rest(id);
  }

  /** The server has it, and its event lies where the copy will not meet it. */
  #rest(id: string): void {
    this.#drop(id);
    this.#settle(id, true);
  }

  #refused(row: PendingMessage, error: ChatError): void {
    if (error.code === 'reused-number') {
      // Numbers of an older backup: what they named is not ours to guess. All under a new name,
      // when everything that was sent is answered.
      this.#renaming = true;
      this.#setState(row.id, 'queued');
    } else if (isTemporary(error.code)) this.#holdUp(row, error);
    else {
      this.#highWater = Math.max(this.#highWater, row.from.n);
      this.#setState(row.id, 'failed', { error });
      this.#settle(row.id, false);
    }
  }

  /**
   * Goes back to the number that the server wants, and waits for as long as it says. Lower numbers
   * may still be waiting for their commit: their answers come all the same.
   */
  #holdUp(row: PendingMessage, error: ChatError): void {
    const wanted = Math.min(error.expected ?? row.from.n, row.from.n);
    const pause = error.retryAfterMs ?? RESEND_PAUSE_MS;
    const retryAt = this.deps.clock.now() + pause;
    const back = this.#waiting().filter(({ from }) => from.n >= wanted);
    for (const { id } of back) {
      this.#inFlight.delete(id);
      this.#setState(id, 'queued', id === row.id ? { retryAt } : {});
    }
    if (back[0]?.from.n !== wanted) this.#renumber(wanted - 1);
    this.#sentTo = wanted - 1;
    this.#resume?.();
    this.#resume = this.deps.clock.after(pause, () => {
      this.#resume = null;
      this.pump();
    });
  }

  #rename(): void {
    this.#renaming = false;
    this.#send = null;
    this.deps.store.newOutboxEpoch();
    this.#reload();
    this.deps.renamed();
  }

  #renumber(after: number): void {
    this.deps.store.renumber(after);
    this.#reload();
  }

  #reload(): void {
    const before = new Map(this.#rows.map((row) => [row.id, row]));
    this.#rows = this.deps.store.outbox();
    for (const row of this.#rows) {
      const old = before.get(row.id)?.from;
      if (old?.n !== row.from.n || old.epoch !== row.from.epoch) this.deps.changed(row);
    }
  }

  #waiting(): PendingMessage[] {
    return this.#rows.filter(({ id, state }) => state !== 'failed' && !this.#landed.has(id));
  }

  #drop(id: string): void {
    this.deps.store.removePending(id);
    this.#rows = this.#rows.filter((row) => row.id !== id);
    this.deps.gone(id);
  }

  /** It has had its turn on this connection. */
  #settle(id: string, sent: boolean): void {
    this.#landed.delete(id);
    this.#inFlight.delete(id);
    if (this.#owed.delete(id) && sent) this.#sent += 1;
  }

  #setState(
    id: string,
    state: PendingMessage['state'],
    more: Pick<PendingMessage, 'error' | 'retryAt'> = {},
  ): void {
    const row = this.#rows.find((one) => one.id === id);
    if (row) this.#update(row, state, more);
  }

  #update(
    row: PendingMessage,
    state: PendingMessage['state'],
    more: Pick<PendingMessage, 'error' | 'retryAt'> = {},
  ): void {
    const { id, room, text, at, from } = row;
    const next: PendingMessage = { id, room, text, at, state, from, ...more };
    if (row.state === state && row.retryAt === next.retryAt && row.error === next.error) return;
    this.#note(next);
    this.#rows = this.#rows.map((one) => (one.id === id ? next : one));
    this.deps.changed(next);
  }

  /** A mark only: what a full disk does not take is found out anew after a restart. */
  #note(row: PendingMessage): void {
    try {
      this.deps.store.updatePending(row);
    } catch {
      // The next message or event meets the same disk, and is refused where a person hears of it.
    }
  }
}
