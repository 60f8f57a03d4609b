import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  autostartEntry,
  autostartFile,
  setAutostart,
  setLoginItem,
  startsHidden,
} from './login-item';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'sarangbang-login-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const start = { command: ['/opt/사랑 방/app', 'a$b'], name: 'Sarangbang' };

test('on Linux a file in the autostart folder, and away with it again', () => {
  const file = autostartFile({}, home);
  expect(file).toBe(path.join(home, '.config', 'autostart', 'sarangbang.desktop'));
  expect(setAutostart(true, start, {}, home)).toEqual({ ok: true });
  expect(readFileSync(file, 'utf8')).toBe(autostartEntry(start));
  expect(setAutostart(false, start, {}, home)).toEqual({ ok: true });
  expect(existsSync(file)).toBe(false);
  expect(setAutostart(false, start, {}, home)).toEqual({ ok: true });
});

test('what the shell would read otherwise is quoted', () => {
  expect(autostartEntry(start)).toContain('\nExec="/opt/사랑 방/app" "a\\$b" --hidden\n');
});

test('says so where it cannot', () => {
  expect(setAutostart(true, start, { FLATPAK_ID: 'x' }, home)).toEqual({
    ok: false,
    why: 'sandboxed',
  });
  writeFileSync(path.join(home, 'file'), '');
  const env = { XDG_CONFIG_HOME: path.join(home, 'file') };
  expect(setAutostart(true, start, env, home)).toEqual({ ok: false, why: 'denied' });
});

test('elsewhere the system is asked whether it took it', () => {
  let openAtLogin = false;
  const obedient = {
    setLoginItemSettings: (wanted: { openAtLogin: boolean }) => {
      openAtLogin = wanted.openAtLogin;
    },
    getLoginItemSettings: () => ({ openAtLogin }),
  };
  expect(setLoginItem(obedient, true)).toEqual({ ok: true });
  const stubborn = { ...obedient, setLoginItemSettings() {} };
  expect(setLoginItem(stubborn, false)).toEqual({ ok: false, why: 'denied' });
});

test('started by the system the window stays away only where the tray shows that it runs', () => {
  const tray = { stayInTray: true, hostOnLaunch: false };
  expect(startsHidden(['app', '--hidden'], tray)).toBe(true);
  expect(startsHidden(['app'], tray)).toBe(false);
  expect(startsHidden(['app', '--hidden'], { ...tray, stayInTray: false })).toBe(false);
});
