import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { spokenOf } from '../protocol/language';
import { explainFailure } from './embedded/failure';
import { en } from './i18n/en';
import { ko } from './i18n/ko';
import { fill } from './i18n/words';
import { menuTemplate, nextSize } from './menu';
import { openSettings } from './settings';

vi.mock('electron', () => ({ Menu: {} }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-shell-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings on disk', () => {
  const file = () => path.join(folder, 'settings.json');

  test('a change is there after a restart, for this user only', () => {
    const changes: unknown[] = [];
    const settings = openSettings(folder, () => {});
    settings.onChange((now, before) => changes.push([before.theme, now.theme]));
    settings.update({ theme: 'dark', name: undefined });
    expect(changes).toEqual([['system', 'dark']]);
    expect(openSettings(folder, () => {}).value).toMatchObject({ theme: 'dark', name: '' });
    if (process.platform !== 'win32') expect(statSync(file()).mode & 0o077).toBe(0);
  });

  test('a file that is not JSON is kept aside and everything falls back', () => {
    writeFileSync(file(), '{"theme":"dark"');
    const broken = vi.fn();
    const settings = openSettings(folder, broken);
    expect(settings.value.theme).toBe('system');
    expect(broken).toHaveBeenCalledOnce();
    settings.update({ textSize: 115 });
    expect(readFileSync(path.join(folder, 'settings.broken.json'), 'utf8')).toBe('{"theme":"dark"');
  });

  test('one broken field falls back alone, and the file is kept aside', () => {
    writeFileSync(file(), JSON.stringify({ theme: 'dark', textSize: 'huge' }));
    const broken = vi.fn();
    expect(openSettings(folder, broken).value).toMatchObject({ theme: 'dark', textSize: 100 });
    expect(broken).toHaveBeenCalledOnce();
  });
});

test.each([
  [Object.assign(new Error('x'), { code: 'EADDRINUSE' }), 'port-taken'],
  [Object.assign(new Error('x'), { code: 'EACCES' }), 'no-permission'],
  [Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR' }), 'storage'],
  [Object.assign(new Error('x'), { name: 'DataFolderInUse' }), 'storage'],
  [new Error('something else'), 'internal'],
  ['a string', 'internal'],
])('why a server did not start: %#', (error, code) => {
  expect(explainFailure(error).code).toBe(code);
});

describe('words', () => {
  test('the first language that is spoken here, English otherwise', () => {
    expect(spokenOf(['fr-FR', 'ko-KR', 'en-US'])).toBe('ko');
    expect(spokenOf(['en_GB', 'ko'])).toBe('en');
    expect(spokenOf(['fr', 'kok'])).toBe('en');
  });

  test('both catalogues have the same holes to fill', () => {
    const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const key of Object.keys(en) as Array<keyof typeof en>)
      expect(holes(ko[key]), key).toEqual(holes(en[key]));
    expect(fill('{a} {b}', { a: 1 })).toBe('1 {b}');
  });
});

describe('the menu', () => {
  const build = (words: typeof ko, development: boolean, mac = false) =>
    menuTemplate({
      words,
      development,
      mac,
      choose: () => {},
      resize: () => {},
      quit: () => {},
    }).flatMap((menu) => [menu, ...(menu.submenu as (typeof menu)[])]);

  test('no shortcut is given twice', () => {
    for (const mac of [false, true]) {
      const keys = build(ko, true, mac).flatMap(({ accelerator }) => accelerator ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('DevTools and reload only in development', () => {
    const roles = (development: boolean) => build(en, development).map(({ role }) => role);
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(false)).not.toContain('reload');
  });

  test('text sizes stop at their ends', () => {
    expect(nextSize(100, 'larger')).toBe(115);
    expect(nextSize(150, 'larger')).toBe(150);
    expect(nextSize(85, 'smaller')).toBe(85);
    expect(nextSize(130, 'normal')).toBe(100);
  });
});
