/** `npm run floods -- [--seconds N] [--scale N] [--flood WORD]`: a table of floods. */
import { parseArgs } from 'node:util';
import { FLOODS } from './floods';
import { withFlood } from './run';

const MB = 1024 * 1024;
const print = (text: string) => process.stdout.write(`${text}\n`);
const mb = (bytes: number) => `${Math.round(bytes / MB)} MB`;

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      seconds: { type: 'string', default: '15' },
      scale: { type: 'string', default: '1' },
      flood: { type: 'string', default: '' },
    },
  });
  let failed = false;
  for (const flood of FLOODS.filter(({ name }) => name.includes(values.flood))) {
    try {
      const result = await withFlood(flood, Number(values.seconds), Number(values.scale));
      const { delays, rss, rssMost, kernelMost, told } = result;
      print(`  ${flood.name}: ${told}`);
      print(
        `    two who talk: ${delays.said} messages, median ${delays.median.toFixed(1)} ms, p99 ${delays.p99.toFixed(1)} ms, worst ${delays.worst.toFixed(0)} ms`,
      );
      print(
        `    server ${mb(rss)} before, ${mb(rssMost)} at most; kernel ${mb(kernelMost)} more at most`,
      );
    } catch (why) {
      failed = true;
      print(`  FAILED ${flood.name}: ${why instanceof Error ? why.stack : why}`);
    }
  }
  return failed ? 1 : 0;
}
