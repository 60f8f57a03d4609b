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
      add({ name, version, identifier, text: text?.trim() ?? '' });
    }
    rmSync(file);
  }
  for (const name of BESIDE) {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
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
