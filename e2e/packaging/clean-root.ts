/** A Debian that has nothing but its base (scripts/lib/release/debian.mjs), as a root of its own. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

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
  /** Ends every program that runs in it: one that an app began anew is nobody's child. */
  endAll(): void;
  remove(): Promise<void>;
}

/** Unpacked anew from the folder that `ensureDebian` made; apt takes what it installs from there. */
export async function cleanRoot(debian: string): Promise<CleanRoot> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-root-'));
  const outside = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-outside-'));
  execFileSync('tar', ['-xpf', path.join(debian, 'base.tar'), '-C', folder]);
  chmodSync(folder, 0o755);
  const holder: ChildProcess = spawn(
    'unshare',
    [
      '--mount',
      'sh',
      path.join(import.meta.dirname, 'enter-root.sh'),
      folder,
      path.join(debian, 'archives'),
    ],
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
    // Far from a real app's room and those of other tests: beginning again, it has to find its own free.
    SARANGBANG_PORT: '27878',
  });
  const shell = (line: string, user: string) =>
    spawnSync('nsenter', [...inside, ...as(user), 'sh', '-c', `cd "$HOME"; ${line}`], {
      env: { ...environment(user), DISPLAY: process.env.DISPLAY ?? '' },
      encoding: 'utf8',
      timeout: 300_000,
    });

  const endAll = () => {
    const home = readlinkSync(`/proc/${holder.pid}/ns/mnt`);
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        if (Number(id) === holder.pid || readlinkSync(`/proc/${id}/ns/mnt`) !== home) continue;
        process.kill(Number(id), 'SIGKILL');
      } catch {
        // it ended by itself
      }
    }
  };

  return {
    endAll,
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
      endAll();
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
      // Many small files: `rm` is quicker at it than Node.
      execFileSync('rm', ['-rf', '--one-file-system', folder, outside]);
    },
  };
}
