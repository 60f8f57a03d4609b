/**
 * `npm run floods -- [--seconds N] [--scale N] [--flood WORD] [--profile FOLDER] [--in-memory]`: a
 * table of floods; the last shows what of the delays is the disk's.
 * With `--app` those who never wait, against somebody who hosts in the app.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { elsewhere } from './elsewhere';
import { FLOODS } from './floods';
import { senders } from './inside';
import type { Delays } from './pair';
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
      app: { type: 'boolean', default: false },
      'in-memory': { type: 'boolean', default: false },
    },
  });
  const { seconds, scale, 'in-memory': inMemory } = values;
  const options = { seconds: Number(seconds), scale: Number(scale), inMemory };
  if (values.app) return floodApp(options);
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
    `    ${when}: two who talk: ${said(delays)}`,
    `      server's loop late by p99 ${ms(loop.p99)}, worst ${ms(loop.worst)}; ${share}`,
  ].join('\n');
}

const said = ({ said, median, p99, worst }: Delays) =>
  `${said} messages, median ${ms(median)}, p99 ${ms(p99)}, worst ${ms(worst)}`;

/** Its bundle lies beside this one. */
async function floodApp(options: { seconds: number; scale: number }): Promise<number> {
  const file = path.resolve(path.dirname(process.argv[1] as string), 'app.js');
  const { withFloodedApp } = (await import(pathToFileURL(file).href)) as typeof import('./app');
  const flooded = await withFloodedApp(elsewhere(senders), options);
  const { told, talk, main: shell, window, frames, keys, shown } = flooded;
  print(`  ${senders.name}, against the app: ${told}`);
  print(`    two who talk: ${said(talk)}`);
  print(`    main process late by p99 ${ms(shell.p99)}, worst ${ms(shell.worst)}`);
  print(`    window late by p99 ${ms(window.p99)}, worst ${ms(window.worst)}`);
  print(`    between two frames p99 ${ms(frames.p99)}, worst ${ms(frames.worst)}`);
  print(
    `    from key to frame (those above 16 ms): ${keys.said}, median ${ms(keys.median)}, p99 ${ms(keys.p99)}`,
  );
  print(`    lines in the window: ${shown}`);
  return 0;
}
