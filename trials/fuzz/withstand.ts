/** What `npm test` asks of a gateway; the tests are two files, so that they run side by side. */
import { expect, onTestFinished } from 'vitest';
import { House } from '../support/house';
import { FUZZ_HOUSE, fuzz } from './run';
import type { Wire } from './wire';

/** Seeded, so that what fails once fails again. */
const PLAN = { inputs: 100_000, batch: 10_000, seed: 20261121 };
/** A machine that is too busy for all of them in this time does with less, and says so; in s. */
const WITHIN = 90;
const AT_LEAST = 2 * PLAN.batch;
export const PATIENCE = { timeout: 400_000 };

/** A server of its own under a hundred thousand inputs, through real sockets. */
export async function withstand(wire: Wire): Promise<void> {
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
}
