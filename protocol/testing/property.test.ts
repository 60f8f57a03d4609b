import { describe, expect, it } from 'vitest';
import { fc, SEED, seedOf } from './property';

describe('the seed of properties', () => {
  it('is the same in every run, unless somebody asks for another', () => {
    expect(seedOf(undefined)).toBe(seedOf(''));
    expect(seedOf('-12')).toBe(-12);
    expect(seedOf('random')).toBeUndefined();
    expect(() => seedOf('soon')).toThrow('SARANGBANG_SEED');
  });

  it('is what a property runs with, and what its failure prints', () => {
    const { seed } = fc.check(fc.property(fc.nat(), () => true));
    if (SEED !== undefined) expect(seed).toBe(SEED);
    const fails = fc.property(fc.nat(), () => false);
    expect(() => fc.assert(fails, { seed: 42 })).toThrow('seed: 42');
  });
});
