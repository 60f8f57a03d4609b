/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../protocol/language';
import { en } from './en';
import { CATALOGUES } from './index';
import { ko } from './ko';

type Tree = { readonly [key: string]: string | Tree };
const flat = (tree: Tree, path = ''): Map<string, string> => {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') all.set(here, value);
    else for (const entry of flat(value, here)) all.set(...entry);
  }
  return all;
};

const PLURAL = /_(zero|one|two|few|many|other)$/;
const base = (key: string): string => key.replace(PLURAL, '');
const english = flat(en);
const korean = flat(ko);
const keys = new Set([...english.keys()].map(base));
const every = LANGUAGES.map((language) => ({
  language,
  all: flat(CATALOGUES[language].app as Tree),
}));
const others = every.filter(({ language }) => language !== 'en');

/** Names between {{ }}, without the format, and the tags that a component fills in. */
const holes = (text: string): string[] =>
  [
    ...[...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((found) => found[1] ?? ''),
    ...[...text.matchAll(/<(\w+)>/g)].map((found) => `<${found[1]}>`),
  ].sort();

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
const code = sources(join(import.meta.dirname, '..'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const areas = Object.keys(en).join('|');
/** Whole keys in quotes (`call('host.start')` is another map), and the fixed beginnings of computed ones. */
const named = new Set(
  [
    ...code.matchAll(
      new RegExp(`(?<!\\bcall\\(|\\bCall\\w+<)['"\`]((?:${areas})\\.[\\w.-]+)['"\`]`, 'g'),
    ),
  ].map((found) => found[1] ?? ''),
);
const computed = [
  ...code.matchAll(new RegExp(`\`((?:${areas})\\.[\\w.-]*)\\$\\{[^}]*\\}([\\w.-]*)\``, 'g')),
].map((found) => [found[1] ?? '', found[2] ?? ''] as const);

describe('the catalogues', () => {
  it.each(others)('of $language and English have the same keys', ({ all }) => {
    expect([...new Set([...all.keys()].map(base))].sort()).toEqual([...keys].sort());
  });

  it.each(every)('of $language have every plural form it uses, and no other', (one) => {
    const { all, language } = one;
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of all.keys()) {
      const form = PLURAL.exec(key)?.[1];
      if (!form) continue;
      // i18next takes a form for nothing at all in every language.
      if (form === 'zero') continue;
      expect(forms, key).toContain(form);
      for (const other of forms) expect([...all.keys()]).toContain(`${base(key)}_${other}`);
    }
  });

  it.each(others)('of $language and English fill in the same things', ({ all }) => {
    for (const key of keys) {
      const texts = (catalogue: Map<string, string>) =>
        [...catalogue].filter(([one]) => base(one) === key).map(([, text]) => holes(text));
      // A form for one may leave out the number; no form may name what the others do not have.
      const most = (lists: string[][]) => lists.reduce((a, b) => (b.length > a.length ? b : a), []);
      expect(most(texts(all)), key).toEqual(most(texts(english)));
    }
  });

  it.each(others)('of $language and English are empty in both or in none', ({ all }) => {
    for (const [key, text] of all) {
      const other = english.get(key);
      if (other !== undefined) expect(text === '', key).toBe(other === '');
    }
  });

  it('have every key that the source names', () => {
    expect([...named].filter((key) => !keys.has(key))).toEqual([]);
    const nowhere = computed.filter(
      ([start, end]) => ![...keys].some((key) => key.startsWith(start) && key.endsWith(end)),
    );
    expect(nowhere).toEqual([]);
  });

  it('have no key that nothing uses', () => {
    const unused = [...keys].filter(
      (key) =>
        !named.has(key) &&
        !computed.some(([start, end]) => key.startsWith(start) && key.endsWith(end)),
    );
    expect(unused).toEqual([]);
  });

  it('glue no particle to a name by hand', () => {
    const glued = [...korean].filter(([, text]) =>
      /\}\}(이|가|을|를|은|는|와|과|로|으로)(?=[\s.,?!]|$)/.test(text),
    );
    expect(glued.map(([key]) => key)).toEqual([]);
  });
});
