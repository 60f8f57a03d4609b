/** A share of `npm run faults`: a few runs for each kind of fault, on calls far enough apart to get on. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, failDisk, Ground } from './disk-faults';

const RUNS = 3;
const MESSAGES = 100;
const EVERY = 61;

const injects =
  spawnSync('strace', ['-f', '-o', '/dev/null', '-e', 'inject=chroot:error=EIO', 'true']).status ===
  0;
if (!injects)
  process.stdout.write('Failing disks were skipped: strace is not here, or not allowed.\n');

describe.runIf(injects)('a disk that fails', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await Ground.prepare();
  });
  afterAll(() => ground.remove());

  it.each(FAULTS)('$error of $call loses nothing', { timeout: 240_000 }, async (fault) => {
    for (let run = 0; run < RUNS; run += 1) {
      const first = 7 + run * Math.floor(EVERY / RUNS);
      const outcome = await failDisk(ground, { fault, messages: MESSAGES, first, every: EVERY });
      // it failed, and whoever was concerned was told
      if (fault.call === 'pwrite64') expect(outcome.said).toBeGreaterThan(0);
      expect(outcome.refusals).toBeLessThan(500);
    }
  });
});
