import { expect, it } from 'vitest';
import { Refusal } from './errors';

it('a refusal is an answer: it walks up no stack, and leaves those of faults alone', () => {
  const refusal = new Refusal('too-large', { limit: 3, message: 'at most three' });
  expect(refusal.stack).not.toContain('\n');
  expect(refusal.error).toEqual({ code: 'too-large', limit: 3, message: 'at most three' });
  expect(new Error('a fault').stack).toContain('errors.test');
});
