/** What packing for macOS and Windows does, as far as another system can tell (testing/pack-for.mjs). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const asar = createRequire(import.meta.url)('@electron/asar');
const DATABASE = 'node_modules/@photostructure/sqlite/prebuilds';

const packFor = (system) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-packing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const script = path.join(import.meta.dirname, 'testing', 'pack-for.mjs');
  execFileSync(process.execPath, [script, system, folder], { stdio: 'pipe' });
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
