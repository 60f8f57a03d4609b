/** A share of `npm run faults`: one run for each kind of fault, on calls far enough apart to get on. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { FAULTS, failDisk } from './disk-faults';

const injects =
  spawnSync('strace', ['-f', '-o', '/dev/null', '-e', 'inject=chroot:error=EIO', 'true']).status ===
  0;
if (!injects)
  process.stdout.write('Failing disks were skipped: strace is not here, or not allowed.\n');

describe.runIf(injects)('a disk that fails', () => {
  it.each(FAULTS)('$error of $call loses nothing', { timeout: 240_000 }, async (fault) => {
    const outcome = await failDisk({ fault, messages: 60, first: 7, every: 31 });
    // it failed, and whoever was concerned was told
    if (fault.call === 'pwrite64') expect(outcome.said).toBeGreaterThan(0);
    expect(outcome.refusals).toBeLessThan(500);
  });
});
