/**
 * A share of `npm run fuzz`: every decoder that is no gateway (those: gateways.test.ts). Seeded, so
 * that what fails once fails again.
 */
import { describe, expect, it } from 'vitest';
import { openBackups, openExports } from './archives';
import { feed } from './decode';
import { DECODERS } from './decoders';
import { endure } from './hostile-server';
import { GROWTH_MAX_BYTES } from './run';

const SEED = 20261121;
const FRAMES_OF_SERVERS = 10_000;
const ARCHIVES = 300;
const PER_DECODER = 5_000;

describe('bytes that nobody agreed on', () => {
  it('from a server break no client', { timeout: 120_000 }, async () => {
    const { frames, visits, answered } = await endure(FRAMES_OF_SERVERS, SEED);
    expect(frames).toBeGreaterThanOrEqual(FRAMES_OF_SERVERS);
    // often enough it was in, and read all of it
    expect(answered).toBeGreaterThan(visits / 5);
  });

  it('in a backup are refused or do no harm', { timeout: 120_000 }, async () => {
    const { taken, refused } = await openBackups(ARCHIVES, SEED);
    expect(taken + refused).toBe(ARCHIVES);
    // almost everything that is changed is noticed: each part has its hash
    expect(refused).toBeGreaterThan(ARCHIVES / 2);
  });

  it('in an exported room are refused, or left out of it', { timeout: 120_000 }, async () => {
    const { taken, refused } = await openExports(ARCHIVES, SEED);
    expect(taken).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it.each(DECODERS)('upset no decoder: $name', { timeout: 240_000 }, (decoder) => {
    const fed = feed(decoder, PER_DECODER, SEED);
    // the schemas were reached, and not everything was taken for good
    expect(fed.taken).toBeGreaterThan(0);
    expect(fed.growth).toBeLessThan(GROWTH_MAX_BYTES);
  });
});
