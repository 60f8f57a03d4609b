/** `npm run faults -- [--messages N] [--at-once N]`: each kind of fault at each call. */
import { parseArgs } from 'node:util';
import { type Counted, countCalls, FAULTS, type Fault, failDisk, Ground } from './disk-faults';

const print = (text: string) => process.stdout.write(`${text}\n`);

interface Plan {
  readonly messages: number;
  readonly counted: Counted;
  readonly ground: Ground;
  /** Runs at a time. */
  readonly atOnce: number;
}

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      messages: { type: 'string', default: '1000' },
      'at-once': { type: 'string', default: '3' },
    },
  });
  const ground = await Ground.prepare();
  try {
    const messages = Number(values.messages);
    const counted = await countCalls(ground, messages);
    const plan = { messages, counted, ground, atOnce: Number(values['at-once']) };
    for (const fault of FAULTS) if (!(await failAtEach(fault, plan))) return 1;
    return 0;
  } finally {
    ground.remove();
  }
}

/** As many runs as lie between two failures, each one call later. False: one was not as promised. */
async function failAtEach(fault: Fault, plan: Plan): Promise<boolean> {
  const { messages, counted, ground, atOnce } = plan;
  const { start, all } = counted;
  const what = `  ${fault.error} of ${fault.call}`;
  if (!all.has(fault.call)) {
    print(`${what}: it is not called`);
    return true;
  }
  const started = performance.now();
  const sums = { runs: 0, failed: 0, said: 0, refusals: 0 };
  let next = 0;
  let well = true;
  const worker = async () => {
    while (well && next < fault.apart) {
      const shift = next;
      next += 1;
      try {
        const { failed, said, refusals } = await failDisk(ground, {
          ...{ fault, messages, start, shift },
        });
        sums.runs += 1;
        sums.failed += failed;
        sums.said += said;
        sums.refusals += refusals;
      } catch (why) {
        well = false;
        print(`FAILED ${what}, shift ${shift}: ${why instanceof Error ? why.stack : why}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const told = `${sums.said} failed commits told, ${sums.refusals} refusals, ${seconds} s`;
  print(`${what}: ${sums.runs} runs of ${messages} messages, ${sums.failed} calls failed, ${told}`);
  if (well) print('    everything that was accepted is there, once, in order');
  return well;
}
