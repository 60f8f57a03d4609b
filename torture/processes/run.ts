/** Round after round until the time is over; a fresh house every few rounds. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { House, type Programs } from './house';

/** What an audit costs grows with the log. */
const ROUNDS_PER_HOUSE = 8;
const ROUND_MS = [3_000, 7_000] as const;

export interface RunOptions {
  programs: Programs;
  seed: number;
  /** No round begins later than this. */
  lastsMs: number;
  members: number;
  /** Number of the first round: the plan of a round follows from the seed and this. */
  from: number;
  /** Leave the folders behind. */
  keep: boolean;
  say: (line: string) => void;
}

export interface Totals {
  rounds: number;
  events: number;
  messages: number;
  changes: number;
  struck: Record<string, number>;
}

/** Throws what broke, after having said how to see it again. */
export async function torture(options: RunOptions): Promise<Totals> {
  const { seed, say, members, from, lastsMs } = options;
  const totals: Totals = { rounds: 0, events: 0, messages: 0, changes: 0, struck: {} };
  const end = performance.now() + lastsMs;
  let round = from;
  do {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-torture-'));
    const house = new House(options.programs, folder, seed);
    let whole = false;
    let last = { events: 0, messages: 0, changes: 0 };
    try {
      await house.open(members);
      do {
        const ms = ROUND_MS[round % 2] as number;
        const result = await house.round(round, ms);
        last = result;
        totals.rounds += 1;
        for (const [what, times] of Object.entries(result.struck)) {
          totals.struck[what] = (totals.struck[what] ?? 0) + times;
        }
        say(`round ${round}: ${lineOf(result)}`);
        round += 1;
      } while (performance.now() < end && (round - from) % ROUNDS_PER_HOUSE !== 0);
      whole = true;
    } catch (why) {
      say(`round ${round} broke: ${why instanceof Error ? why.message : why}`);
      say(`what is left of it: ${folder}`);
      say(
        `again: npm run torture -- --seed ${seed} --round ${round} --members ${members}${options.programs.app ? ' --app' : ''}`,
      );
      throw why;
    } finally {
      await house.close();
      if (whole && !options.keep) rmSync(folder, { recursive: true, force: true });
    }
    totals.events += last.events;
    totals.messages += last.messages;
    totals.changes += last.changes;
  } while (performance.now() < end);
  return totals;
}

const lineOf = (result: {
  events: number;
  messages: number;
  struck: Readonly<Record<string, number>>;
}): string => {
  const { events, messages, struck } = result;
  const faults = Object.values(struck).reduce((sum, times) => sum + times, 0);
  const kills = (struck['kill-server'] ?? 0) + (struck['kill-member'] ?? 0);
  return `${faults} faults, ${kills} of them kill -9; ${events} events with ${messages} messages audited`;
};
