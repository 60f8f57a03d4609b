/** `npm run faults -- [--messages N] [--every N]`: each kind of fault at each call, a share per run. */
import { parseArgs } from 'node:util';
import { FAULTS, failDisk } from './disk-faults';

/** Calls of a start on a folder that is there: they are another trial's business. */
const AFTER_START = 6;
const print = (text: string) => process.stdout.write(`${text}\n`);

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      messages: { type: 'string', default: '1000' },
      every: { type: 'string', default: '31' },
    },
  });
  const messages = Number(values.messages);
  const every = Number(values.every);
  for (const fault of FAULTS) {
    let refusals = 0;
    let said = 0;
    for (let shift = 0; shift < every; shift += 1) {
      const run = { fault, messages, every, first: AFTER_START + shift };
      try {
        const outcome = await failDisk(run);
        refusals += outcome.refusals;
        said += outcome.said;
      } catch (why) {
        print(`FAILED ${JSON.stringify(run)}: ${why instanceof Error ? why.stack : why}`);
        return 1;
      }
    }
    print(
      `  ${fault.error} of ${fault.call}: ${every} runs of ${messages} messages, ${said} faults told, ${refusals} refusals; everything accepted is there, once, in order`,
    );
  }
  return 0;
}
