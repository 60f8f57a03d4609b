/** `npm run torture`, and this very program again as one of its members. */
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runMember } from './processes/member';
import { torture } from './processes/run';
import type { MemberOptions } from './processes/words';

const whole = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError('not a whole number');
};
const positive = (text: string): number => {
  const number = Number(text);
  if (number > 0) return number;
  throw new InvalidArgumentError('not a number above 0');
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const randomSeed = (): number => Math.floor(Math.random() * 0x7fff_ffff);

const program = new Command('torture');
program.command('member <options>', { hidden: true }).action((text: string) => {
  runMember(JSON.parse(text) as MemberOptions);
});
program
  .command('run', { isDefault: true })
  .description('server and members as processes, killed and cut off while they talk, then audited')
  .option('--minutes <n>', 'how long', positive, 2)
  .option('--seed <n>', 'what happens, and when', whole)
  .option('--round <n>', 'number of the first round', whole, 1)
  .option('--members <n>', 'how many', whole, 4)
  .option('--keep', 'leave the folders behind', false)
  .action(async (flags) => {
    const seed: number = flags.seed ?? randomSeed();
    say(`seed ${seed}`);
    const here = process.argv[1] as string;
    const totals = await torture({
      programs: { serve: path.resolve(path.dirname(here), '../cli/main.js'), member: here },
      ...{ seed, members: flags.members, from: flags.round, keep: flags.keep, say },
      lastsMs: flags.minutes * 60_000,
    });
    say(
      `${totals.rounds} rounds, ${totals.messages} messages and ${totals.changes} changes audited: ` +
        'none lost, none twice, none out of order',
    );
    say(JSON.stringify(totals.struck));
    process.exit(0);
  });
await program.parseAsync();
