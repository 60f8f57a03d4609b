/** Whose work is in the packages, under which licence: one file, from what was really bundled. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

/** Licences that ask for no more than their text being handed on. */
export const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'OFL-1.1',
]);

/** In the packages beside the bundles: machine code with its loader, the font, Electron itself. */
const BESIDE = ['@photostructure/sqlite', 'node-gyp-build', 'pretendard', 'electron'];
const TEXTS = { pretendard: 'renderer/styles/Pretendard-OFL.txt' };

const manifestOf = (name) => {
  const file = path.join(root, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
};

/** The licence's own words, for packages that name it and their author but bring no file along. */
const mitText = (author) => `MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Empty where even the author is not known. */
export const missingText = ({ license, author }) => {
  const name = typeof author === 'string' ? author : author?.name;
  return license === 'MIT' && name ? mitText(name.replace(/\s*<.*>/, '')) : '';
};

/**
 * What each of the three builds wrote down about itself (removed from there), and what is not
 * bundled: `{ name, version, identifier, text }`, sorted, each version once.
 */
export function collectLicences(out) {
  const found = new Map();
  const add = (one) => found.set(`${one.name}@${one.version}`, one);
  for (const part of ['main', 'preload', 'renderer']) {
    const file = path.join(out, part, 'licences.json');
    for (const { name, version, identifier, text } of JSON.parse(readFileSync(file, 'utf8'))) {
      add({ name, version, identifier, text: text?.trim() || missingText(manifestOf(name)) });
    }
    rmSync(file);
  }
  for (const name of BESIDE) {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = manifestOf(name);
    const file = TEXTS[name] ? path.join(root, TEXTS[name]) : path.join(folder, 'LICENSE');
    const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    add({ name, version, identifier: license, text });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** What must not be handed out: a licence that was not thought about, or a missing text. */
export const licenceFaults = (licences, allowed = ALLOWED) =>
  licences.flatMap(({ name, version, identifier, text }) => [
    ...(allowed.has(identifier) ? [] : [`${name} ${version}: ${identifier || 'no licence named'}`]),
    ...(text === '' ? [`${name} ${version}: its licence has no text`] : []),
  ]);

/** For reading: a list first, then every text once, below the names of all that stand under it. */
export function licenceText(licences) {
  const named = ({ name, version, identifier }) => `${name} ${version} (${identifier})`;
  const groups = new Map();
  for (const one of licences) groups.set(one.text, [...(groups.get(one.text) ?? []), one]);
  const rule = '─'.repeat(72);
  return [
    'Sarangbang is made with the work of others. Their licences:',
    '',
    ...licences.map((one) => `  ${named(one)}`),
    '',
    'Chromium, of which Electron is made, brings its own list: LICENSES.chromium.html.',
    ...[...groups].flatMap(([text, ones]) => ['', rule, ...ones.map(named), rule, '', text]),
    '',
  ].join('\n');
}

/** Gathers them into `licences.txt` of a folder of builds, from where "About" reads it. */
export function writeLicences(out) {
  const licences = collectLicences(out);
  writeFileSync(path.join(out, 'licences.txt'), licenceText(licences));
  return licences;
}
