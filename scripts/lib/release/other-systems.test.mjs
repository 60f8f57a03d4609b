/** What packing for macOS and Windows does, as far as another system can tell (testing/pack-for.mjs). */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../run.mjs';
import { nsisTools } from './testing/nsis-tools.mjs';

const asar = createRequire(import.meta.url)('@electron/asar');
const DATABASE = 'node_modules/@photostructure/sqlite/prebuilds';

const have = (program, ...words) => spawnSync(program, words).status === 0;

const temporary = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-packing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const packFor = (system, targets = 'dir', env = {}) => {
  const folder = temporary();
  const script = path.join(import.meta.dirname, 'testing', 'pack-for.mjs');
  execFileSync(process.execPath, [script, system, folder, targets], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  return path.join(folder, 'dist', 'packages');
};

/** The app's own files, and machine code for this system alone. */
const expectResources = (folder, system) => {
  const listed = asar.listPackage(path.join(folder, 'app.asar'));
  expect(listed).toContain('/out/main/main.cjs');
  expect(listed).toContain('/node_modules/node-gyp-build/index.js');
  expect(listed.filter((file) => file.endsWith('.node'))).toEqual([
    `/${DATABASE}/${system}/code.node`,
  ]);
  expect(readdirSync(path.join(folder, 'app.asar.unpacked', DATABASE))).toEqual([system]);
  expect(readdirSync(folder)).toContain('licences.txt');
};

it('Windows: a program, its command, two languages, and the hash of its code', () => {
  const folder = path.join(packFor('windows'), 'win-arm64-unpacked');
  expectResources(path.join(folder, 'resources'), 'win32-arm64');
  expect(readdirSync(path.join(folder, 'locales')).sort()).toEqual(['en-US.pak', 'ko.pak']);
  expect(readdirSync(path.join(folder, 'bin'))).toEqual(['sarangbang.cmd']);
  const program = readFileSync(path.join(folder, 'Sarangbang.exe'));
  expect(program.includes('resources\\\\app.asar')).toBe(true);
  expect(program.includes(Buffer.from('Sarangbang', 'utf16le'))).toBe(true);
});

it('macOS: what the system asks with, the scheme, two languages, and the hash of its code', () => {
  const inside = path.join(packFor('mac'), 'mac-arm64', 'Sarangbang.app', 'Contents');
  const resources = path.join(inside, 'Resources');
  expectResources(resources, 'darwin-arm64');
  expect(readdirSync(resources).filter((name) => name.endsWith('.lproj'))).toEqual([
    'en.lproj',
    'ko.lproj',
  ]);
  expect(readdirSync(path.join(resources, 'ko.lproj'))).toContain('InfoPlist.strings');
  const plist = readFileSync(path.join(inside, 'Info.plist'), 'utf8').replace(/\s*\n\s*/g, '');
  for (const [key, value] of [
    ['CFBundleIdentifier', '<string>app.sarangbang.Sarangbang</string>'],
    ['NSLocalNetworkUsageDescription', '<string>Sarangbang finds rooms on your network'],
    ['CFBundleURLSchemes', '<array><string>sarangbang</string></array>'],
    ['CFBundleLocalizations', '<array><string>en</string><string>ko</string></array>'],
    ['ElectronAsarIntegrity', '<dict><key>Resources/app.asar</key>'],
  ]) {
    expect(plist).toContain(`<key>${key}</key>${value}`);
  }
});

describe.skipIf(!have('makensis', '-VERSION') || !have('7za', 'i'))(
  'the programs for Windows',
  () => {
    it('are compiled from the scripts with this configuration, in both languages', () => {
      const folder = packFor('windows', 'nsis,portable', nsisTools(temporary()));
      const version = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
      const setup = `sarangbang-${version}-windows-arm64-setup.exe`;
      const portable = `sarangbang-${version}-windows-portable.exe`;
      expect(readdirSync(folder)).toEqual(expect.arrayContaining([setup, portable]));
      const compiled = readFileSync(path.join(folder, setup));
      const says = (text) => compiled.includes(Buffer.from(text, 'utf16le'));
      // A shortcut, a place among the system's programs, the name notifications go by; two languages.
      expect(
        [
          ...['Sarangbang.lnk', 'CurrentVersion\\Uninstall', 'app.sarangbang.Sarangbang'],
          ...['Installing, please wait', '설치', version],
        ].filter((text) => !says(text)),
      ).toEqual([]);
      // For one person: nobody is asked for an administrator.
      expect(compiled.includes('level="asInvoker"')).toBe(true);
      const packed = execFileSync('7za', ['l', '-ba', path.join(folder, setup)], {
        encoding: 'utf8',
      });
      expect(packed).toMatch(/ Sarangbang\.exe$/m);
      expect(packed).toMatch(/ resources\/app\.asar$/m);
      expect(packed).toMatch(/ resources\/licences\.txt$/m);
    });
  },
);
