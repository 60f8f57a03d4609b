/**
 * One attempt to get in: find, connect, judge the key, shake hands. Questions go up to a person;
 * the connection waits for the answer for as long as the server lets it.
 */
import type { ServerFrame } from '../protocol/envelopes';
import { ATTEMPT_TIMEOUT_MS } from '../protocol/limits';
import type { Answer, ConnectStep, Failure, Question } from '../protocol/views';
import type { Clock } from './clock';
import { Frames } from './frames';
import {
  type Credentials,
  type HandshakeEffect,
  type HandshakeInput,
  type HandshakeState,
  startHandshake,
  stepHandshake,
  type Welcome,
} from './handshake';
import type { AttemptEnd } from './reconnect';
import { type Connector, type ConnectRequest, ConnectStopped } from './socket/channel';

export interface AttemptListener {
  step(step: ConnectStep): void;
  question(question: Question): void;
  /** Frames that came behind `welcome` wait for whoever listens next. */
  entered(frames: Frames, welcome: Welcome): void;
  ended(end: AttemptEnd): void;
}

export class Attempt {
  readonly #abort = new AbortController();
  #frames: Frames | null = null;
  #state: HandshakeState | null = null;
  #asking = false;
  #authSent = false;
  #over = false;
  #stopTimer: () => void;

  constructor(
    private readonly deps: { clock: Clock; connect: Connector; on: AttemptListener },
    route: Omit<ConnectRequest, 'signal' | 'onStep'>,
    private readonly mine: Credentials,
  ) {
    this.#stopTimer = this.#startTimer();
    const onStep = (step: ConnectStep) => {
      if (!this.#over) deps.on.step(step);
    };
    deps.connect({ ...route, onStep, signal: this.#abort.signal }).then(
      (channel) => {
        if (this.#over) channel.close();
        else this.#shakeHands(new Frames(channel));
      },
      (why) => this.#notConnected(why),
    );
  }

  /** Whether the server may think that somebody came in. */
  get authSent(): boolean {
    return this.#authSent;
  }

  /** True when the same connection goes on with the answer; else a new attempt is needed. */
  answer(answer: Answer): boolean {
    if (this.#over || !this.#frames?.open || !this.#asking) return false;
    this.#asking = false;
    this.#stopTimer = this.#startTimer();
    this.deps.on.step('entering');
    this.#feed({ on: 'answer', answer });
    return true;
  }

  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopTimer();
    this.#abort.abort();
    this.#frames?.close();
  }

  #startTimer(): () => void {
    return this.deps.clock.after(ATTEMPT_TIMEOUT_MS, () => this.#fail({ code: 'timeout' }));
  }

  #shakeHands(frames: Frames): void {
    this.#frames = frames;
    this.#state = startHandshake(frames.channel, this.mine);
    this.deps.on.step('entering');
    this.#feed({ on: 'open' });
    frames.listen({
      frames: (list) => this.#take(list),
      closed: (why) => this.#hungUp(why),
    });
  }

  #take(list: readonly ServerFrame[]): void {
    list.forEach((frame, i) => {
      if (this.#over) return;
      // `welcome` ends this listener's part; what is behind it belongs to the next.
      if (frame.t === 'welcome') this.#frames?.giveBack(list.slice(i + 1));
      this.#feed({ on: 'frame', frame });
    });
  }

  #feed(input: HandshakeInput): void {
    if (!this.#state) return;
    const { state, effects } = stepHandshake(this.#state, input);
    this.#state = state;
    for (const effect of effects) this.#act(effect);
  }

  #act(effect: HandshakeEffect): void {
    if (this.#over) return;
    if (effect.do === 'send') {
      this.#authSent ||= effect.frame.t === 'auth';
      this.#frames?.send(effect.frame);
    } else if (effect.do === 'ask') this.#ask(effect.question);
    else if (effect.do === 'enter') this.#enter(effect.welcome);
    else if (effect.do === 'bye') {
      const { do: _, ...last } = effect;
      this.#end({ kind: 'bye', ...last });
    } else
      this.#end({ kind: 'failed', failure: effect.failure, retryAfterMs: effect.retryAfterMs });
  }

  /** A person may take their time; the server's own limit decides about the connection. */
  #ask(question: Question): void {
    // Waiting at the door has no answer, and ends with the connection.
    this.#asking = question.kind !== 'waiting';
    this.#stopTimer();
    this.deps.on.question(question);
  }

  #enter(welcome: Welcome): void {
    const frames = this.#frames;
    if (!frames) return;
    this.#over = true;
    this.#stopTimer();
    frames.listen(null);
    this.deps.on.entered(frames, welcome);
  }

  #hungUp(why: string): void {
    if (this.#asking) return;
    const silent = this.#state?.at === 'greeting';
    if (why === 'bad-frames') this.#fail({ code: 'not-sarangbang', detail: why });
    // Hung up on a greeting without a word: on a plain wire that is another kind of server.
    else if (silent && !this.#frames?.channel.secure) this.#fail({ code: 'not-sarangbang' });
    else this.#fail({ code: 'refused', detail: why });
  }

  #notConnected(why: unknown): void {
    if (this.#over) return;
    if (!(why instanceof ConnectStopped)) {
      this.#fail({ code: 'internal', detail: String((why as Error).message).slice(0, 200) });
    } else if (why.verdict.kind === 'fail') this.#fail(why.verdict.failure);
    else this.#ask(why.verdict.question);
  }

  #fail(failure: Failure): void {
    this.#end({ kind: 'failed', failure });
  }

  #end(end: AttemptEnd): void {
    if (this.#over) return;
    this.cancel();
    this.deps.on.ended(end);
  }
}
