/** What the pages of the project point to is there, and their pictures are those that tests take. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './run.mjs';

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(root, 'docs'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];
const read = (name) => readFileSync(path.join(root, name), 'utf8');

/** What a page points to, as paths from the project's folder; addresses of the web left out. */
const linksOf = (page) =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link.split('#')[0])
    .filter((link) => link && !/^[a-z]+:/.test(link))
    .map((link) => path.join(path.dirname(page), link));

it.each(pages)('%s points only to what is there', (page) => {
  for (const link of linksOf(page)) expect(existsSync(path.join(root, link)), link).toBe(true);
});

it('every picture is shown somewhere, and renewed by `npm run screenshots`', () => {
  const pictures = readdirSync(path.join(root, 'docs', 'screenshots'));
  const shown = new Set(pages.flatMap(linksOf).map((link) => path.basename(link)));
  const [, renewed] = /const SHOWN =\s+\/(.+)\/;/.exec(read('e2e/support/looks.ts')) ?? [];
  expect(renewed).toBeTruthy();
  for (const picture of pictures) {
    expect(shown, picture).toContain(picture);
    expect(picture.replace(/\.png$/, '')).toMatch(new RegExp(renewed));
  }
});

it('the guide has the same parts and as many pictures in both languages', () => {
  const [en, ko] = ['en', 'ko'].map((language) => read(`docs/guide/${language}.md`));
  const count = (text, pattern) => text.match(pattern)?.length;
  for (const pattern of [/^## /gm, /^!\[/gm, /^\|/gm]) {
    expect(count(ko, pattern)).toBe(count(en, pattern));
  }
});
