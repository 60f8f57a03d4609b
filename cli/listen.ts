/** `sarangbang listen`: prints the news that others send, one line each. */
import { type Command, Option } from 'commander';
import { listenNews } from '../lan/news';
import { NEWS_GROUP, NEWS_PORT } from '../protocol/limits';
import type { HostPort } from '../protocol/views';
import { countFlag } from './flags';
import { groupFlag, NEWS_AT } from './news/group';
import { printable } from './printable';
import { untilTold } from './until-told';
import type { Words } from './words';

interface Flags {
  group: HostPort;
  count?: number;
}

export function addListen(program: Command, words: Words): void {
  const group = { host: NEWS_GROUP, port: NEWS_PORT };
  program
    .command('listen')
    .description(words.listen.about)
    .addOption(
      new Option('--group <address>', words.news.group)
        .argParser(groupFlag(words.news.notAGroup))
        .default(group, NEWS_AT),
    )
    .addOption(new Option('--count <n>', words.listen.count).argParser(countFlag(words)))
    .action((flags: Flags) => listen(flags));
}

/** Resolves after `count` lines, or when it is told to stop. */
async function listen({ group, count = Number.POSITIVE_INFINITY }: Flags): Promise<void> {
  let left = count;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const listener = listenNews(
    {
      group: group.host,
      port: group.port,
      log: (line) => process.stderr.write(`${line}\n`),
    },
    (line) => {
      if (left <= 0) return;
      left -= 1;
      process.stdout.write(`${printable(line)}\n`);
      if (left === 0) end();
    },
  );
  untilTold(end);
  await ended;
  await listener.stop();
}
