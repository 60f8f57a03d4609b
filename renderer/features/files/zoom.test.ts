import { expect, test } from 'vitest';
import { FITTED, moved, zoomed } from './zoom';

test('what is under the pointer stays there', () => {
  const at = { x: 100, y: -40 };
  const view = zoomed(FITTED, 2, at);
  // The point of the picture under the pointer before and after, in pixels of the fitted picture.
  expect((at.x - view.x) / view.scale).toBeCloseTo(at.x);
  const more = zoomed(view, 1.5, at);
  expect((at.y - more.y) / more.scale).toBeCloseTo(at.y);
});

test('never smaller than the window shows whole, never beyond all measure', () => {
  expect(zoomed({ scale: 1.1, x: 50, y: 50 }, 0.5, { x: 9, y: 9 })).toEqual(FITTED);
  let view = FITTED;
  for (let i = 0; i < 50; i++) view = zoomed(view, 2, { x: 0, y: 0 });
  expect(view.scale).toBe(8);
});

test('a picture cannot be dragged out of sight, and not at all while it fits', () => {
  const size = { width: 400, height: 200 };
  expect(moved(FITTED, { x: 30, y: 30 }, size)).toEqual(FITTED);
  expect(moved({ scale: 2, x: 0, y: 0 }, { x: 9_999, y: -9_999 }, size)).toEqual({
    ...{ scale: 2, x: 400, y: -200 },
  });
});
