/** A Debian that has nothing but its base, as a root of its own; needs root, and debootstrap. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SUITE = 'bookworm';
/** Where packages come from; left out: the mirror that debootstrap itself prefers. */
const MIRROR = process.env.SARANGBANG_DEBIAN_MIRROR;

export interface CleanRoot {
  /** Runs a shell line in it; rejects with its output when it fails. */
  run(line: string, user?: string): string;
  /** Like `run`, but resolves to null where the line fails. */
  ask(line: string, user?: string): string | null;
  /** Adds a person with a home folder. */
  addUser(name: string): void;
  /** Brings a file in; where it lies then. */
  bring(file: string): string;
  /** Where a file of it lies outside. */
  outside(file: string): string;
  /** A program outside that starts `program` inside as this person. */
  starter(user: string, program: string, env: Record<string, string>): string;
  remove(): Promise<void>;
}

/** Made once by debootstrap, then unpacked from the cache: each run gets a fresh one. */
function baseArchive(cache: string): string {
  const archive = path.join(cache, `debian-${SUITE}.tar`);
  if (existsSync(archive)) return archive;
  const work = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-debootstrap-'));
  try {
    execFileSync('debootstrap', ['--variant=minbase', SUITE, work, ...(MIRROR ? [MIRROR] : [])], {
      stdio: 'ignore',
    });
    execFileSync('tar', ['--one-file-system', '-cf', `${archive}.new`, '-C', work, '.']);
    execFileSync('mv', [`${archive}.new`, archive]);
    return archive;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export async function cleanRoot(cache: string): Promise<CleanRoot> {
  const packages = path.join(cache, 'apt');
  mkdirSync(path.join(packages, 'partial'), { recursive: true });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-root-'));
  const outside = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-outside-'));
  chmodSync(folder, 0o755);
  execFileSync('tar', ['-xpf', baseArchive(cache), '-C', folder]);
  copyFileSync('/etc/resolv.conf', path.join(folder, 'etc/resolv.conf'));
  // Started services would be those of the computer outside.
  writeFileSync(path.join(folder, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', {
    mode: 0o755,
  });
  const holder: ChildProcess = spawn(
    'unshare',
    ['--mount', 'sh', path.join(import.meta.dirname, 'enter-root.sh'), folder, packages],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [ready] = await once(holder.stdout as NodeJS.ReadableStream, 'data');
  if (!String(ready).includes('ready')) throw new Error('the clean root could not be entered');

  const inside = ['-t', String(holder.pid), '-m', '--'];
  const as = (user: string) => ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
  const environment = (user: string) => ({
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: user === 'root' ? '/root' : `/home/${user}`,
    USER: user,
    LOGNAME: user,
    LANG: 'C.UTF-8',
    DEBIAN_FRONTEND: 'noninteractive',
    SARANGBANG_LAN_PORT: 'off',
  });
  const shell = (line: string, user: string) =>
    spawnSync('nsenter', [...inside, ...as(user), 'sh', '-c', `cd "$HOME"; ${line}`], {
      env: { ...environment(user), DISPLAY: process.env.DISPLAY ?? '' },
      encoding: 'utf8',
      timeout: 300_000,
    });

  return {
    run(line, user = 'root') {
      const { status, stdout, stderr } = shell(line, user);
      if (status !== 0) throw new Error(`${line} (${status})\n${stdout}${stderr}`.slice(-4000));
      return stdout;
    },
    ask(line, user = 'root') {
      const { status, stdout } = shell(line, user);
      return status === 0 ? stdout : null;
    },
    addUser: (name) => void execFileSync('nsenter', [...inside, 'useradd', '-m', name]),
    bring(file) {
      copyFileSync(file, path.join(folder, 'opt', path.basename(file)));
      return `/opt/${path.basename(file)}`;
    },
    outside: (file) => path.join(folder, file),
    starter(user, program, env) {
      const file = path.join(outside, `${user}-${path.basename(program)}`);
      const all = Object.entries({ ...environment(user), ...env });
      const words = all.map(([name, value]) => `${name}='${value}'`).join(' ');
      const command = `nsenter ${inside.join(' ')} ${as(user).join(' ')} env -i ${words} ${program}`;
      writeFileSync(file, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
      return file;
    },
    async remove() {
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
      for (const one of [folder, outside])
        rmSync(one, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
