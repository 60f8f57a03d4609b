import { expect, test } from 'vitest';
import { FILE_SHOWN_MAX_BYTES } from '../../../../protocol/limits';
import { boxOf, columnsOf, filesHeight, kindOf, SHOWN_MAX } from './layout';

const image = (width: number, height: number, size = 1000) => ({
  ...{ type: 'image/png', size, width, height },
});

test.each([
  ['a photo lying', 4000, 3000, 420, 315],
  ['a photo standing', 3000, 4000, 240, 320],
  ['a small one, which stays small', 100, 60, 100, 60],
  ['a hair, which can still be pressed', 4000, 2, 420, 44],
  ['a dot', 1, 1, 44, 44],
])('the place kept for %s', (_, width, height, wide, high) => {
  expect(boxOf({ width, height })).toEqual({ width: wide, height: high });
});

test('nothing is larger than a message may show', () => {
  for (const [width, height] of [
    [65_535, 1],
    [1, 65_535],
    [9_000, 9_000],
  ] as const) {
    const box = boxOf({ width, height });
    expect(box.width).toBeLessThanOrEqual(SHOWN_MAX.width);
    expect(box.height).toBeLessThanOrEqual(SHOWN_MAX.height);
  }
});

test('what cannot be fetched unasked, or is not known, is a name and a button', () => {
  expect(kindOf(image(10, 10))).toBe('image');
  expect(kindOf(image(10, 10, FILE_SHOWN_MAX_BYTES + 1))).toBe('card');
  expect(kindOf({ type: 'image/svg+xml', size: 10, width: 5, height: 5 })).toBe('card');
  expect(kindOf({ type: 'text/html', size: 10 })).toBe('card');
  expect(kindOf({ type: 'video/mp4', size: FILE_SHOWN_MAX_BYTES * 9 })).toBe('video');
});

test('several pictures take rows of squares', () => {
  expect([2, 3, 4, 5, 10].map(columnsOf)).toEqual([2, 3, 2, 3, 3]);
  const of = (count: number) => filesHeight(Array(count).fill(image(800, 600)));
  expect(of(2)).toBe(208 + 6);
  expect(of(4)).toBe(208 * 2 + 4 + 6);
  expect(of(3)).toBeLessThan(of(2));
});
