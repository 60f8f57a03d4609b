/**
 * A small share of `npm run floods`. How fast the others are then depends on the machine and is
 * not held here; that they are served, and what a flood may take, is.
 */
import { expect, it } from 'vitest';
import { FLOODS } from './floods';
import { withFlood } from './run';

const SECONDS = 1;
const SCALE = 0.05;
const MB = 1024 * 1024;
/** What a twentieth of each flood may add to the server, and to the kernel for both of its ends. */
const SERVER_MAX_BYTES = 160 * MB;
const KERNEL_MAX_BYTES = 128 * MB;

it.each(FLOODS)('$name: bounded, and the others talk on', { timeout: 180_000 }, async (flood) => {
  const flooded = await withFlood(flood, { seconds: SECONDS, scale: SCALE });
  const { going, rss, rssMost, kernelMost } = flooded;
  expect(going.delays.said).toBeGreaterThan(0);
  expect(rssMost - rss).toBeLessThan(SERVER_MAX_BYTES);
  expect(kernelMost).toBeLessThan(KERNEL_MAX_BYTES);
});
