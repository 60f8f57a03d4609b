/** `npm run fuzz -- [--minutes N] [--seed N] [--wire NAME]`: every gateway in turn, then again. */
import { parseArgs } from 'node:util';
import { House } from '../support/house';
import { feed } from './decode';
import { DECODERS } from './decoders';
import { FUZZ_HOUSE, fuzz, type Tally } from './run';
import { WIRES } from './wires';

const PER_TURN = 100_000;
const BATCH = 20_000;
const DECODED = 100_000;

const print = (text: string) => process.stdout.write(`${text}\n`);
const told = ({ wire, inputs, connections, seconds, cpuSeconds, growth }: Tally) =>
  `  ${wire.padEnd(16)} ${inputs.toLocaleString('en').padStart(11)} inputs, ${connections.toLocaleString('en').padStart(8)} connections, ${seconds.toFixed(1).padStart(6)} s (server ${cpuSeconds.toFixed(1)} s), heap ${growth < 0 ? '' : '+'}${(growth / 1024).toFixed(0)} KiB`;

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      wire: { type: 'string' },
      inputs: { type: 'string', default: String(PER_TURN) },
    },
  });
  const until = performance.now() + Number(values.minutes) * 60_000;
  let seed = Number(values.seed);
  print(`fuzzing for ${values.minutes} min, seed ${seed}`);
  let total = 0;
  do {
    for (const wire of WIRES) {
      if (values.wire !== undefined && wire.name !== values.wire) continue;
      const house = await House.open(FUZZ_HOUSE);
      try {
        const plan = { inputs: Number(values.inputs), seed, batch: BATCH };
        const tally = await fuzz(wire, house, plan);
        total += tally.inputs;
        print(told(tally));
      } catch (why) {
        print(`FAILED ${wire.name}, seed ${seed}: ${why instanceof Error ? why.stack : why}`);
        print(`again: npm run fuzz -- --wire ${wire.name} --seed ${seed}`);
        print(house.lines.slice(-20).join('\n'));
        return 1;
      } finally {
        await house.end();
      }
    }
    if (values.wire === undefined) {
      for (const decoder of DECODERS) {
        const { inputs, taken, slowestMs } = feed(decoder, DECODED, seed);
        total += inputs;
        print(
          `  ${decoder.name.padEnd(24)} ${inputs.toLocaleString('en')} inputs, ${taken.toLocaleString('en')} taken, slowest ${slowestMs.toFixed(1)} ms`,
        );
      }
    }
    seed += 1;
  } while (performance.now() < until);
  print(`${total.toLocaleString('en')} inputs, no crash, no growth, every valid client answered`);
  return 0;
}
