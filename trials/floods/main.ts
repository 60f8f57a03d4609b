/** `npm run floods -- [--seconds N] [--scale N] [--flood WORD] [--profile FOLDER]`: a table of floods. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { elsewhere } from './elsewhere';
import { FLOODS } from './floods';
import { type Stretch, withFlood } from './run';

const MB = 1024 * 1024;
const print = (text: string) => process.stdout.write(`${text}\n`);
const mb = (bytes: number) => `${Math.round(bytes / MB)} MB`;
const ms = (value: number) => `${value.toFixed(1)} ms`;

export async function main(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      seconds: { type: 'string', default: '15' },
      scale: { type: 'string', default: '1' },
      flood: { type: 'string', default: '' },
      profile: { type: 'string' },
    },
  });
  const options = { seconds: Number(values.seconds), scale: Number(values.scale) };
  let failed = false;
  for (const flood of FLOODS.filter(({ name }) => name.includes(values.flood))) {
    const profile = values.profile && path.resolve(values.profile, flood.name.replaceAll(' ', '-'));
    try {
      const result = await withFlood(elsewhere(flood), { ...options, ...(profile && { profile }) });
      const { coming, going, rss, rssMost, kernelMost, told } = result;
      print(`  ${flood.name}: ${told}`);
      if (coming.delays.said > 1) print(line('while they come', coming));
      print(line('then', going));
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

function line(when: string, { delays, loop, lasted, cpu }: Stretch): string {
  const share = `${Math.round((100 * cpu) / lasted)} % of a core in ${lasted.toFixed(1)} s`;
  return [
    `    ${when}: two who talk: ${delays.said} messages, median ${ms(delays.median)}, p99 ${ms(delays.p99)}, worst ${ms(delays.worst)}`,
    `      server's loop late by p99 ${ms(loop.p99)}, worst ${ms(loop.worst)}; ${share}`,
  ].join('\n');
}
