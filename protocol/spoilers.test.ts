import { expect, it } from 'vitest';
import { withoutSpoilers } from './spoilers';

it.each([
  ['범인은 ||민수||예요', '범인은 ▒▒▒예요'],
  ['||하나|| 둘 ||셋||', '▒▒▒ 둘 ▒▒▒'],
  ['a || b || c', 'a || b || c'],
  ['여기서 잘린 ||비밀이', '여기서 잘린 ▒▒▒'],
  ['그냥', '그냥'],
])('%s', (text, shown) => {
  expect(withoutSpoilers(text)).toBe(shown);
});
