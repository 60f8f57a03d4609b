/** `sarangbang news`: lines of a file for everybody who listens, as the old news programs sent them. */
import { createReadStream } from 'node:fs';
import { type Command, Option } from 'commander';
import { startNews } from '../lan/news';
import { NEWS_EVERY_MS, NEWS_GROUP, NEWS_PORT, PIPE_LINE_MAX_BYTES } from '../protocol/limits';
import type { HostPort } from '../protocol/views';
import { LineTooLong, linesOf } from './connect/lines';
import { EXIT } from './exit-codes';
import { duration, whole } from './flags';
import { groupFlag, NEWS_AT } from './news/group';
import { untilTold } from './until-told';
import { fill, type Words } from './words';

interface Flags {
  file: string;
  group: HostPort;
  ttl: number;
  every: number;
  broadcast: boolean;
  repeat: boolean;
}

export function addNews(program: Command, words: Words): void {
  const { news } = words;
  const every = (text: string) =>
    duration(text, 50, 3_600_000, fill(words.notATime, { least: '50ms', most: '3600s' }));
  const ttl = (text: string) => whole(text, 1, 255, words.notACount);
  const group = { host: NEWS_GROUP, port: NEWS_PORT };
  program
    .command('news')
    .description(news.about)
    .requiredOption('--file <file>', news.file)
    .addOption(
      new Option('--group <address>', news.group)
        .argParser(groupFlag(news.notAGroup))
        .default(group, NEWS_AT),
    )
    .addOption(new Option('--ttl <n>', news.ttl).argParser(ttl).default(1))
    .addOption(
      new Option('--every <time>', news.every).argParser(every).default(NEWS_EVERY_MS, '2s'),
    )
    .addOption(new Option('--broadcast', news.broadcast).default(false))
    .addOption(new Option('--repeat', news.repeat).default(false))
    .action(async (flags: Flags) => {
      process.exitCode = await send(flags, words);
    });
}

async function send(flags: Flags, words: Words): Promise<number> {
  const { file, group, ttl, every: everyMs, broadcast, repeat } = flags;
  const sender = startNews({
    lines: supplier(file, repeat && file !== '-'),
    group: group.host,
    port: group.port,
    ttl,
    everyMs,
    broadcast,
    log: (line) => process.stderr.write(`${line}\n`),
    onSent: (piece) => process.stdout.write(`${piece.trimEnd()}\n`),
  });
  untilTold(() => sender.stop());
  try {
    await sender.done;
    return EXIT.done;
  } catch (why) {
    const line =
      why instanceof LineTooLong
        ? fill(words.connect.lineTooLong, { number: why.number, limit: PIPE_LINE_MAX_BYTES })
        : fill(words.news.noFile, { file, why: (why as Error).message });
    process.stderr.write(`${line}\n`);
    return EXIT.refused;
  } finally {
    if (file === '-') process.stdin.destroy();
  }
}

/** The next line of the file each time; with `repeat` from the start again after the last. */
function supplier(file: string, repeat: boolean): () => Promise<string | null> {
  const open = () =>
    linesOf(file === '-' ? process.stdin : createReadStream(file), PIPE_LINE_MAX_BYTES);
  let lines = open();
  let any = false;
  return async () => {
    for (;;) {
      const next = await lines.next();
      if (next.done) {
        if (!repeat || !any) return null;
        lines = open();
      } else if (next.value.trim() !== '') {
        any = true;
        return next.value;
      }
    }
  };
}
