/**
 * One client of the course: messages in, messages out. Nothing is said to whoever has not spoken,
 * and nothing ever but the three messages that it knows.
 */
import type { ByeReason } from '../../../protocol/envelopes';
import { Refusal } from '../../../protocol/errors';
import {
  BAD_FRAMES_MAX,
  COMMIT_BATCH_MAX,
  COURSE_COMMAND_EVERY_MS,
  COURSE_QUEUE_MESSAGES,
  FLUSH_EVERY_MS,
} from '../../../protocol/limits';
import type { RoomBatch, SessionSink, StateFrame } from '../../session/session';
import type { Connection, GatewayContext, Peer } from '../gateway';
import { ownRate } from '../own-rate';
import { TurnQueue } from '../turn-queue';
import { batchBytes, system } from './deliver';
import { firstName } from './first-name';
import type { ClientMessage, Codec, Reader, ServerMessage } from './messages';
import { Visit } from './visit';
import { bye, OURS, refused } from './words';

export class CoursePeer implements Peer, SessionSink {
  private readonly reader: Reader;
  private readonly queue: TurnQueue<ClientMessage>;
  private readonly entering: Promise<void>;
  private visit: Visit | null = null;
  /** Batches that came while a room was being entered: shown once one is told that one is in it. */
  private held: RoomBatch[] | null = null;
  private badFrames = 0;
  private over = false;

  constructor(
    private readonly connection: Connection,
    private readonly context: GatewayContext,
    private readonly codec: Codec,
  ) {
    this.reader = codec.reader();
    this.queue = new TurnQueue(
      connection,
      COURSE_QUEUE_MESSAGES,
      (message) => this.take(message),
      () => this.end(),
    );
    this.entering = this.enter();
  }

  // ---- what the connection brings ----

  data(chunk: Buffer): void {
    if (this.over) return;
    const messages = this.reader.push(chunk);
    const good = messages.filter((message) => message !== null);
    this.badFrames += messages.length - good.length;
    if (this.badFrames > BAD_FRAMES_MAX) this.close('bad-frames');
    else this.queue.add(good);
  }

  ended(): void {
    this.queue.finish();
  }

  closed(): void {
    this.finish();
    if (this.visit) this.context.hub.leave(this.visit.session);
  }

  stop(reason: ByeReason, by?: string): void {
    if (!this.visit) this.close(reason, by);
  }

  // ---- what the hub brings ----

  deliver(batches: readonly RoomBatch[]): void {
    if (this.over || !this.visit) return;
    if (this.held) {
      this.held.push(...batches);
      if (this.held.length > COMMIT_BATCH_MAX) this.close('slow');
      return;
    }
    const { visit, codec } = this;
    const room = visit.room?.id ?? null;
    const bytes = batchBytes(batches, { me: visit.session.user, room, codec });
    if (bytes.length > 0) this.write(bytes);
  }

  /** Its clients ask for the rooms when they want them; being put out of one is said. */
  state(frame: StateFrame): void {
    if (frame.t === 'notice' && this.visit) this.send(this.visit.noticed(frame.notice));
  }

  close(reason: ByeReason, by?: string): void {
    this.end(bye[reason](by));
  }

  // ---- one message after another ----

  /** Under their address, in no room. Whoever is refused is told why, and the connection ends. */
  private async enter(): Promise<void> {
    const { connection, context } = this;
    const { hub } = context;
    const request = {
      user: null,
      key: null,
      name: firstName(connection.address, connection.port),
      takeVariant: true,
      wire: 'course',
      verified: false,
      features: ['order'],
      address: connection.address,
      outbox: null,
      home: null,
      traffic: () => connection.traffic(),
    } as const;
    try {
      const entered = await hub.enter(request, this);
      if (this.over) return hub.leave(entered.session);
      this.visit = new Visit(hub, entered);
      connection.admitted();
      hub.start(entered.session);
    } catch (why) {
      if (!(why instanceof Refusal)) this.report(why);
      const error = why instanceof Refusal ? why.error : { code: 'internal' as const };
      this.end(
        error.code === 'password-required' ? OURS.serverPassword : refused[error.code](error),
      );
    }
  }

  private async take(message: ClientMessage): Promise<void> {
    try {
      await this.entering;
      if (this.visit && !this.over) await this.carryOut(this.visit, message);
    } catch (why) {
      this.report(why);
      this.send([system(refused.internal({ code: 'internal' }))]);
    }
  }

  private async carryOut(visit: Visit, message: ClientMessage): Promise<void> {
    const { type } = message;
    const before = visit.room;
    if (type === 'CSRooms') await this.listTurn(visit);
    if (type === 'CSCreateRoom' || type === 'CSJoinRoom') this.held = [];
    try {
      const answer = await visit.carryOut(message);
      // The others hear of it first: they are told within FLUSH_EVERY_MS of the commit.
      if (type === 'CSLeaveRoom' && before && !visit.room) await this.queue.wait(FLUSH_EVERY_MS);
      this.send(answer);
    } finally {
      const { held } = this;
      this.held = null;
      if (held) this.deliver(held);
    }
    if (type !== 'CSChat') await this.queue.wait(COURSE_COMMAND_EVERY_MS);
  }

  /** A list costs much and is no command of the hub, so that no rate of the hub holds it back. */
  private async listTurn(visit: Visit): Promise<void> {
    for (let ms = await ownRate(this.context, visit.session.user); ms > 0 && !this.over; ) {
      await this.queue.wait(ms);
      ms = await ownRate(this.context, visit.session.user);
    }
  }

  // ---- out ----

  private send(messages: readonly ServerMessage[]): void {
    for (const message of messages) this.write(this.codec.encode(message));
  }

  /** Whoever does not read what is sent is not waited for. */
  private write(bytes: Buffer): void {
    if (!this.over && !this.connection.write(bytes)) this.close('slow');
  }

  /** The last words; whoever is in leaves when the connection is gone. */
  private end(text?: string): void {
    if (this.over) return;
    this.finish();
    this.connection.end(text === undefined ? undefined : this.codec.encode(system(text)));
  }

  private finish(): void {
    this.over = true;
    this.queue.stop();
  }

  private report(why: unknown): void {
    this.context.log(`course gateway: ${why instanceof Error ? why.stack : why}`);
  }
}
