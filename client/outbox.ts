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
import type { PostParts } from '../protocol/message';
import type { PendingMessage } from '../protocol/views';
import type { ClientStore } from './api';
import type { Clock } from './clock';
import type { Done } from './commands';
import type { HeldMessage } from './files/api';
import { OutboxRows, type RowsListener } from './outbox-rows';

export interface OutboxDeps extends RowsListener {
  store: ClientStore;
  clock: Clock;
  /** The server has the message at this place; true when its event need not be waited for. */
  landed(room: RoomId, seq: Seq): boolean;
  /** The numbers start over under another name: the server must be told in a new handshake. */
  renamed(): void;
  /** Everything that waited when the connection came up has had its turn. */
  caughtUp(): void;
}

type Send = (row: PendingMessage, done: Done) => void;

export class Outbox {
  readonly #rows: OutboxRows;
  #send: Send | null = null;
  /** Rows sent on this connection and not answered, each with the sending that is meant. */
  readonly #inFlight = new Map<string, number>();
  #sendings = 0;
  /** Rows that the server has, whose events have not come. */
  readonly #landed = new Map<string, { room: RoomId; seq: Seq }>();
  /** Highest number sent on this connection, and highest that the server is known to have. */
  #sentTo = 0;
  #highWater = 0;
  /** Ends the pause that the server asked for; null when there is none. */
  #resume: (() => void) | null = null;
  #renaming = false;
  /** What waited when the connection came up, and how much of it has gone out since. */
  #owed = new Set<string>();
  #sent = 0;

  constructor(private readonly deps: OutboxDeps) {
    this.#rows = new OutboxRows(deps.store, deps);
  }

  messages(): PendingMessage[] {
    return this.#rows.all();
  }

  get sentSince(): number {
    return this.#sent;
  }

  /** Paused counts: what the server will not take yet is not worth waiting for. */
  get isCaughtUp(): boolean {
    return this.#owed.size === 0 || this.#resume !== null;
  }

  /** On disk when it returns. Refuses when OUTBOX_MAX messages wait. */
  add(room: RoomId, text: string, parts: PostParts = {}): PendingMessage {
    if (this.#rows.count >= OUTBOX_MAX) {
      throw new Refusal('too-large', { field: 'outbox', limit: OUTBOX_MAX });
    }
    return this.#rows.add(room, text, this.deps.clock.now(), parts);
  }

  /** A message whose files are with the server by now, after what waits already. */
  adopt(held: HeldMessage, pending: PendingMessage): void {
    this.#rows.adopt(held, pending);
  }

  /** A refused one again, at the end. Others are on their way already. */
  retry(id: string): void {
    if (this.#rows.requeue(id)) this.pump();
  }

  /** Only what the server has for certain not got can be taken back; of others nothing happens. */
  remove(id: string): void {
    const row = this.#rows.find(id);
    if (!row) return;
    const { n } = row.from;
    const unsent = row.state === 'queued' && n > this.#sentTo && n > this.#highWater;
    if (row.state !== 'failed' && !unsent) return;
    this.#rows.drop(id);
    if (row.state !== 'failed') this.#rows.renumber(n - 1);
  }

  /** `highWater`: how far the server got with this outbox. */
  online(send: Send, highWater: number): void {
    this.#send = send;
    this.#sentTo = 0;
    this.#highWater = highWater;
    this.#sent = 0;
    this.#owed = new Set(this.#waiting().map(({ id }) => id));
    if (highWater > this.#rows.lastNumber) {
      this.#rename();
      return;
    }
    // Holes above the mark: deleted messages, or a server that lost its end. There nothing is taken.
    const above = this.#waiting().filter(({ from }) => from.n > highWater);
    const dense = above.every(({ from }, i) => from.n === highWater + 1 + i);
    if (!dense || this.#rows.lastNumber !== highWater + above.length) {
      this.#rows.renumber(highWater);
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
    for (const id of [...this.#inFlight.keys(), ...this.#landed.keys()]) {
      this.#rows.setState(id, 'checking');
    }
    this.#inFlight.clear();
    this.#landed.clear();
    this.#owed.clear();
    for (const row of this.#waiting()) this.#rows.setState(row.id, row.state);
  }

  /** These left with their events. What follows from that waits for `recheck`. */
  answered(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.#rows.forget(ids);
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
    this.#rows.setState(id, 'sending');
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
    this.#rows.drop(id);
    this.#settle(id, true);
  }

  #refused(row: PendingMessage, error: ChatError): void {
    if (error.code === 'reused-number') {
      // Numbers of an older backup: what they stand for is not ours to guess. All under a new
      // name, when everything that was sent is answered.
      this.#renaming = true;
      this.#rows.setState(row.id, 'queued');
    } else if (isTemporary(error.code)) this.#holdUp(row, error);
    else {
      this.#highWater = Math.max(this.#highWater, row.from.n);
      this.#rows.setState(row.id, 'failed', { error });
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
      this.#rows.setState(id, 'queued', id === row.id ? { retryAt } : {});
    }
    if (back[0]?.from.n !== wanted) this.#rows.renumber(wanted - 1);
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
    this.#rows.rename();
    this.deps.renamed();
  }

  /** Neither refused nor with the server. */
  #waiting(): PendingMessage[] {
    return this.#rows.unrefused().filter(({ id }) => !this.#landed.has(id));
  }

  /** It has had its turn on this connection. */
  #settle(id: string, sent: boolean): void {
    this.#landed.delete(id);
    this.#inFlight.delete(id);
    if (this.#owed.delete(id) && sent) this.#sent += 1;
  }
}
