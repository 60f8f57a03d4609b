#!/usr/bin/env node
/**
 * Does electron-builder's `fpm -s dir -t deb|rpm …` with `dpkg-deb` and `rpmbuild`, where fpm cannot be
 * downloaded (docs/PACKAGING.md "Without downloads"). CUSTOM_FPM_PATH points here for test builds;
 * releases are made with fpm itself.
 */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDeb } from './stand-in/deb.mjs';
import { makeRpm } from './stand-in/rpm.mjs';

const args = process.argv.slice(2);
const options = new Map();
const mappings = [];
for (let i = 0; i < args.length; i += 1) {
  const word = args[i];
  if (word === '--force' || word === '--debug') continue;
  if (word.startsWith('-')) options.set(word, [...(options.get(word) ?? []), args[++i]]);
  else mappings.push(word);
}
const make = { deb: makeDeb, rpm: makeRpm }[options.get('-t')?.at(-1)];
if (!make) throw new Error(`only deb and rpm, not ${options.get('-t')}: use fpm itself`);

const work = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-fpm-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
const staging = path.join(work, 'root');
mkdirSync(staging, { mode: 0o755 });
chmodSync(staging, 0o755);
for (const mapping of mappings) {
  const [from, to] = mapping.split('=');
  const target = path.join(staging, to);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(from, target, { recursive: true, verbatimSymlinks: true });
}
process.exit(
  make({
    work,
    staging,
    /** The last value of an option; undefined when it was not given. */
    one: (name) => options.get(name)?.at(-1),
    /** All of its values. */
    all: (name) => options.get(name) ?? [],
  }),
);
