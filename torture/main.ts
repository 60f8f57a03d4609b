/** `npm run torture`, `npm run model`, `npm run defects`; and this very program again as their parts. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { hunt } from './defects/hunt';
import { DEFECTS } from './defects/list';
import { plantedPrograms } from './defects/planted-programs';
import { campaign } from './model/campaign';
import { check } from './model/model';
import { modelNamed } from './model/models';
import { torture } from './processes/run';

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

const here = process.argv[1] as string;
const beside = (file: string): string => path.resolve(path.dirname(here), file);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const randomSeed = (): number => Math.floor(Math.random() * 0x7fff_ffff);

/** What a model found goes to stderr, where whoever started the process reads it. */
async function part(name: string, histories: number, seed: number): Promise<void> {
  const { failure } = await check(modelNamed(name), { histories, seed });
  if (failure !== null) process.stderr.write(`${failure}\n`);
  process.exit(failure === null ? 0 : 1);
}

const program = new Command('torture');
program
  .command('part <model> <histories> <seed>', { hidden: true })
  .action((name: string, histories: string, seed: string) =>
    part(name, whole(histories), whole(seed)),
  );
program
  .command('run', { isDefault: true })
  .description('server and members as processes, killed and cut off while they talk, then audited')
  .option('--minutes <n>', 'how long', positive, 2)
  .option('--seed <n>', 'what happens, and when', whole)
  .option('--round <n>', 'number of the first round', whole, 1)
  .option('--members <n>', 'how many', whole, 4)
  .option('--app', 'the app is a member too, with its window on a display', false)
  .option('--plant <mistake>', 'one of `npm run defects`, to see the audit find it')
  .option('--keep', 'leave the folders behind', false)
  .action(async (flags) => {
    const seed: number = flags.seed ?? randomSeed();
    say(`seed ${seed}`);
    const totals = await torture({
      programs: {
        ...(flags.plant === undefined
          ? { serve: beside('../cli/main.js'), member: beside('member.js') }
          : await plantedPrograms(flags.plant)),
        app: flags.app ? beside('app.js') : null,
      },
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
program
  .command('model')
  .description('the real classes under random histories, in memory and with a clock that is held')
  .option('--histories <n>', 'how many', whole, 1_000_000)
  .option('--seed <n>', 'which', whole)
  .option('--only <model>', 'one model, in this process')
  .action(async (flags) => {
    const seed: number = flags.seed ?? randomSeed();
    say(`seed ${seed}`);
    if (flags.only) return part(flags.only, flags.histories, seed);
    const { histories } = flags;
    const processes = availableParallelism();
    const played = await campaign({ program: here, histories, seed, processes, say });
    const told = Object.entries(played).map(([name, count]) => `${count} of ${name}`);
    say(`${told.join(', ')}: nothing broken`);
    process.exit(0);
  });
program
  .command('defects')
  .description('plants one mistake after another, and tells which model catches it')
  .option('--seed <n>', 'where to look', whole)
  .action(async (flags) => {
    const seed: number = flags.seed ?? randomSeed();
    say(`seed ${seed}`);
    let missed = 0;
    for (const defect of DEFECTS) {
      const { failure, histories } = await hunt(defect, seed);
      if (failure === null) missed += 1;
      const what = failure === null ? 'MISSED' : 'caught';
      const why = failure === null ? '' : `: ${failure.split('\n', 1)[0]?.slice(0, 90)}`;
      say(`${what} ${defect.name} (${defect.model}, history ${histories})${why}`);
    }
    say(`${DEFECTS.length - missed} of ${DEFECTS.length} caught`);
    process.exit(missed === 0 ? 0 : 1);
  });
await program.parseAsync();
