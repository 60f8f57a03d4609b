/** Commands under way on one connection, and their replies. */
import type { CommandInput } from '../protocol/commands';
import type { ClientFrameInput, ServerFrame } from '../protocol/envelopes';
import {
  COMMANDS_IN_FLIGHT_MAX,
  OUTBOX_IN_FLIGHT,
  REPLY_TIMEOUT_MS,
  RESEND_PAUSE_MS,
} from '../protocol/limits';
import { type Reply, results } from '../protocol/replies';
import { FrameError } from '../protocol/wire/frame';
import type { Clock } from './clock';

type ReplyFrame = Extract<ServerFrame, { t: 'reply' | 'problem' }>;
/** `null`: the connection ended first, and nobody knows what came of it. */
export type Done = (reply: Reply | null) => void;

interface UnderWay {
  verb: CommandInput['verb'];
  done: Done;
  cancelTimer: () => void;
}

export class Commands {
  readonly #underWay = new Map<string, UnderWay>();
  #count = 0;
  #open = true;

  /** `overdue`: a reply did not come for so long that the connection cannot be working. */
  constructor(
    private readonly deps: {
      clock: Clock;
      send(frame: ClientFrameInput): void;
      overdue(): void;
    },
  ) {}

  /** Refuses with `slow-down` what would crowd out the outbox. `done` is called exactly once. */
  send(command: CommandInput, done: Done, n?: number): void {
    if (!this.#open) {
      done(null);
      return;
    }
    const free = COMMANDS_IN_FLIGHT_MAX - (n === undefined ? OUTBOX_IN_FLIGHT : 0);
    if (this.#underWay.size >= free) {
      done({ ok: false, error: { code: 'slow-down', retryAfterMs: RESEND_PAUSE_MS } });
      return;
    }
    this.#count += 1;
    const id = `${this.#count}`;
    try {
      // `cmd` is parsed again where it arrives; what a caller left out is filled in there.
      const frame = { t: 'cmd', id, ...(n !== undefined && { n }), cmd: command };
      this.deps.send(frame as ClientFrameInput);
    } catch (why) {
      if (!(why instanceof FrameError)) throw why;
      done({ ok: false, error: { code: 'too-large' } });
      return;
    }
    const cancelTimer = this.deps.clock.after(REPLY_TIMEOUT_MS, () => this.deps.overdue());
    this.#underWay.set(id, { verb: command.verb, done, cancelTimer });
  }

  take(frame: ReplyFrame): void {
    const found = frame.id === undefined ? undefined : this.#underWay.get(frame.id);
    if (!found || frame.id === undefined) return;
    this.#underWay.delete(frame.id);
    found.cancelTimer();
    found.done(
      frame.t === 'reply' && frame.ok ? checked(found.verb, frame.result) : refused(frame),
    );
  }

  close(): void {
    this.#open = false;
    const left = [...this.#underWay.values()];
    this.#underWay.clear();
    for (const { cancelTimer, done } of left) {
      cancelTimer();
      done(null);
    }
  }
}

const refused = (frame: ReplyFrame): Reply =>
  'error' in frame
    ? { ok: false, error: frame.error }
    : { ok: false, error: { code: 'internal', message: 'a reply of no known shape' } };

function checked(verb: CommandInput['verb'], result: Record<string, unknown>): Reply {
  const parsed = results[verb].safeParse(result);
  return parsed.success
    ? { ok: true, result: parsed.data }
    : { ok: false, error: { code: 'internal', message: `a result of no known shape: ${verb}` } };
}
