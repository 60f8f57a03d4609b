/**
 * The real server of the model: log, hub and native gateway over lines in memory. It may be killed
 * at any moment and started again on the same disk. What it answers is held against the disk as
 * it answers: accepted means written, and a key has one connection.
 */
import type { FakeClock } from '../../../client/testing/fake-clock';
import { type Line, MODEL_FINGERPRINT, type ServerEnd } from '../../../client/testing/model-net';
import type { ErrorCode } from '../../../protocol/errors';
import type { RoomId, UserId } from '../../../protocol/ids';
import { FLUSH_EVERY_MS } from '../../../protocol/limits';
import type { FileHouse } from '../../../server/files/house';
import type { GatewayContext } from '../../../server/gateways/gateway';
import { NativePeer } from '../../../server/gateways/native/peer';
import type { RunningHub } from '../../../server/hub/api';
import { createHub } from '../../../server/hub/hub';
import type { Pacing } from '../../../server/hub/pace';
import type { Log } from '../../../server/log/log';
import type { Session, SessionSink } from '../../../server/session/session';
import { Heartbeat } from '../../../server/transport/heartbeat';
import { TUNING } from '../../../server/tuning';
import type { Disk } from './disk';
import { type Asked, LineConnection, type ReplyFrame, type Watch } from './line-connection';

export const OUTSIDER: UserId = `k${'x'.repeat(22)}`;
export const SECOND_ROOM = 'garden';

/** Says nothing about the command: the number is still free, or stands for something else. */
const NOT_DECIDED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'storage-failed',
  'shutting-down',
  'out-of-order',
  'reused-number',
  'not-authenticated',
  'slow-down',
]);

/** Whoever is let in from inside the process is told nothing that the test looks at. */
const DEAF: SessionSink = { deliver() {}, state() {}, close() {} };

/** Nothing waits. */
const QUIET: Pacing = {
  count() {},
  flushed() {},
  busy: () => false,
  waitMs: () => 0,
  gatherMs: () => 0,
};

/** As where much is said: people come while something is waiting to be handed out. */
function busy(clock: FakeClock): Pacing {
  let last = Number.NEGATIVE_INFINITY;
  return {
    count() {},
    flushed() {
      last = clock.now();
    },
    busy: () => true,
    gatherMs: () => 0,
    waitMs: () => Math.max(0, FLUSH_EVERY_MS - (clock.now() - last)),
  };
}

interface Process {
  log: Log;
  hub: RunningHub;
  context: GatewayContext;
  outsider: Session | null;
}

export class House implements Watch {
  readonly violations: string[] = [];
  /** Live events to lose or to double on their way out, before the next ones. */
  lose = 0;
  double = 0;
  #process: Process | null = null;
  #starts = 0;
  readonly #open = new Map<LineConnection, { user: UserId; outbox: string } | null>();

  constructor(
    readonly disk: Disk,
    private readonly clock: FakeClock,
  ) {}

  get up(): boolean {
    return this.#process !== null;
  }

  get hub(): RunningHub | null {
    return this.#process?.hub ?? null;
  }

  async start(): Promise<void> {
    if (this.#process) return;
    const log = this.disk.open();
    const hub = createHub({
      log,
      options: { hosts: [OUTSIDER], rateLimit: false, log: (line) => this.#reported(line) },
      onShutdownAsked: () => {},
      now: () => this.clock.now(),
      pace: this.#starts % 2 === 0 ? QUIET : busy(this.clock),
    });
    this.#starts += 1;
    const context: GatewayContext = {
      hub,
      // No bytes of files travel here.
      files: {} as unknown as FileHouse,
      server: { name: 'model', version: '0' },
      fingerprint: MODEL_FINGERPRINT,
      succession: [],
      epoch: log.epoch,
      heartbeat: new Heartbeat(TUNING.pingEveryMs / 3),
      rateLimit: false,
      // no clock but the model's own
      tuning: { ...TUNING, turnMs: Number.POSITIVE_INFINITY },
      log: (line) => this.#reported(line),
    };
    const process: Process = { log, hub, context, outsider: null };
    this.#process = process;
    await this.#seatOutsider(process);
  }

  /** At once, without a word. */
  kill(): void {
    const process = this.#process;
    if (!process) return;
    this.#process = null;
    this.disk.kill();
    process.context.heartbeat.stop();
    for (const connection of [...this.#open.keys()]) connection.vanish();
    this.#open.clear();
  }

  /** In order: everybody is told, everything accepted is written. */
  async stop(): Promise<void> {
    const process = this.#process;
    if (!process) return;
    this.#process = null;
    this.disk.recover();
    await process.hub.stop('restarting');
    process.context.heartbeat.stop();
    await process.log.close();
  }

  /** Somebody whom the test does not watch says something, if the disk lets them. */
  say(room: RoomId, text: string): void {
    const process = this.#process;
    if (process?.outsider) void process.hub.submit(process.outsider, { verb: 'post', room, text });
  }

  accept(line: Line): ServerEnd | null {
    const process = this.#process;
    if (!process) return null;
    const connection = new LineConnection(line, this);
    const peer = new NativePeer(connection, process.context);
    connection.peer = peer;
    this.#open.set(connection, null);
    return { data: (chunk) => connection.receive(chunk), closed: () => connection.lost() };
  }

  gone(connection: LineConnection): void {
    this.#open.delete(connection);
  }

  welcomed(connection: LineConnection, user: UserId, outbox: string): void {
    for (const [other, whose] of this.#open) {
      if (other !== connection && whose?.user === user && !other.closed) {
        this.broken('a key has two connections');
      }
    }
    if (this.#open.has(connection)) this.#open.set(connection, { user, outbox });
  }

  /** The disk holds what is answered at the moment at which the answer leaves. */
  answered(connection: LineConnection, { cmd, n }: Asked, reply: ReplyFrame): void {
    const whose = this.#open.get(connection);
    if (!whose) return;
    if (!reply.ok) {
      const forGood = n !== undefined && !NOT_DECIDED.has(reply.error.code);
      const mark = this.disk.store.highWater(whose.user, whose.outbox);
      if (forGood && mark < (n ?? 0)) this.broken(`refused for good and not marked: ${n}`);
    } else if (cmd.verb === 'post') {
      const { seq } = reply.result as { seq: number };
      const event = this.disk.written.find((one) => one.room === cmd.room && one.seq === seq);
      const same = event?.kind === 'posted' && event.text === cmd.text && event.by === whose.user;
      if (!same) this.broken(`accepted and not written: ${cmd.text}`);
    } else if (cmd.verb === 'edit' || cmd.verb === 'delete' || cmd.verb === 'react') {
      const kind = { edit: 'edited', delete: 'deleted', react: 'reacted' }[cmd.verb];
      const done = this.disk.written.some(
        (one) =>
          one.room === cmd.room &&
          one.kind === kind &&
          'target' in one &&
          one.target === cmd.target,
      );
      // Taking back what was never given changes nothing.
      const nothing = cmd.verb === 'react' && !cmd.on;
      if (!done && !nothing) this.broken(`accepted and not written: ${cmd.verb}`);
    }
  }

  broken(what: string): void {
    this.violations.push(what);
  }

  /** Once there is a room beside the lobby, and somebody in it, both stay. */
  async #seatOutsider(process: Process): Promise<void> {
    try {
      const { session } = await process.hub.enter(
        {
          user: OUTSIDER,
          key: OUTSIDER,
          name: '밖',
          takeVariant: false,
          wire: 'app',
          verified: true,
          features: [],
          address: '127.0.0.1',
          outbox: null,
        },
        DEAF,
      );
      process.hub.start(session);
      if (process.hub.findRoom(SECOND_ROOM) === null) {
        await process.hub.submit(session, { verb: 'create', name: SECOND_ROOM, access: 'open' });
      }
      process.outsider = session;
    } catch {
      // A disk that fails just then: nobody speaks from outside until the next start.
    }
  }

  #reported(line: string): void {
    // What nobody expected is caught, answered with `internal`, and told to the owner.
    if (line.includes(' failed: ')) this.violations.push(line);
  }
}
