/**
 * A share of `npm run fuzz`: every gateway of a running server through real sockets, and every
 * other decoder. Seeded, so that what fails once fails again.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { House } from '../support/house';
import { openBackups, openExports } from './archives';
import { feed } from './decode';
import { DECODERS } from './decoders';
import { endure } from './hostile-server';
import { FUZZ_HOUSE, fuzz, GROWTH_MAX_BYTES } from './run';
import { WIRES } from './wires';

const SEED = 20261121;
/** Inputs of one gateway; a hundred thousand, and more of them, by `npm run fuzz`. */
const INPUTS = 20_000;
const BATCH = 10_000;
const FRAMES_OF_SERVERS = 10_000;
const ARCHIVES = 300;
const PER_DECODER = 5_000;

describe('bytes that nobody agreed on', () => {
  it.each(WIRES)('upset no gateway: $name', { timeout: 240_000 }, async (wire) => {
    const house = await House.open(FUZZ_HOUSE);
    onTestFinished(async () => void (await house.end('SIGKILL')));
    const tally = await fuzz(wire, house, { inputs: INPUTS, seed: SEED, batch: BATCH });
    expect(tally.inputs).toBeGreaterThanOrEqual(INPUTS);
    expect(house.running).toBe(true);
    // it ends in order, with all that was left behind
    expect(await house.end()).toBe(0);
  });

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
