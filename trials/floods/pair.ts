/** Two people who talk while others flood: how long it takes from the one to the other. */
import { newKey } from '../../server/testing/native-client';
import { Member } from '../support/member';
import type { Door } from './flood';

/** Half of what one person may say (RATE_MESSAGES): what waited while a machine stood still comes at once. */
const EVERY_MS = 100;
const LATE_MS = 30_000;

export interface Delays {
  readonly said: number;
  readonly median: number;
  readonly p99: number;
  readonly worst: number;
}

/** All in ms. */
export function delaysOf(all: readonly number[]): Delays {
  const delays = [...all].sort((a, b) => a - b);
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
  return {
    said: delays.length,
    median: at(0.5),
    p99: at(0.99),
    worst: delays.at(-1) ?? Number.NaN,
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class Pair {
  private readonly heard = new Map<string, (at: number) => void>();
  private count = 0;

  private constructor(
    private readonly speaker: Member,
    private readonly listener: Member,
    private readonly room: string,
  ) {}

  static async meet({ port }: Door, password?: string): Promise<Pair> {
    const come = (name: string, last: number, onEvent?: (text: string) => void) =>
      Member.join({
        ...{ port, tls: true, key: newKey(), name, localAddress: `127.0.9.${last}` },
        ...(password !== undefined && { password }),
        onEvent: (event) => event.kind === 'posted' && onEvent?.(event.text),
      });
    const speaker = await come('speaker', 1);
    const listener = await come('listener', 2, (text) => {
      pair.heard.get(text)?.(performance.now());
      pair.heard.delete(text);
    });
    const made = await speaker.run({ verb: 'create', name: 'quiet corner' });
    if (!made.ok) throw new Error(made.error.code);
    const room = (made.result.room as { id: string }).id;
    const pair: Pair = new Pair(speaker, listener, room);
    const joined = await listener.run({ verb: 'join', room });
    if (!joined.ok) throw new Error(joined.error.code);
    return pair;
  }

  /** Says something every so often until `over`; rejects when something is refused or not heard. */
  async talk(over: Promise<unknown>): Promise<Delays> {
    let talking = true;
    void over.finally(() => {
      talking = false;
    });
    const delays: number[] = [];
    const said: Promise<void>[] = [];
    while (talking) {
      const one = this.say().then((ms) => void delays.push(ms));
      one.catch(() => {}); // told below
      said.push(one);
      await pause(EVERY_MS);
    }
    await Promise.all(said);
    return delaysOf(delays);
  }

  /** Milliseconds until the other has it. */
  async say(text = `said ${++this.count}`, room = this.room): Promise<number> {
    const sent = performance.now();
    const heard = new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${text} was not heard`)), LATE_MS);
      this.heard.set(text, (at) => {
        clearTimeout(late);
        resolve(at - sent);
      });
    });
    heard.catch(() => {}); // what was refused is told instead
    const reply = await this.speaker.post(text, room);
    if (!reply.ok) throw new Error(`the well-behaved were refused: ${reply.error.code}`);
    return heard;
  }

  part(): void {
    this.speaker.close();
    this.listener.close();
  }
}
