/**
 * Packing for Windows with another program in Electron's place: which files go where. The result is
 * looked at and thrown away; it could not run.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { builderConfig } from '../../../packaging/builder/config.mjs';
import { root } from '../run.mjs';
import { appManifest, manifest } from './build.mjs';
import { drawIcon, icoOf } from './icons.mjs';

const require = createRequire(import.meta.url);
const VERSION = '45.4.1';
const SYSTEMS = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-x64',
  'win32-arm64',
  'win32-x64',
];
const DATABASE = 'node_modules/@photostructure/sqlite';

/** A project with everything that packing reads, small. */
async function smallProject() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-packing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name, text) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  cpSync(path.join(root, 'packaging'), path.join(folder, 'packaging'), { recursive: true });
  put('package.json', JSON.stringify({ ...manifest(), dependencies: {}, devDependencies: {} }));
  put('dist/app/package.json', JSON.stringify(appManifest(manifest())));
  put('dist/app/out/main/main.cjs', 'void 0;\n');
  put('dist/app/out/licences.txt', 'All licences');
  put(`dist/app/${DATABASE}/package.json`, '{"name":"x","version":"1.0.0"}');
  put('dist/app/node_modules/node-gyp-build/index.js', 'void 0;\n');
  for (const system of SYSTEMS) put(`dist/app/${DATABASE}/prebuilds/${system}/code.node`, system);
  put('dist/icons/icon.ico', icoOf([{ size: 256, png: await drawIcon(256) }]));
  const stub = require.resolve('electron-winstaller/vendor/7z-x64.exe');
  mkdirSync(path.join(folder, 'electron', 'resources'), { recursive: true });
  cpSync(stub, path.join(folder, 'electron', 'electron.exe'));
  put('electron/locales/en-US.pak', '');
  put('electron/locales/ko.pak', '');
  put('electron/locales/de.pak', '');
  return folder;
}

it('a package for Windows holds its own machine code and no other', {
  timeout: 120_000,
}, async () => {
  const projectDir = await smallProject();
  const { Arch, build, Platform } = await import('electron-builder');
  const { electronFuses: _unknownToAStub, ...config } = builderConfig({
    projectDir,
    electronVersion: VERSION,
    electronDist: path.join(projectDir, 'electron'),
    quick: true,
  });
  await build({
    projectDir,
    publish: 'never',
    targets: Platform.WINDOWS.createTarget('dir', Arch.arm64),
    config,
  });
  const asar = require('@electron/asar');
  const folder = path.join(projectDir, 'dist', 'packages', 'win-arm64-unpacked');
  const listed = asar.listPackage(path.join(folder, 'resources', 'app.asar'));
  expect(listed.filter((file) => file.endsWith('.node'))).toEqual([
    `/${DATABASE}/prebuilds/win32-arm64/code.node`,
  ]);
  expect(listed).toContain('/out/main/main.cjs');
  expect(listed).toContain('/node_modules/node-gyp-build/index.js');
  const unpacked = path.join(folder, 'resources', 'app.asar.unpacked', DATABASE, 'prebuilds');
  expect(readdirSync(unpacked)).toEqual(['win32-arm64']);
  expect(readdirSync(path.join(folder, 'locales')).sort()).toEqual(['en-US.pak', 'ko.pak']);
  expect(readdirSync(folder)).toContain('Sarangbang.exe');
  expect(readdirSync(path.join(folder, 'bin'))).toEqual(['sarangbang.cmd']);
  expect(readdirSync(path.join(folder, 'resources'))).toContain('licences.txt');
});
