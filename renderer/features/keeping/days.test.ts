import { expect, it } from 'vitest';
import { rangeOf } from './days';

it('a day is in it from its first moment to its last', () => {
  const range = rangeOf({ from: '2026-11-21', to: '2026-11-21' });
  expect(range).toEqual({
    ok: true,
    from: new Date(2026, 10, 21).getTime(),
    to: new Date(2026, 10, 22).getTime(),
  });
});

it('an empty field is no bound, and a range that ends before it begins is none', () => {
  expect(rangeOf({ from: '', to: '' })).toEqual({ ok: true });
  expect(rangeOf({ from: '2026-11-22', to: '2026-11-21' })).toEqual({ ok: false });
});
