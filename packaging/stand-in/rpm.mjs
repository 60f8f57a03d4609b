/** An RPM package out of a staged root, by `rpmbuild`. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SCRIPTS = { '--after-install': '%post', '--after-remove': '%postun' };

/** Folders of the system itself, which a package of ours does not own. */
const SHARED =
  /^\/(opt|usr|usr\/share(\/(applications|metainfo|doc|mime|mime\/packages|icons(\/hicolor(\/[^/]+(\/apps)?)?)?))?)$/;

/** fpm too is told Debian's names. */
const ARCHITECTURES = { amd64: 'x86_64', arm64: 'aarch64' };

/** Percent signs are macros there. */
const plain = (text) => text.replaceAll('%', '%%');
const quoted = (name) => `"${plain(name)}"`;

/** The exit code of `rpmbuild`. */
export function makeRpm({ work, staging, one, all }) {
  const files = readdirSync(staging, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const name = path.join('/', path.relative(staging, entry.parentPath), entry.name);
      return entry.isDirectory()
        ? SHARED.test(name)
          ? null
          : `%dir ${quoted(name)}`
        : quoted(name);
    })
    .filter(Boolean);
  const tags = {
    Name: one('--name'),
    Version: one('--version').replaceAll('-', '~'),
    Release: one('--iteration') ?? '1',
    Summary: one('--rpm-summary'),
    License: one('--license'),
    Vendor: one('--vendor'),
    Packager: one('--maintainer'),
    URL: one('--url'),
    Group: one('--category'),
    AutoReqProv: 'no',
  };
  const lines = [
    // Built elsewhere: nothing is stripped, byte-compiled or looked into for what it needs.
    '%global __os_install_post %{nil}',
    '%global debug_package %{nil}',
    '%global _build_id_links none',
    `%global _binary_payload ${process.env.SARANGBANG_QUICK_DEB ? 'w1.gzdio' : 'w2.xzdio'}`,
    ...Object.entries(tags).flatMap(([tag, value]) => (value ? [`${tag}: ${plain(value)}`] : [])),
    ...all('-d').map((need) => `Requires: ${plain(need)}`),
    '%description',
    plain(one('--description') ?? ''),
    ...Object.entries(SCRIPTS).flatMap(([flag, section]) => [
      section,
      plain(readFileSync(one(flag), 'utf8')),
    ]),
    '%files',
    '%defattr(-,root,root,-)',
    ...files,
  ];
  const spec = path.join(work, 'package.spec');
  writeFileSync(spec, `${lines.join('\n')}\n`);
  const target = one('--package');
  const define = (name, value) => ['--define', `${name} ${value}`];
  const words = [
    '-bb',
    '--quiet',
    ...['--target', ARCHITECTURES[one('--architecture')] ?? one('--architecture')],
    ...['--buildroot', staging],
    ...define('_topdir', path.join(work, 'rpmbuild')),
    ...define('_rpmdir', path.dirname(target)),
    ...define('_rpmfilename', path.basename(target)),
    spec,
  ];
  return spawnSync('rpmbuild', words, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}
