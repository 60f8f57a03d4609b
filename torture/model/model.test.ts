/**
 * The real classes under random histories. `npm run model` plays a million; a failure prints the
 * smallest history that it found, and the seed.
 */
import { expect, it } from 'vitest';
import { SEED } from '../../protocol/testing/property';
import { check } from './model';
import { MODELS } from './models';

it.each(MODELS.map(({ model, histories }) => [model.name, histories, model] as const))(
  '%s, %i histories',
  async (_name, histories, model) => {
    const { failure } = await check(model, {
      histories,
      ...(SEED !== undefined && { seed: SEED }),
    });
    expect(failure).toBe(null);
  },
  600_000,
);
