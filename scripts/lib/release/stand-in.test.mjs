/** What stands in for fpm in test builds writes what electron-builder asked fpm for. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../run.mjs';

const have = (program) => spawnSync(program, ['--version']).status === 0;
const ask = (...words) => execFileSync(words[0], words.slice(1), { encoding: 'utf8' }).trim();

/** A package of one program in /opt/Thing, made as electron-builder would ask for it. */
function make(target, file, ...more) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-stand-in-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'app'));
  writeFileSync(path.join(folder, 'app', '100 %.txt'), 'x');
  for (const name of ['in', 'out'])
    writeFileSync(path.join(folder, name), `#!/bin/sh\n: ${name}%\n`);
  const made = path.join(folder, file);
  const words = [
    '-s',
    'dir',
    '--force',
    '-t',
    target,
    '--architecture',
    'amd64',
    '--name',
    'thing',
  ];
  words.push('--version', '1.2', '--maintainer', 'A <a@b.example>', '--license', 'MIT', ...more);
  words.push(
    '--after-install',
    path.join(folder, 'in'),
    '--after-remove',
    path.join(folder, 'out'),
  );
  words.push('--package', made, `${folder}/app/=/opt/Thing`);
  execFileSync(process.execPath, [path.join(root, 'packaging/fpm-stand-in.mjs'), ...words]);
  return made;
}

it.skipIf(!have('dpkg-deb'))('a Debian package', () => {
  const needs = ['-d', 'libnss3', '-d', 'a | b', '--deb-compression', 'gz'];
  const made = make('deb', 'thing.deb', ...needs, '--description', 'Short\n Long');
  const field = (name) => ask('dpkg-deb', '-f', made, name);
  expect(['Package', 'Version', 'Architecture', 'Depends'].map(field)).toEqual([
    'thing',
    '1.2',
    'amd64',
    'libnss3, a | b',
  ]);
  expect(field('Description')).toBe('Short\n Long');
  expect(ask('dpkg-deb', '-c', made)).toMatch(/root\/root .* \.\/opt\/Thing\/100 %\.txt$/m);
});

it.skipIf(!have('rpmbuild'))('an RPM package', () => {
  const needs = ['-d', 'nss', '-d', '(a or b)', '--rpm-summary', 'Short', '--description', 'Long'];
  const made = make('rpm', 'thing.rpm', ...needs, '--rpm-os', 'linux');
  const about = ask('rpm', '-qp', '--qf', '%{NAME} %{VERSION} %{ARCH} %{SUMMARY}', made);
  expect(about).toBe('thing 1.2 x86_64 Short');
  const required = ask('rpm', '-qp', '--requires', made).split('\n');
  expect(required).toEqual(expect.arrayContaining(['nss', '(a or b)']));
  expect(ask('rpm', '-qpl', made).split('\n')).toEqual(['/opt/Thing', '/opt/Thing/100 %.txt']);
  expect(ask('rpm', '-qp', '--scripts', made)).toMatch(
    /postinstall.*: in%.*postuninstall.*: out%/s,
  );
});
