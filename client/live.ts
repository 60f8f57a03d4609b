/** One connection from `welcome` to its end: hands on what comes, answers pings, gives credit back. */
import type { CommandInput } from '../protocol/commands';
import type { ServerFrame } from '../protocol/envelopes';
import type { ChatEvent } from '../protocol/events';
import type { RoomId, Seq } from '../protocol/ids';
import type { Window } from '../protocol/window';
import type { Clock } from './clock';
import { Commands, type Done } from './commands';
import type { Frames } from './frames';
import { Liveness } from './liveness';
import type { End } from './reconnect';
import type { RosterFrame } from './roster';
import { Seen } from './seen';

export type StateFrame =
  | RosterFrame
  | Extract<
      ServerFrame,
      { t: 'ready' | 'typing' | 'knocks' | 'notice' | 'handover' | 'succeeded' | 'files' }
    >;

export interface LiveListener {
  /** Those that came together, in order, of any rooms. Credit is given back when this returns. */
  events(events: readonly ChatEvent[]): void;
  state(frame: StateFrame): void;
  heads(heads: Readonly<Record<RoomId, Seq>>): void;
  /** Once, and nothing after it. */
  ended(end: End): void;
}

export class Live {
  readonly #commands: Commands;
  readonly #liveness: Liveness;
  readonly #seen: Seen;
  #open = true;

  constructor(
    private readonly frames: Frames,
    /** `window`: what the server may push to it unconfirmed. */
    private readonly deps: { clock: Clock; window: Window; on: LiveListener },
  ) {
    const { clock, window } = deps;
    this.#commands = new Commands({
      clock,
      send: (frame) => frames.send(frame),
      overdue: () => this.#end({ kind: 'lost', detail: 'no reply' }),
    });
    this.#liveness = new Liveness({
      clock,
      ping: (id) => frames.send({ t: 'ping', id }),
      dead: () => this.#end({ kind: 'lost', detail: 'silence' }),
    });
    this.#seen = new Seen({
      clock,
      window,
      tell: (events) => frames.send({ t: 'seen', events }),
    });
  }

  /** Runs `begin`; then the listener is told, first of all of what came behind `welcome`. */
  start(begin: () => void): void {
    this.#guarded(begin);
    if (!this.#open) return;
    this.frames.listen({
      frames: (frames) => this.#take(frames),
      closed: (why) => this.#end({ kind: 'lost', detail: why }),
    });
  }

  /** `done` is called exactly once; with null when the connection ends first. */
  ask(command: CommandInput, done: Done, n?: number): void {
    this.#commands.send(command, done, n);
  }

  /** The server may have gone elsewhere: it is asked, with less patience than usual. */
  doubt(): void {
    if (this.#open) this.#liveness.doubt();
  }

  /** Ends it without a word to the listener. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#liveness.stop();
    this.#seen.stop();
    this.frames.close();
    this.#commands.close();
  }

  #take(frames: readonly ServerFrame[]): void {
    this.#liveness.heard();
    let events: ChatEvent[] = [];
    const flush = () => {
      if (events.length === 0) return;
      const run = events;
      events = [];
      this.deps.on.events(run);
      this.#seen.handled(run.length);
    };
    this.#guarded(() => {
      for (const frame of frames) {
        if (!this.#open) return;
        if (frame.t === 'ev') {
          events.push(frame.e);
          continue;
        }
        flush();
        this.#handle(frame);
      }
      if (this.#open) flush();
    });
  }

  /** Most likely the disk: what could not be stored is not confirmed, and comes again. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (why) {
      const detail = String((why as Error).message).slice(0, 200);
      this.#end({ kind: 'failed', failure: { code: 'internal', detail } });
    }
  }

  #handle(frame: Exclude<ServerFrame, { t: 'ev' }>): void {
    const { on } = this.deps;
    switch (frame.t) {
      case 'reply':
      case 'problem':
        this.#commands.take(frame);
        break;
      case 'ping':
        this.frames.send({ t: 'pong', id: frame.id });
        if (frame.heads) on.heads(frame.heads);
        break;
      case 'heads':
        on.heads(frame.heads);
        break;
      case 'bye':
        this.#end({ kind: 'bye', reason: frame.reason, by: frame.by, note: frame.note });
        break;
      case 'rooms':
      case 'room-gone':
      case 'users':
      case 'user-gone':
      case 'members':
      case 'ready':
      case 'typing':
      case 'knocks':
      case 'notice':
      case 'handover':
      case 'succeeded':
      case 'files':
        on.state(frame);
        break;
      // Belong to the handshake, or need no answer.
      case 'challenge':
      case 'refused':
      case 'waiting':
      case 'welcome':
      case 'pong':
        break;
    }
  }

  #end(end: End): void {
    if (!this.#open) return;
    this.close();
    this.deps.on.ended(end);
  }
}
