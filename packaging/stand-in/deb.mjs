/** A Debian package out of a staged root, by `dpkg-deb`. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SCRIPTS = { '--after-install': 'postinst', '--after-remove': 'postrm' };

/** The exit code of `dpkg-deb`. */
export function makeDeb({ staging, one, all }) {
  const control = path.join(staging, 'DEBIAN');
  mkdirSync(control);
  const [synopsis = '', ...description] = (one('--description') ?? '').split('\n');
  const du = spawnSync('du', ['-sk', '--exclude=DEBIAN', staging], { encoding: 'utf8' });
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': du.stdout.split('\t')[0],
    Depends: all('-d').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Section: one('--category'),
    Priority: one('--deb-priority'),
    Homepage: one('--url'),
    Description: [synopsis, ...description.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  writeFileSync(
    path.join(control, 'control'),
    `${lines.map(([k, v]) => `${k}: ${v}`).join('\n')}\n`,
  );
  for (const [flag, name] of Object.entries(SCRIPTS)) {
    copyFileSync(one(flag), path.join(control, name));
    chmodSync(path.join(control, name), 0o755);
  }
  const words = ['--root-owner-group', ...compression(one), '--build', staging, one('--package')];
  return spawnSync('dpkg-deb', words, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

/** Packages that are thrown away after their trial need not be small. */
const compression = (one) => {
  if (process.env.SARANGBANG_QUICK_DEB) return ['-Zzstd', '-z1'];
  return one('--deb-compression') === 'xz' ? ['-Zxz'] : ['-Zgzip', '-z4'];
};
