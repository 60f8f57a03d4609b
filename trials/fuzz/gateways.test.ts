/**
 * A hundred thousand inputs for every gateway of a running server, through real sockets; more of them
 * by `npm run fuzz`. Seeded, so that what fails once fails again.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { House } from '../support/house';
import { FUZZ_HOUSE, fuzz } from './run';
import { WIRES } from './wires';

const SEED = 20261121;
const PLAN = { inputs: 100_000, batch: 10_000, seed: SEED };
/** A machine that is too busy for all of them in this time does with less, and says so; in s. */
const WITHIN = 60;
const AT_LEAST = 2 * PLAN.batch;

describe('bytes that nobody agreed on', () => {
  it.each(WIRES)('upset no gateway: $name', { timeout: 400_000 }, async (wire) => {
    const house = await House.open(FUZZ_HOUSE);
    onTestFinished(async () => void (await house.end('SIGKILL')));
    const { inputs } = await fuzz(wire, house, { ...PLAN, within: WITHIN });
    expect(inputs).toBeGreaterThanOrEqual(AT_LEAST);
    if (inputs < PLAN.inputs) {
      process.stdout.write(`${wire.name}: ${inputs} of ${PLAN.inputs} inputs in ${WITHIN} s.\n`);
    }
    expect(house.running).toBe(true);
    // it ends in order, with all that was left behind
    expect(await house.end()).toBe(0);
  });
});
