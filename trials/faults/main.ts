/** `npm run faults -- [--messages N] [--every N] [--at-once N]`: each kind of fault at each call. */
import { parseArgs } from 'node:util';
import { countCalls, FAULTS, type Fault, failDisk, Ground, type Outcome } from './disk-faults';

/** Calls of a start on a folder that is there: they are another trial's business. */
const AFTER_START = 6;
/** Of calls that a commit makes once, fewer need to lie between two failures. */
const EVERY_RARE = 13;
const print = (text: string) => process.stdout.write(`${text}\n`);

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      messages: { type: 'string', default: '1000' },
      // a commit, the check after it and coming in again must fit between two failures
      every: { type: 'string', default: '61' },
      'at-once': { type: 'string', default: '3' },
    },
  });
  const plan = { messages: Number(values.messages), every: Number(values.every) };
  const ground = await Ground.prepare();
  try {
    const calls = await countCalls(ground, plan.messages);
    for (const fault of FAULTS) {
      const count = calls.get(fault.call) ?? 0;
      // what is not called without a failure is not called at each step either
      if (count === 0) print(`  ${fault.error} of ${fault.call}: it is not called`);
      else if (!(await failAtEach(fault, count, plan, ground, Number(values['at-once'])))) return 1;
    }
    return 0;
  } finally {
    ground.remove();
  }
}

type Plan = { readonly messages: number; readonly every: number };

/** Runs that differ by one call, some at a time. False when one was not as promised. */
async function failAtEach(
  fault: Fault,
  count: number,
  { messages, every }: Plan,
  ground: Ground,
  atOnce: number,
): Promise<boolean> {
  const started = performance.now();
  const apart = fault.call === 'pwrite64' ? every : Math.min(every, EVERY_RARE);
  const shifts = Math.min(apart, count);
  const outcomes: Outcome[] = [];
  let next = 0;
  let well = true;
  const worker = async () => {
    while (well && next < shifts) {
      const run = { fault, messages, every: apart, first: AFTER_START + next };
      next += 1;
      try {
        outcomes.push(await failDisk(ground, run));
      } catch (why) {
        well = false;
        print(`FAILED ${JSON.stringify(run)}: ${why instanceof Error ? why.stack : why}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const sum = (of: keyof Outcome) => outcomes.reduce((all, outcome) => all + outcome[of], 0);
  print(
    `  ${fault.error} of ${fault.call}: ${outcomes.length} runs of ${messages} messages (${count} calls), ${sum('failed')} calls failed, ${sum('said')} commits, ${sum('refusals')} refusals, ${((performance.now() - started) / 1000).toFixed(0)} s${well ? '; everything accepted is there, once, in order' : ''}`,
  );
  return well;
}
