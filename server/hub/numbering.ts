/**
 * Numbered commands: each number of an outbox is decided once (docs/PROTOCOL.md "Numbers").
 *
 * - the next number is new; a number that was decided gets its first answer again, also while that
 *   one is still being committed; the same number with other content is `reused-number`;
 * - a number that skips is `out-of-order`, with the one that is expected;
 * - refusals that say something about the command itself count as decided, passing ones do not.
 */
import { hash } from 'node:crypto';
import type { Command, CommandOf } from '../../protocol/commands';
import { Refusal } from '../../protocol/errors';
import { type Reply, reply } from '../../protocol/replies';
import type { Log } from '../log/log';
import { PerOutbox } from '../log/per-outbox';
import type { Session } from '../session/session';

export interface Numbered {
  readonly device: string;
  readonly epoch: string;
  readonly n: number;
  readonly hash: string;
}

interface UnderWay {
  readonly hash: string;
  readonly answer: Promise<Reply>;
}

export class Numbering {
  private readonly underWay = new PerOutbox<Map<number, UnderWay>>();

  constructor(private readonly log: Pick<Log, 'highWater' | 'answerOf'>) {}

  /** The answer that this number got before, or null when it is the next new one. */
  firstAnswer(number: Numbered): Reply | Promise<Reply> | null {
    const highWater = this.log.highWater(number.device, number.epoch);
    if (number.n > highWater) {
      if (number.n === highWater + 1) return null;
      throw new Refusal('out-of-order', { expected: highWater + 1 });
    }
    const found =
      this.underWay.get(number.device, number.epoch)?.get(number.n) ??
      this.log.answerOf(number.device, number.epoch, number.n);
    if (!found) throw new Error('a number without an answer');
    if (found.hash !== number.hash) throw new Refusal('reused-number', { field: 'n' });
    return typeof found.answer === 'string' ? reply.parse(JSON.parse(found.answer)) : found.answer;
  }

  /** Remembers a number until its answer can be read from the log. */
  track(number: Numbered, answer: Promise<Reply>): void {
    const { device, epoch, n, hash } = number;
    const entry = { hash, answer };
    const theirs = this.underWay.get(device, epoch) ?? new Map<number, UnderWay>();
    if (theirs.size === 0) this.underWay.set(device, epoch, theirs);
    theirs.set(n, entry);
    const forget = () => {
      if (theirs.get(n) === entry) theirs.delete(n);
      if (theirs.size === 0 && this.underWay.get(device, epoch) === theirs) {
        this.underWay.delete(device, epoch);
      }
    };
    answer.then(forget, forget);
  }
}

export const numberOf = (
  session: Pick<Session, 'user' | 'outbox'>,
  command: Command,
  n: number,
): Numbered => ({ device: session.user, epoch: session.outbox, n, hash: contentHash(command) });

/** 128 bits of SHA-256 over the command, its fields in alphabetical order. */
export function contentHash(command: Command): string {
  const canonical = isPlainPost(command)
    ? `post\n${command.room}\n${command.text}`
    : JSON.stringify(command, inOrder);
  return hash('sha256', canonical, 'base64url').slice(0, 22);
}

/** What nearly all numbered commands are, without the detour. */
const isPlainPost = (command: Command): command is CommandOf<'post'> =>
  command.verb === 'post' &&
  command.reply === undefined &&
  command.files === undefined &&
  command.announce === undefined &&
  command.forwarded === undefined;

/** The same content in the same order, at every depth. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
