/**
 * One native client: cuts its bytes into frames and takes them one after another. Not enough
 * bytes yet is ordinary; a frame of the wrong shape is answered with `problem`, a few of them end
 * the connection, and so does framing that cannot be trusted any more.
 */
import type { ByeReason, ClientFrame, ServerFrame } from '../../../protocol/envelopes';
import { type ChatError, Refusal } from '../../../protocol/errors';
import {
  BAD_FRAMES_MAX,
  CREDIT_BYTES,
  CREDIT_EVENTS,
  FRAME_MAX_BYTES,
  HELLO_MAX_BYTES,
  PREAUTH_MAX_BYTES,
  PREAUTH_MAX_FRAMES,
} from '../../../protocol/limits';
import { encodeFrame, FrameDecoder, FrameError } from '../../../protocol/wire/frame';
import type { Entered, EnterRequest } from '../../hub/api';
import type { Connection, GatewayContext, Peer } from '../gateway';
import { type Taker, type Turns, turnsOf } from '../turns';
import { Handshake, refused } from './handshake';
import { Live } from './live';
import { readFrame } from './read-frame';

type Auth = Extract<ClientFrame, { t: 'auth' }>;

export class NativePeer implements Peer, Taker {
  private readonly decoder = new FrameDecoder(HELLO_MAX_BYTES);
  private handshake: Handshake | null;
  private live: Live | null = null;
  /** The hub is being asked: what follows waits. */
  private entering = false;
  private waiting: Buffer[] = [];
  private taking = false;
  private readonly turns: Turns;
  private paused = false;
  private badFrames = 0;
  private earlyBytes = 0;
  private earlyFrames = 0;
  private waitingOutside: AbortController | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly context: GatewayContext,
  ) {
    this.handshake = new Handshake(connection, context);
    this.turns = turnsOf(context.hub, context.tuning.turnMs);
  }

  data(chunk: Buffer): void {
    if (this.live) this.live.heardAt = performance.now();
    else if (this.earlyTooMuch(chunk)) return;
    let bodies: Buffer[];
    try {
      bodies = this.decoder.push(chunk);
    } catch (why) {
      if (!(why instanceof FrameError)) throw why;
      const code = why.code === 'too-large' ? 'too-large' : 'bad-frame';
      this.send({ t: 'problem', error: { code, message: why.message } });
      this.close('bad-frames');
      return;
    }
    if (bodies.length === 0) return;
    this.waiting = this.waiting.length === 0 ? bodies : this.waiting.concat(bodies);
    this.goOn();
  }

  ended(): void {
    this.connection.destroy();
  }

  drained(): void {
    this.live?.drained();
  }

  closed(): void {
    this.waitingOutside?.abort();
    this.turns.leave(this);
    this.waiting = [];
    this.live?.leave();
  }

  stop(reason: ByeReason, by?: string): void {
    this.close(reason, by);
  }

  get frames(): number {
    return this.waiting.length;
  }

  /** Takes what waits for as long as it may; reading pauses while something is left over. */
  takeFrames(goOn: () => boolean): boolean {
    this.taking = true;
    const { waiting } = this;
    let taken = 0;
    while (taken < waiting.length && !this.mustWait && goOn()) {
      this.take(waiting[taken] as Buffer);
      taken += 1;
    }
    if (taken > 0) this.waiting = taken === waiting.length ? [] : waiting.slice(taken);
    this.taking = false;
    if (this.waiting.length === 0) this.setPaused(false);
    return this.waiting.length > 0 && !this.mustWait;
  }

  /** What waits is taken when it is this peer's turn; nothing more is read before. */
  private goOn = (): void => {
    if (this.taking || this.waiting.length === 0) return;
    this.turns.ask(this);
    this.setPaused(this.waiting.length > 0);
  };

  private get mustWait(): boolean {
    return this.connection.closed || this.entering || (this.live?.busy ?? false);
  }

  private setPaused(paused: boolean): void {
    if (paused === this.paused) return;
    this.paused = paused;
    if (paused) this.connection.pause();
    else this.connection.resume();
  }

  private take(body: Buffer): void {
    const read = readFrame(body);
    if (!read.ok) {
      this.bad(read.error, read.id);
      return;
    }
    const { frame } = read;
    if (frame.t === 'pong') return;
    if (frame.t === 'ping') this.send({ t: 'pong', id: frame.id });
    else if (this.live) this.takeLive(this.live, frame);
    else if (this.handshake) this.takeEarly(this.handshake, frame);
  }

  private takeLive(live: Live, frame: ClientFrame): void {
    if (frame.t === 'cmd') {
      void live.run(frame.id, frame.cmd, frame.n);
    } else if (frame.t === 'seen') {
      if (!live.seen(frame.events)) this.bad({ code: 'bad-frame', field: 'events' });
    } else {
      this.bad({ code: 'bad-frame', message: `${frame.t} after welcome` });
    }
  }

  private takeEarly(handshake: Handshake, frame: ClientFrame): void {
    this.earlyFrames += 1;
    if (this.earlyFrames > PREAUTH_MAX_FRAMES) {
      this.close('bad-frames');
    } else if (frame.t === 'hello' && !handshake.greeted) {
      const answer = handshake.hello(frame);
      this.decoder.setLimit(PREAUTH_MAX_BYTES);
      this.send(answer);
      if (answer.t === 'refused') this.connection.end();
    } else if (frame.t === 'auth' && handshake.greeted) {
      void this.enter(handshake, frame);
    } else {
      const id = frame.t === 'cmd' ? frame.id : undefined;
      this.bad({ code: 'not-authenticated' }, id);
    }
  }

  private async enter(handshake: Handshake, frame: Auth): Promise<void> {
    const { credit: window = { events: CREDIT_EVENTS, bytes: CREDIT_BYTES } } = frame;
    this.entering = true;
    const live = new Live(this.connection, this.context, window, this.goOn);
    try {
      const entered = await this.context.hub.enter(handshake.auth(frame, this.wait()), live);
      this.welcome(live, entered, window);
    } catch (why) {
      this.refuse(why);
    }
    this.entering = false;
    this.goOn();
  }

  /** Not in yet, for as long as it takes: the time that a handshake may take is over with. */
  private wait(): EnterRequest['wait'] & object {
    const outside = new AbortController();
    this.waitingOutside = outside;
    return {
      signal: outside.signal,
      told: (what) => {
        this.connection.admitted();
        this.send({ t: 'waiting', ...what });
      },
    };
  }

  private welcome(live: Live, { session, me, hw }: Entered, credit: Auth['credit'] & object): void {
    if (this.connection.closed) {
      this.context.hub.leave(session);
      return;
    }
    this.connection.admitted();
    this.decoder.setLimit(FRAME_MAX_BYTES);
    this.live = live;
    // Of the way in nothing is kept: most connections stay for long and say little.
    this.handshake = null;
    this.waitingOutside = null;
    const { server, epoch } = this.context;
    this.send({ t: 'welcome', me, server, log: epoch, hw, credit, now: Date.now() });
    live.start(session);
  }

  private refuse(why: unknown): void {
    let error: ChatError = { code: 'internal' };
    if (why instanceof Refusal) error = why.error;
    else this.context.log(`entering failed: ${why instanceof Error ? why.stack : why}`);
    const frame = refused(error);
    this.send(frame);
    if (frame.final) this.connection.end();
  }

  /** Answers a frame that could not be used, and counts it. */
  private bad(error: ChatError, id?: string): void {
    this.send({ t: 'problem', error, ...(id !== undefined && { id }) });
    this.badFrames += 1;
    if (this.badFrames > BAD_FRAMES_MAX) this.close('bad-frames');
  }

  private earlyTooMuch(chunk: Buffer): boolean {
    this.earlyBytes += chunk.length;
    if (this.earlyBytes <= PREAUTH_MAX_BYTES) return false;
    this.send({ t: 'problem', error: { code: 'too-large', limit: PREAUTH_MAX_BYTES } });
    this.close('bad-frames');
    return true;
  }

  private send(frame: ServerFrame): void {
    if (this.live) this.live.send(frame);
    else this.connection.write(encodeFrame(frame));
  }

  private close(reason: ByeReason, by?: string): void {
    this.waitingOutside?.abort();
    if (this.live) this.live.close(reason, by);
    else this.connection.end(encodeFrame({ t: 'bye', reason, ...(by !== undefined && { by }) }));
  }
}
