/**
 * fast-check as every test here takes it: with the same values in every run, so that what fails,
 * fails again, and a run says something about the code and not about luck.
 *
 * `SARANGBANG_SEED=random` looks elsewhere, `SARANGBANG_SEED=N` looks there again: each failure
 * prints the seed that it was found with. A seed of its own in a test stands above both.
 */
import fc from 'fast-check';

const EVERY_RUN = 7878;

/** A whole number of 32 bits; undefined: another one for every property. */
export const seedOf = (wanted: string | undefined): number | undefined => {
  if (wanted === undefined || wanted === '') return EVERY_RUN;
  if (wanted === 'random') return undefined;
  const seed = Number(wanted);
  if (Number.isInteger(seed) && Math.abs(seed) <= 0x7fff_ffff) return seed;
  throw new Error(`SARANGBANG_SEED is "random" or a whole number, not "${wanted}"`);
};

/** What all properties begin with. */
export const SEED = seedOf(process.env.SARANGBANG_SEED);

fc.configureGlobal({ ...fc.readConfigureGlobal(), ...(SEED !== undefined && { seed: SEED }) });

export { fc };
