#!/usr/bin/env node
/**
 * Turns electron-builder's `fpm -s dir -t deb …` into a folder and `dpkg-deb --build`, where fpm cannot
 * be downloaded (docs/PACKAGING.md "Without downloads"). CUSTOM_FPM_PATH points here for test builds of
 * the deb; releases are made with fpm itself.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const args = process.argv.slice(2);
const options = new Map();
const mappings = [];
for (let i = 0; i < args.length; i += 1) {
  const word = args[i];
  if (word === '--force' || word === '--debug') continue;
  if (word.startsWith('-')) options.set(word, [...(options.get(word) ?? []), args[++i]]);
  else mappings.push(word);
}
const one = (name) => options.get(name)?.at(-1);
if (one('-t') !== 'deb') throw new Error(`only deb, not ${one('-t')}: use fpm itself`);

const staging = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-deb-'));
process.on('exit', () => rmSync(staging, { recursive: true, force: true }));
chmodSync(staging, 0o755);
for (const mapping of mappings) {
  const [from, to] = mapping.split('=');
  const target = path.join(staging, to);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(from, target, { recursive: true, verbatimSymlinks: true });
}
const control = path.join(staging, 'DEBIAN');
mkdirSync(control);
const list = (name) => options.get(name)?.join(', ');
const [synopsis = '', ...description] = (one('--description') ?? '').split('\n');
const du = spawnSync('du', ['-sk', '--exclude=DEBIAN', staging], { encoding: 'utf8' });
const fields = {
  Package: one('--name'),
  Version: one('--version'),
  Architecture: one('--architecture'),
  Maintainer: one('--maintainer'),
  'Installed-Size': du.stdout.split('\t')[0],
  Depends: list('-d'),
  Recommends: list('--deb-recommends'),
  Section: one('--category'),
  Priority: one('--deb-priority'),
  Homepage: one('--url'),
  Description: [synopsis, ...description.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
};
const lines = Object.entries(fields).filter(([, value]) => value);
writeFileSync(path.join(control, 'control'), `${lines.map(([k, v]) => `${k}: ${v}`).join('\n')}\n`);
for (const [flag, name] of [
  ['--after-install', 'postinst'],
  ['--after-remove', 'postrm'],
]) {
  copyFileSync(one(flag), path.join(control, name));
  chmodSync(path.join(control, name), 0o755);
}
const compression = { gz: 'gzip', xz: 'xz' }[one('--deb-compression')] ?? 'gzip';
const { status } = spawnSync(
  'dpkg-deb',
  [
    '--root-owner-group',
    `-Z${compression}`,
    ...(compression === 'gzip' ? ['-z4'] : []),
    '--build',
    staging,
    one('--package'),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
process.exit(status ?? 1);
