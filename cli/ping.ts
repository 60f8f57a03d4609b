/** `sarangbang ping`: how long it takes to somebody and back. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { formatAddress, parseTarget } from '../protocol/invite';
import { PING_COUNT, PING_GAP_MS, PING_TIMEOUT_MS } from '../protocol/limits';
import type { HostPort } from '../protocol/views';
import { EXIT } from './exit-codes';
import { countFlag, duration } from './flags';
import { findWay, NoWay, type Way } from './ping/way';
import { printable } from './printable';
import { fill, type Words } from './words';

interface Flags {
  count: number;
  every: number;
}

export function addPing(program: Command, words: Words): void {
  const every = (text: string) =>
    duration(text, 10, 60_000, fill(words.notATime, { least: '10ms', most: '60s' }));
  program
    .command('ping')
    .description(words.ping.about)
    .argument('<address>', words.ping.target)
    .addOption(
      new Option('--count <n>', words.ping.count)
        .argParser(countFlag(words, 10_000))
        .default(PING_COUNT),
    )
    .addOption(
      new Option('--every <time>', words.ping.every).argParser(every).default(PING_GAP_MS, '500ms'),
    )
    .action(async (text: string, flags: Flags, command: Command) => {
      const read = parseTarget(text);
      if (!read.ok) command.error(words.notATarget);
      else process.exitCode = await ping(read.target.hosts, flags, words);
    });
}

async function ping(hosts: readonly HostPort[], flags: Flags, words: Words): Promise<number> {
  const times: number[] = [];
  let sent = 0;
  let told = false;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const say = (line: string) => process.stdout.write(`${line}\n`);
  let way: Way;
  try {
    way = await findWay(hosts, PING_TIMEOUT_MS);
  } catch (why) {
    if (!(why instanceof NoWay)) throw why;
    process.stderr.write(`${words.failure[why.failure.code]}\n`);
    return EXIT.unreachable;
  }
  const { kind, name = '' } = way;
  const address = formatAddress(way.address);
  say(fill(words.ping[kind], { address, name: printable(name) }));
  while (sent < flags.count && !stop.signal.aborted) {
    if (sent > 0) await pause(flags.every, undefined, { signal: stop.signal }).catch(() => {});
    if (stop.signal.aborted) break;
    sent += 1;
    try {
      // Servers do not let somebody who never comes in stay for long.
      if (!way.open) way = await findWay([way.address], PING_TIMEOUT_MS);
      const ms = await way.roundTrip(PING_TIMEOUT_MS);
      times.push(ms);
      say(`${sent}  ${ms.toFixed(2)} ms`);
    } catch {
      say(fill(words.ping.lost, { n: sent }));
    }
    told = true;
  }
  way.close();
  if (told) say(summary(sent, times, words));
  return times.length > 0 ? EXIT.done : EXIT.unreachable;
}

/** The fewest, the average and the most, in ms. */
export function summary(sent: number, times: readonly number[], words: Words): string {
  const counts = fill(words.ping.summary, { sent, back: times.length });
  if (times.length === 0) return counts;
  const [min, avg, max] = [
    Math.min(...times),
    times.reduce((sum, ms) => sum + ms, 0) / times.length,
    Math.max(...times),
  ].map((ms) => ms.toFixed(2)) as [string, string, string];
  return `${counts}; ${fill(words.ping.times, { min, avg, max })}`;
}
