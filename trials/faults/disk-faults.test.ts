/** A share of `npm run faults`: a few runs for each kind of fault, on calls far enough apart to get on. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Counted, countCalls, FAULTS, failDisk, Ground } from './disk-faults';

const RUNS = 3;
const MESSAGES = 100;

const injects =
  spawnSync('strace', ['-f', '-o', '/dev/null', '-e', 'inject=chroot:error=EIO', 'true']).status ===
  0;
if (!injects)
  process.stdout.write('Failing disks were skipped: strace is not here, or not allowed.\n');

describe.runIf(injects)('a disk that fails', () => {
  let ground: Ground;
  let counted: Counted;
  beforeAll(async () => {
    ground = await Ground.prepare();
    counted = await countCalls(ground, MESSAGES);
  });
  afterAll(() => ground.remove());

  it.each(FAULTS)('$error of $call loses nothing', { timeout: 240_000 }, async (fault) => {
    const { start, all } = counted;
    // this build of SQLite makes no such call
    if (!all.has(fault.call)) return;
    let failed = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const shift = Math.floor((run * fault.apart) / RUNS);
      const outcome = await failDisk(ground, { fault, messages: MESSAGES, start, shift });
      failed += outcome.failed;
      expect(outcome.refusals).toBeLessThan(500);
    }
    expect(failed).toBeGreaterThan(0);
  });
});
