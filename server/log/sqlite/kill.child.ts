/**
 * Run by kill.test.ts in a process of its own, to be killed: posts as fast as it can and prints
 * each number that was accepted, after its commit.
 */
import { writeSync } from 'node:fs';
import { openSqliteLog } from './sqlite-log';

export const DEVICE = `k${'a'.repeat(22)}`;
export const EPOCH = '0123456789abcdef';
export const textOf = (n: number): string => `message ${n}`;
/** Commands under way at a time. */
const IN_FLIGHT = 16;

function run(file: string): void {
  const log = openSqliteLog({ file, durability: 'full', shared: true });
  let n = log.highWater(DEVICE, EPOCH);
  const post = (): void => {
    n += 1;
    const mine = n;
    const { done } = log.append({
      events: [
        { kind: 'posted', room: 'lobby', ts: 1, by: DEVICE, name: 'ann', text: textOf(mine) },
      ],
      mark: { device: DEVICE, epoch: EPOCH, n: mine, hash: String(mine), answer: null },
    });
    done.then(() => {
      writeSync(1, `${mine}\n`);
      post();
    });
  };
  for (let i = 0; i < IN_FLIGHT; i += 1) post();
}

const file = process.argv[2];
if (process.argv[1]?.endsWith('kill.child.mjs') && file) run(file);
