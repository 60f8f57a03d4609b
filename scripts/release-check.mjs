/**
 * `npm run release:check`: what must be true before a release is handed out. Without packages in
 * dist/packages it says what is ready in the sources; with them it also reads the packages.
 *
 *   --released  also what only a release has: a date in the changelog, a real address, no test build
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { homepage, maintainer, PLACEHOLDER } from '../packaging/builder/product.mjs';
import { licenceFaults } from './lib/licences.mjs';
import {
  changelogFaults,
  pictureFaults,
  runtimeFaults,
  sizeFaults,
  versionFaults,
} from './lib/release/faults.mjs';
import { fuseFaults, readFuses } from './lib/release/fuses.mjs';
import { folderSize } from './lib/release/report.mjs';
import { root } from './lib/run.mjs';

const { values } = parseArgs({ options: { released: { type: 'boolean', default: false } } });
const read = (...parts) => readFileSync(path.join(root, ...parts), 'utf8');
const { version, devDependencies } = JSON.parse(read('package.json'));
const dist = path.join(root, 'dist');
const packages = path.join(dist, 'packages');

const checks = {
  'one version everywhere': versionFaults({
    version,
    lock: JSON.parse(read('package-lock.json')).version,
    server: /^ {2}version: '(.+)',$/m.exec(read('server', 'options.ts'))?.[1],
    appstream: /<release version="([^"]+)"/.exec(
      read('packaging', 'linux', 'app.sarangbang.Sarangbang.metainfo.xml'),
    )?.[1],
  }),
  changelog: changelogFaults(read('CHANGELOG.md'), version, values.released),
};
if (values.released) {
  const placeholders = [homepage(), maintainer()].filter((text) => text.includes(PLACEHOLDER));
  checks['a real address'] = placeholders.map(
    (text) => `${text}: set SARANGBANG_HOMEPAGE and SARANGBANG_MAINTAINER`,
  );
}
if (values.released) {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  const taken = git('log', '-1', '--format=%H', '--', 'docs/screenshots');
  const since = git(
    'rev-list',
    '--count',
    `${taken}..HEAD`,
    '--',
    'renderer',
    ':!renderer/**/*.test.*',
  );
  checks['pictures of the docs'] = pictureFaults(Number(since));
}
const licences = path.join(dist, 'licences.json');
if (existsSync(licences))
  checks.licences = licenceFaults(JSON.parse(readFileSync(licences, 'utf8')));
const unpacked = existsSync(packages)
  ? readdirSync(packages).filter((name) => /-unpacked$|^mac/.test(name))
  : [];
if (values.released && (unpacked.length === 0 || !existsSync(licences))) {
  checks['packages to look at'] = ['none in dist/packages: npm run package'];
}
for (const name of unpacked) {
  const folder = path.join(packages, name);
  checks[`fuses of ${name}`] = fuseFaults(await readFuses(folder), { released: values.released });
  checks[`size of ${name}`] = sizeFaults('unpacked', folderSize(folder));
}
for (const name of existsSync(packages) ? readdirSync(packages) : []) {
  if (!/\.(deb|rpm|AppImage|tar\.gz|exe|dmg|zip)$/.test(name)) continue;
  checks[`size of ${name}`] = sizeFaults('download', statSync(path.join(packages, name)).size);
}

const built = path.join(packages, 'build.json');
if (values.released && existsSync(built)) {
  const made = JSON.parse(readFileSync(built, 'utf8'));
  checks['the Electron in the packages'] = runtimeFaults(made, devDependencies.electron);
}

let failed = false;
for (const [name, faults] of Object.entries(checks)) {
  process.stdout.write(`${faults.length > 0 ? 'FAULT' : 'ok   '} ${name}\n`);
  for (const fault of faults) process.stdout.write(`      ${fault}\n`);
  failed ||= faults.length > 0;
}
if (unpacked.length === 0) {
  process.stdout.write(
    'No packages in dist/packages: nothing was read from them (npm run package).\n',
  );
}
process.exit(failed ? 1 : 0);
