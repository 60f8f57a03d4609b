/** A hub with people in it, for tests: the real classes over a log in memory or on disk. */
import type { Command, CommandInput } from '../../protocol/commands';
import { command } from '../../protocol/commands';
import type { ByeReason } from '../../protocol/envelopes';
import type { ChatEvent } from '../../protocol/events';
import type { UserId } from '../../protocol/ids';
import type { Reply } from '../../protocol/replies';
import type { Log } from '../log/log';
import { createMemoryLog } from '../log/memory-log';
import type { RoomBatch, Session, SessionSink, StateFrame } from '../session/session';
import type { EnterRequest, HubDeps, RunningHub } from './api';
import { createHub } from './hub';

/** The id of the key of somebody, e.g. `keyOf('ann')`. */
export const keyOf = (label: string): UserId => `k${label.padEnd(22, '_')}`;

export const OUTBOX = '0123456789abcdef';

export class Recorder implements SessionSink {
  readonly deliveries: (readonly RoomBatch[])[] = [];
  readonly frames: StateFrame[] = [];
  bye: { reason: ByeReason; by?: string; note?: string } | null = null;
  private waiting: (() => void)[] = [];

  deliver(batches: readonly RoomBatch[]): void {
    this.deliveries.push(batches);
    this.wake();
  }
  state(frame: StateFrame): void {
    this.frames.push(frame);
    this.wake();
  }
  close(reason: ByeReason, by?: string, note?: string): void {
    const who = by === undefined ? {} : { by };
    this.bye = { reason, ...who, ...(note !== undefined && { note }) };
    this.wake();
  }

  get events(): ChatEvent[] {
    return this.deliveries.flat().flatMap((batch) => batch.events);
  }
  /** Lines as people read them, e.g. `lobby ann: hi`, `lobby +bob`. */
  get lines(): string[] {
    return this.events.map(lineOf);
  }
  framesOf<T extends StateFrame['t']>(t: T): Extract<StateFrame, { t: T }>[] {
    return this.frames.filter((frame) => frame.t === t) as Extract<StateFrame, { t: T }>[];
  }
  clear(): void {
    this.deliveries.length = 0;
    this.frames.length = 0;
  }
  /** Resolves as soon as it holds, looking whenever something arrives. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

export function lineOf(event: ChatEvent): string {
  const { room, name, kind } = event;
  if (kind === 'posted') return `${room} ${name}: ${event.text}`;
  if (kind === 'joined') return `${room} +${name}`;
  if (kind === 'left') return `${room} -${name}`;
  return `${room} ${name} ${kind}`;
}

export interface Someone extends Recorder {
  readonly session: Session;
  readonly id: UserId;
  /** Highest number recorded for the outbox when they came in. */
  readonly hw: number;
  submit(input: CommandInput, n?: number): Promise<Reply>;
  /** The result, or throws with the code. */
  ok(input: CommandInput, n?: number): Promise<Record<string, unknown>>;
  /** The code of the refusal, or throws. */
  refusal(input: CommandInput, n?: number): Promise<string>;
  go(): void;
}

export interface TestHub {
  hub: RunningHub;
  log: Log;
  lines: string[];
  shutdowns: { by: string }[];
  /** With a key of that label, started, all it was told so far forgotten. */
  enter(label: string, more?: Partial<EnterRequest>): Promise<Someone>;
  guest(name: string, more?: Partial<EnterRequest>): Promise<Someone>;
  /** Enters but is not started. */
  knock(request: Partial<EnterRequest>): Promise<Someone>;
}

export function openTestHub(
  options: Partial<HubDeps['options']> &
    Pick<HubDeps, 'readPage' | 'lookUp'> & { log?: never; store?: Log; now?: () => number } = {},
): TestHub {
  const { store = createMemoryLog(), now, readPage, lookUp, ...chosen } = options;
  const lines: string[] = [];
  const shutdowns: { by: string }[] = [];
  const hub = createHub({
    log: store,
    now,
    readPage,
    lookUp,
    options: { hosts: [], rateLimit: false, ...chosen, log: (line) => lines.push(line) },
    onShutdownAsked: (asked) => shutdowns.push(asked),
  });

  const knock = async (request: Partial<EnterRequest>): Promise<Someone> => {
    const recorder = new Recorder();
    const entered = await hub.enter(
      {
        user: null,
        key: null,
        name: 'somebody',
        takeVariant: false,
        wire: 'app',
        verified: request.user !== null && request.user !== undefined,
        features: ['roster', 'typing', 'order'],
        address: '192.168.0.7',
        outbox: OUTBOX,
        ...request,
      },
      recorder,
    );
    const { session, me, hw } = entered;
    const submit = (input: CommandInput, n?: number): Promise<Reply> =>
      hub.submit(session, command.parse(input) as Command, n) as Promise<Reply>;
    return Object.assign(recorder, {
      session,
      id: me.id,
      hw,
      submit,
      async ok(input: CommandInput, n?: number) {
        const reply = await submit(input, n);
        if (!reply.ok) throw new Error(`${input.verb}: ${reply.error.code}`);
        return reply.result;
      },
      async refusal(input: CommandInput, n?: number) {
        const reply = await submit(input, n);
        if (reply.ok) throw new Error(`${input.verb} was accepted`);
        return reply.error.code;
      },
      go: () => hub.leave(session),
    });
  };
  const start = (someone: Someone): Someone => {
    hub.start(someone.session);
    someone.clear();
    return someone;
  };

  return {
    hub,
    log: store,
    lines,
    shutdowns,
    knock,
    enter: async (label, more = {}) =>
      start(await knock({ user: keyOf(label), key: label, name: label, ...more })),
    guest: async (name, more = {}) => start(await knock({ name, ...more })),
  };
}

/** Lets a commit of the memory log and a flush of the fan-out happen. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
