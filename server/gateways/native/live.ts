/**
 * A native session after `welcome`: events out within the client's credit, commands in within
 * bounds, liveness. Nothing here waits for the client.
 *
 * - the client is never sent more unconfirmed events than its window;
 * - commands wait unread while COMMANDS_IN_FLIGHT_MAX are under way, or while their answers might
 *   not fit into the queue;
 * - whoever goes on however often they are told to wait is read no faster than they were told;
 * - whoever stops reading is closed, and finds everything in the log when it comes back.
 */
import type { Command } from '../../../protocol/commands';
import type { ByeReason, ServerFrame } from '../../../protocol/envelopes';
import {
  COMMANDS_IN_FLIGHT_MAX,
  FLOOD_HOLD_MS,
  FLOOD_REFUSALS,
  PAGE_MAX_BYTES,
  REPLY_QUEUE_MAX_BYTES,
} from '../../../protocol/limits';
import type { Reply } from '../../../protocol/replies';
import type { Window } from '../../../protocol/window';
import { encodeFrame, FrameError } from '../../../protocol/wire/frame';
import type { RoomBatch, Session, SessionSink, StateFrame } from '../../session/session';
import { Credit } from '../../transport/credit';
import type { Beating } from '../../transport/heartbeat';
import type { Connection, GatewayContext } from '../gateway';
import { encodedEvents, encodedReply, encodedState } from './encode';
import { type Newcomer, newcomersOf } from './newcomers';

/** What an answer may need: pages are large, and so are rooms with their members. */
const ANSWER_BYTES = 1024;
const LARGE_ANSWERS: ReadonlySet<Command['verb']> = new Set([
  'history',
  'join',
  'create',
  'direct',
  'handover',
]);
const answerBytes = (verb: Command['verb']): number =>
  LARGE_ANSWERS.has(verb) ? PAGE_MAX_BYTES + ANSWER_BYTES : ANSWER_BYTES;

export class Live implements SessionSink, Beating, Newcomer {
  /** When the peer was last heard of; set by whoever reads. */
  heardAt = performance.now();
  private session: Session | null = null;
  private readonly credit: Credit;
  private readonly queueLimit: number;
  private stopBeating: (() => void) | null = null;
  private pings = 0;
  private pingedAt = performance.now();
  /** When a client that is behind last confirmed something. */
  private progressAt = 0;
  private inFlight = 0;
  /** What the answers under way may add to the queue. */
  private promised = 0;
  /** Answers that said to wait, less those that did not. */
  private tooFast = 0;
  /** Told to wait, it went on; until it has behaved for as long. */
  private flood = false;
  /** Until it is over nothing more is read of a flood. */
  private held: NodeJS.Timeout | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly context: GatewayContext,
    window: Window,
    /** Called when commands may be taken again. */
    private readonly onFree: () => void,
  ) {
    this.credit = new Credit(window);
    this.queueLimit = REPLY_QUEUE_MAX_BYTES + window.bytes;
    connection.queueLimit = this.queueLimit;
  }

  /** Goes live after `welcome`. The state that comes first may be larger than the queue's limit. */
  start(session: Session): void {
    this.session = session;
    this.stopBeating = this.context.heartbeat.add(this);
    this.connection.queueLimit = Number.POSITIVE_INFINITY;
    this.context.hub.start(session);
    this.connection.queueLimit = this.queueLimit + this.connection.queued;
    newcomersOf(this.context.hub).add(this);
  }

  get queued(): number {
    return this.connection.queued;
  }

  cut(): void {
    this.context.log(`native: ${this.connection.address} did not read its state and was cut off`);
    this.connection.destroy();
  }

  drained(): void {
    newcomersOf(this.context.hub).delete(this);
    this.connection.queueLimit = this.queueLimit;
    this.onFree();
  }

  deliver(batches: readonly RoomBatch[]): void {
    const { credit } = this;
    if (credit.behind) return;
    for (const batch of batches) {
      const { bytes, ends } = encodedEvents(batch);
      const count = credit.fitting(ends);
      if (count > 0) {
        const end = ends[count - 1] as number;
        if (!this.write(end === bytes.length ? bytes : bytes.subarray(0, end))) return;
        credit.pushed(count, end);
      }
      if (count < ends.length) {
        this.fallBehind();
        return;
      }
    }
  }

  state(frame: StateFrame): void {
    this.write(encodedState(frame));
  }

  /** False when the client claims what cannot be. */
  seen(events: number): boolean {
    if (!this.credit.seen(events)) return false;
    if (this.credit.behind) {
      this.progressAt = performance.now();
      this.catchUp();
    }
    return true;
  }

  /** While true, further commands wait unread. */
  get busy(): boolean {
    return (
      this.held !== null ||
      this.inFlight >= (this.flood ? 1 : COMMANDS_IN_FLIGHT_MAX) ||
      this.connection.queued + this.promised > REPLY_QUEUE_MAX_BYTES
    );
  }

  async run(id: string, command: Command, n: number | undefined): Promise<void> {
    const { session } = this;
    if (!session) return;
    const bytes = answerBytes(command.verb);
    this.inFlight += 1;
    this.promised += bytes;
    const reply = await this.context.hub.submit(session, command, n);
    this.inFlight -= 1;
    this.promised -= bytes;
    this.answer(id, reply);
    if (reply.ok) this.behaved();
    else if (reply.error.code === 'slow-down') this.slowDown(reply.error.retryAfterMs ?? 0);
    this.onFree();
  }

  beat(now: number): void {
    const { pingEveryMs, deadAfterMs, slowAfterMs } = this.context.tuning;
    if (now - this.heardAt >= deadAfterMs) {
      // While we do not read, silence is ours: it is the queue that it does not take.
      this.close(this.busy ? 'slow' : 'silent');
    } else if (this.credit.behind && now - this.progressAt >= slowAfterMs) {
      this.close('slow');
    } else if (this.session && now - this.pingedAt >= pingEveryMs) {
      this.pingedAt = now;
      this.pings += 1;
      const heads = this.context.hub.changedHeads(this.session);
      this.send({ t: 'ping', id: this.pings, heads });
    }
  }

  close(reason: ByeReason, by?: string, note?: string): void {
    const who = by === undefined ? {} : { by };
    const why = note === undefined ? {} : { note };
    this.connection.end(encodeFrame({ t: 'bye', reason, ...who, ...why }));
    this.leave();
  }

  /** A refusal costs little, but thousands of them in a second cost the others their turn. */
  private slowDown(ms: number): void {
    this.tooFast = Math.min(this.tooFast + 1, FLOOD_REFUSALS);
    if (this.tooFast === FLOOD_REFUSALS) this.flood = true;
    if (!this.flood || this.held || !this.session) return;
    this.held = setTimeout(
      () => {
        this.held = null;
        this.onFree();
      },
      Math.min(ms, FLOOD_HOLD_MS),
    );
  }

  private behaved(): void {
    this.tooFast = Math.max(this.tooFast - 1, 0);
    if (this.tooFast === 0) this.flood = false;
  }

  /** The connection is over, whoever ended it. */
  leave(): void {
    newcomersOf(this.context.hub).delete(this);
    if (this.held) clearTimeout(this.held);
    this.held = null;
    this.stopBeating?.();
    this.stopBeating = null;
    const { session } = this;
    this.session = null;
    if (session) this.context.hub.leave(session);
  }

  send(frame: ServerFrame): void {
    this.write(encodeFrame(frame));
  }

  private answer(id: string, reply: Reply): void {
    try {
      this.write(encodedReply(id, reply));
    } catch (why) {
      if (!(why instanceof FrameError)) throw why;
      this.send({ t: 'reply', id, ok: false, error: { code: 'too-large' } });
    }
  }

  /** A frame that does not fit would leave a hole: the connection ends, the log has it all. */
  private write(bytes: Buffer): boolean {
    if (this.connection.write(bytes)) return true;
    this.close('slow');
    return false;
  }

  private fallBehind(): void {
    this.credit.behind = true;
    this.progressAt = performance.now();
    this.catchUp();
  }

  /** Tells where the rooms are now, so that the client reads what it was not pushed. */
  private catchUp(): void {
    if (!this.session || !this.credit.mayGoOn) return;
    // In this order: what waits to be handed out is passed over with the rest.
    const heads = this.context.hub.heads(this.session);
    this.credit.behind = false;
    this.send({ t: 'heads', heads });
  }
}
