/**
 * The way to the server and back to it: one attempt or one connection at a time, a status that says
 * where it stands, and the answers that a person gave. Knows nothing of rooms and messages.
 */
import type { CommandInput } from '../protocol/commands';
import { INVITE_HOSTS_MAX, ORPHAN_MS, ORPHANS_MAX } from '../protocol/limits';
import type { SucceededFrame } from '../protocol/succession';
import type { Answer, HostPort, Question, ServerStatus, Target } from '../protocol/views';
import { heirOf } from '../protocol/wire/succession';
import type { ClientEvents, ClientOptions } from './api';
import { Attempt } from './attempt';
import type { Clock } from './clock';
import type { Done } from './commands';
import type { Frames } from './frames';
import type { Welcome } from './handshake';
import { Hearsay } from './hearsay';
import { Live, type LiveListener } from './live';
import { type Absence, type AttemptEnd, afterEnd, type End } from './reconnect';
import type { Channel, Connector, ConnectRequest } from './socket/channel';
import { isHeir } from './socket/prove';
import { judgeKey } from './trust';

/** What tests replace. */
export interface LinkDeps {
  clock: Clock;
  /** 0 to 1. */
  random(): number;
  connect: Connector;
}

export interface LinkListener extends Omit<LiveListener, 'ended'> {
  status(status: ServerStatus): void;
  /** Let in; what follows comes through the other functions, until `left`. */
  entered(welcome: Welcome, fingerprint: string | null, address: HostPort): void;
  left(): void;
  succeeded: ClientEvents['succeeded'];
  /** Under which name to come back; null for the one in the options. */
  name(): string | null;
}

const NEVER: Absence = { since: null, why: 'lost' };

export class Link {
  #status: ServerStatus = { state: 'offline', why: 'user' };
  #attempt: Attempt | null = null;
  #live: Live | null = null;
  #cancelRetry: (() => void) | null = null;
  #tries = 0;
  #absence = NEVER;
  #secure = false;
  #address: HostPort | null = null;
  readonly #hearsay = new Hearsay();
  /** When connections were given up that the server may still hear of; ms since 1970, oldest first. */
  #orphans: number[] = [];
  // What a person has said since; outlives a reconnect, not the program.
  #name: string;
  #password: string | undefined;
  #pin: string | null;
  /** As in the options, until the server went elsewhere. */
  #target: Target;
  /** The server said where it goes on: the end of this connection is no absence. */
  #following = false;
  #plainAgreed: boolean;

  constructor(
    private readonly options: ClientOptions,
    private readonly deps: LinkDeps,
    private readonly on: LinkListener,
  ) {
    this.#name = options.name;
    this.#password = options.password ?? options.target.password;
    this.#pin = options.known;
    this.#target = options.target;
    this.#plainAgreed = options.plain === 'allow';
  }

  get status(): ServerStatus {
    return this.#status;
  }

  get isOnline(): boolean {
    return this.#status.state === 'online';
  }

  /** Tries at once, when it waits or rests; anything else is under way already. */
  connect(): void {
    const { state } = this.#status;
    if (state !== 'offline' && state !== 'waiting') return;
    this.#tries = 0;
    this.restart();
  }

  /** See hearsay.ts. A server without a key cannot be told from another one, wherever it is. */
  heardAt(addresses: readonly HostPort[]): void {
    const target = this.#target;
    if (target.fingerprint === undefined && this.#pin === null) return;
    const act = this.#hearsay.hear(addresses, {
      status: this.#status,
      known: target.hosts,
      here: this.#live && this.#address,
      now: this.deps.clock.now(),
    });
    if (act === 'look') this.restart();
    if (act === 'doubt') this.#live?.doubt();
  }

  disconnect(): void {
    this.stop();
    this.#absence = NEVER;
    this.#setStatus({ state: 'offline', why: 'user' });
  }

  answer(answer: Answer): void {
    if (this.#status.state !== 'question' || !fits(answer, this.#status.question)) return;
    if (answer.kind === 'trust') this.#pin = answer.fingerprint;
    else if (answer.kind === 'password') this.#password = answer.password;
    else if (answer.kind === 'name') this.#name = answer.name;
    else this.#plainAgreed = true;
    if (!this.#attempt?.answer(answer)) this.restart();
  }

  /** `done` is called exactly once; with null when there is no connection, or none to the end. */
  ask(command: CommandInput, done: Done, n?: number): void {
    if (this.#live) this.#live.ask(command, done, n);
    else done(null);
  }

  /** The state after `welcome` is complete. */
  complete(): void {
    this.#tries = 0;
    this.#absence = NEVER;
    this.#setStatus({ state: 'online', secure: this.#secure });
  }

  /** Ends whatever is going on, without a status. */
  stop(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.#live || this.#attempt?.authSent) this.#orphan();
    this.#attempt?.cancel();
    this.#attempt = null;
    this.#live?.close();
    this.#leave();
  }

  /** Leaves, if need be, and comes in again at once. */
  restart(): void {
    this.stop();
    if (this.options.tls === 'off' && this.options.plain === 'never') {
      this.#ended({ kind: 'failed', failure: { code: 'plain-refused', detail: 'never' } });
      return;
    }
    this.#setStatus({ state: 'connecting', step: 'finding' });
    const { app, language, key, store } = this.options;
    this.#attempt = new Attempt(
      {
        clock: this.deps.clock,
        connect: this.deps.connect,
        on: {
          step: (step) => this.#setStatus({ state: 'connecting', step }),
          question: (question) => this.#setStatus({ state: 'question', question }),
          entered: (frames, welcome) => this.#entered(frames, welcome),
          ended: (end) => this.#ended(end),
        },
      },
      this.#route(),
      {
        app,
        language,
        key,
        canHost: this.options.canHost ?? false,
        name: this.#name,
        ...(this.#password !== undefined && { password: this.#password }),
        ...(this.#target.invite !== undefined && { invite: this.#target.invite }),
        outbox: store.outboxEpoch(),
        plainAgreed: this.#plainAgreed,
      },
    );
  }

  #route(): Omit<ConnectRequest, 'signal' | 'onStep'> {
    const { tls, plain, firstVisit } = this.options;
    const target = this.#target;
    // A server that is known by a key is never spoken to without one.
    const keyed = target.fingerprint !== undefined || this.#pin !== null;
    const strict = plain === 'never' || keyed;
    return {
      hosts: target.hosts,
      ...(keyed && { hearsay: this.#hearsay.addresses }),
      security: tls === 'off' ? 'plain' : strict ? 'tls' : 'tls-or-plain',
      judge: (seen, address) =>
        judgeKey({ target: this.#target, pin: this.#pin, firstVisit }, seen, address),
      ...(keyed && { prove: (channel: Channel) => this.#prove(channel) }),
    };
  }

  #entered(frames: Frames, welcome: Welcome): void {
    const { fingerprint, secure, address } = frames.channel;
    this.#attempt = null;
    this.#pin = fingerprint ?? this.#pin;
    this.#secure = secure;
    this.#address = address;
    const { events, heads } = this.on;
    const state: LiveListener['state'] = (frame) => {
      if (frame.t === 'succeeded') this.#told(frame);
      else this.on.state(frame);
    };
    const ended = (end: End) => this.#lost(this.#byOrphan(end) ?? end);
    const live = new Live(frames, {
      clock: this.deps.clock,
      window: welcome.credit,
      on: { events, state, heads, ended },
    });
    this.#live = live;
    live.start(() => this.on.entered(welcome, fingerprint, address));
  }

  /** The key by which this server is known so far. */
  get #known(): string | null {
    return this.#target.fingerprint ?? this.#pin;
  }

  /** Its own server says so, and its key has signed it: what follows is the same server elsewhere. */
  #told({ record, hosts, to }: SucceededFrame): void {
    const known = this.#known;
    if (known === null) return;
    if (heirOf(known, [record], this.options.store.logEpoch()) !== record.to) return;
    this.#following = true;
    this.#succeed(record.to, to, hosts);
  }

  async #prove(channel: Channel): Promise<boolean> {
    const key = this.#known;
    const { fingerprint, address } = channel;
    if (key === null || fingerprint === null) return false;
    const log = this.options.store.logEpoch();
    if (!(await isHeir(channel, { key, log }, this.deps.clock))) return false;
    this.#succeed(fingerprint, '', [address]);
    return true;
  }

  #succeed(to: string, name: string, hosts: readonly HostPort[]): void {
    const from = this.#known ?? '';
    const { fingerprint, hosts: before } = this.#target;
    const places = [...hosts, ...before].slice(0, INVITE_HOSTS_MAX);
    this.#target = { ...this.#target, hosts: places, ...(fingerprint && { fingerprint: to }) };
    this.#pin = to;
    this.on.succeeded({ from, to, name, hosts });
  }

  #leave(): void {
    // A name that was changed here must not be changed back by coming in again.
    if (this.#live) this.#name = this.on.name() ?? this.#name;
    this.#live = null;
    this.on.left();
  }

  #lost(end: End): void {
    const since = this.isOnline ? this.deps.clock.now() : this.#absence.since;
    this.#leave();
    if (end.kind === 'lost') this.#orphan();
    const following = this.#following;
    this.#following = false;
    const met: End = following ? { kind: 'bye', reason: 'restarting' } : end;
    if (following) this.#tries = 0;
    this.#absence = { ...absenceAfter(met), since };
    this.#settle(met);
  }

  #orphan(): void {
    this.#orphans = [...this.#orphans, this.deps.clock.now()].slice(-ORPHANS_MAX);
  }

  /**
   * What we wrote on a connection that we gave up may arrive behind our newer one, and replace it.
   * That is nobody else: we come back, once for each of them. Where a server hung for minutes there
   * are several.
   */
  #byOrphan(end: End): AttemptEnd | null {
    const { clock } = this.deps;
    if (end.kind !== 'bye' || end.reason !== 'replaced') return null;
    this.#orphans = this.#orphans.filter((at) => clock.now() - at <= ORPHAN_MS);
    if (this.#orphans.shift() === undefined) return null;
    return { kind: 'failed', failure: { code: 'internal', detail: 'replaced by an orphan' } };
  }

  #ended(end: AttemptEnd): void {
    const met = this.#byOrphan(end) ?? end;
    // Of a connection that the server ended itself it hears nothing more.
    if (this.#attempt?.authSent && end.kind !== 'bye') this.#orphan();
    this.#attempt = null;
    if (met.kind === 'bye') this.#absence = { ...absenceAfter(met), since: this.#absence.since };
    this.#settle(met);
  }

  #settle(end: End): void {
    const { clock, random } = this.deps;
    const status = afterEnd(end, {
      reconnect: this.options.reconnect,
      tries: this.#tries,
      now: clock.now(),
      random: random(),
      absence: this.#absence,
      known: this.#pin !== null,
    });
    this.#tries += 1;
    if (status.state === 'waiting') {
      this.#cancelRetry = clock.after(status.retryAt - clock.now(), () => this.restart());
    } else this.#absence = NEVER;
    this.#setStatus(status);
  }

  #setStatus(status: ServerStatus): void {
    this.#status = status;
    this.on.status(status);
  }
}

/** Only what was asked is answered; a key is trusted only by the fingerprint that was shown. */
function fits(answer: Answer, question: Question): boolean {
  switch (answer.kind) {
    case 'password':
    case 'plain':
      return answer.kind === question.kind;
    case 'name':
      return question.kind === 'name-taken';
    case 'trust':
      return 'fingerprint' in question && question.fingerprint === answer.fingerprint;
  }
}

const absenceAfter = (end: End): Pick<Absence, 'why' | 'by'> =>
  end.kind === 'bye' && end.reason === 'closed' ? { why: 'closed', by: end.by } : { why: 'lost' };
