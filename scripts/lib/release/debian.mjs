/**
 * A Debian that has nothing but its base, as an archive, and beside it the packages that the app and its
 * trial need: kept outside the checkout, so that only the first run of a month asks the network.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DEB_DEPENDS } from '../../../packaging/builder/linux.mjs';

const SUITE = 'bookworm';
/** Where packages come from; left out: the mirror that debootstrap itself prefers. */
const MIRROR = process.env.SARANGBANG_DEBIAN_MIRROR;
/** What the trial itself uses in there. */
const TOOLS = ['desktop-file-utils', 'appstream', 'sudo'];
const MINUTE = 60_000;

const exec = promisify(execFile);

/** Of each month its own, as Debian moves on; another list of packages is another one, too. */
const nameFor = (date) => {
  const month = date.toISOString().slice(0, 7);
  const list = createHash('sha256').update([MIRROR, DEB_DEPENDS, TOOLS].join('\n')).digest('hex');
  return `debian-${SUITE}-${month}-${list.slice(0, 8)}`;
};

/** The first of what the package may have, by the names of this Debian. */
const wanted = () => [...DEB_DEPENDS.map((one) => one.split(' | ')[0]), ...TOOLS];

const options = { timeout: 10 * MINUTE, maxBuffer: 64 * 1024 * 1024 };
const quietly = (command, args) => exec('nice', ['-n', '10', command, ...args], options);

async function make(folder) {
  const work = mkdtempSync(path.join(path.dirname(folder), 'debootstrap-'));
  // Others than root live in it.
  chmodSync(work, 0o755);
  const draft = `${folder}.new`;
  const archives = path.join(work, 'var/cache/apt/archives');
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    await quietly('debootstrap', ['--variant=minbase', SUITE, work, ...(MIRROR ? [MIRROR] : [])]);
    await cp('/etc/resolv.conf', path.join(work, 'etc/resolv.conf'));
    // Started services would be those of the computer outside.
    await writeFile(path.join(work, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', {
      mode: 0o755,
    });
    // It is thrown away after each run: nothing in it must survive a power cut.
    await writeFile(path.join(work, 'etc/dpkg/dpkg.cfg.d/unsafe'), 'force-unsafe-io\n');
    await quietly('chroot', [work, 'apt-get', 'update', '-qq', '--error-on=any']);
    await quietly('chroot', [work, 'apt-get', 'clean']);
    const load = ['install', '-y', '-qq', '--no-install-recommends', '--download-only'];
    await quietly('chroot', [work, 'apt-get', ...load, ...wanted()]);
    renameSync(archives, path.join(draft, 'archives'));
    mkdirSync(path.join(archives, 'partial'), { recursive: true });
    const pack = ['--one-file-system', '-cf', path.join(draft, 'base.tar'), '-C', work, '.'];
    await quietly('tar', pack);
    renameSync(draft, folder);
  } finally {
    for (const one of [work, draft]) rmSync(one, { recursive: true, force: true });
  }
}

/**
 * Resolves to the folder with `base.tar` and `archives/`; to null where Debian's packages cannot be
 * reached and none was kept. One that was kept from another month is better than none.
 */
export async function ensureDebian(cache) {
  mkdirSync(cache, { recursive: true });
  const folder = path.join(cache, nameFor(new Date()));
  const kept = () =>
    readdirSync(cache)
      .filter((name) => name.startsWith(`debian-${SUITE}-2`) && !name.endsWith('.new'))
      .sort()
      .map((name) => path.join(cache, name));
  if (existsSync(folder)) return folder;
  try {
    await make(folder);
    for (const old of kept()) if (old !== folder) rmSync(old, { recursive: true, force: true });
    return folder;
  } catch {
    return kept().at(-1) ?? null;
  }
}
