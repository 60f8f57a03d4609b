import { expect, it } from 'vitest';
import { LANGUAGES, type Language, languageAfter, spokenOf } from './language';

it.each([
  [['ko-KR', 'en-US'], 'ko'],
  [['ko_KR.UTF-8'], 'ko'],
  [['KO'], 'ko'],
  [['kok-IN'], 'en'],
  [['fr-FR', 'ko'], 'ko'],
  [['C.UTF-8'], 'en'],
  [['fr'], 'en'],
  [[''], 'en'],
  [[], 'en'],
] as const)('to whoever speaks %j we speak %s', (tags, language) => {
  expect(spokenOf(tags)).toBe(language);
});

it('one after the other comes to all of them', () => {
  const seen = new Set<Language>();
  for (let language: Language = 'en'; !seen.has(language); language = languageAfter(language)) {
    seen.add(language);
  }
  expect([...seen].sort()).toEqual([...LANGUAGES].sort());
});
