import { expect, it } from 'vitest';
import { findSettings } from './entry';
import { PAGES } from './pages';

const found = (query: string) =>
  findSettings(PAGES, query).map(({ page, entries }) => `${page.id} ${entries.length}`);

it.each([
  ['theme', ['appearance 1']],
  ['테마', ['appearance 1']],
  ['quiet hours', ['notifications 1']],
  ['ㅈㅇㅎ ㅅㄱ', ['notifications 1']],
  ['차단', ['privacy 1']],
  ['xyzzy', []],
])('%s', (query, expected) => {
  expect(found(query)).toEqual(expected);
});

it('finds all of a page by its name, in either language', () => {
  const all = PAGES.find(({ id }) => id === 'notifications')?.entries.length;
  for (const query of ['Notifications', '알림'])
    expect(found(query)).toContain(`notifications ${all}`);
});

it('names every setting by words that both languages have', () => {
  for (const { entries } of PAGES)
    for (const { words } of entries) expect(words.length).toBeGreaterThan(0);
});
