/**
 * What electron-builder would download to make an installer for Windows, put together from Debian's
 * `nsis`: its compiler, and in place of the plug-ins libraries that only have their functions' names.
 * What it compiles is the real script with the real configuration; the result could not install.
 */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** electron-builder runs a first installer, whose one act is to write the uninstaller. */
const WINE = '#!/bin/sh\nprintf MZ > "$(dirname "$1")/$(basename "$1" exe)__uninstaller.exe"\n';
const SHARE = '/usr/share/nsis';
/** Those that Debian's package does not bring. */
const PLUGINS = ['Nsis7z', 'SpiderBanner', 'StdUtils', 'UAC', 'WinShell', 'nsProcess'];

/** A DLL for 32-bit Windows with one section, and in it nothing but a table of exported names. */
function emptyLibrary(name, functions) {
  const [FILE_AT, RVA, HEADER] = [0x200, 0x1000, 40];
  const names = [...functions].sort();
  const texts = [`${name}.dll`, ...names].map((text) => Buffer.from(`${text}\0`, 'latin1'));
  const tables = HEADER + names.length * (4 + 4 + 2);
  const data = Buffer.alloc(tables);
  const addresses = texts.map((_, i) =>
    texts.slice(0, i).reduce((sum, { length }) => sum + length, RVA + tables),
  );
  const [functionsAt, namesAt, numbersAt] = [0, 4, 8].map((bytes) => HEADER + bytes * names.length);
  data.writeUInt32LE(addresses[0], 12);
  data.writeUInt32LE(1, 16);
  data.writeUInt32LE(names.length, 20);
  data.writeUInt32LE(names.length, 24);
  for (const [i, at] of [functionsAt, namesAt, numbersAt].entries()) {
    data.writeUInt32LE(RVA + at, 28 + 4 * i);
  }
  for (const [i] of names.entries()) {
    data.writeUInt32LE(RVA, functionsAt + 4 * i);
    data.writeUInt32LE(addresses[i + 1], namesAt + 4 * i);
    data.writeUInt16LE(i, numbersAt + 2 * i);
  }
  const section = Buffer.concat([data, ...texts]);
  const size = Math.ceil(section.length / 0x200) * 0x200;
  const head = Buffer.alloc(FILE_AT);
  head.write('MZ', 0);
  head.writeUInt32LE(0x40, 0x3c);
  head.write('PE\0\0', 0x40);
  const [coff, optional] = [0x44, 0x58];
  head.writeUInt16LE(0x14c, coff); // i386
  head.writeUInt16LE(1, coff + 2);
  head.writeUInt16LE(224, coff + 16);
  head.writeUInt16LE(0x2102, coff + 18); // a library for 32 bits
  head.writeUInt16LE(0x10b, optional);
  head.writeUInt32LE(0x400000, optional + 28);
  head.writeUInt32LE(RVA, optional + 32);
  head.writeUInt32LE(0x200, optional + 36);
  head.writeUInt32LE(RVA + Math.ceil(size / RVA) * RVA, optional + 56);
  head.writeUInt32LE(FILE_AT, optional + 60);
  head.writeUInt32LE(16, optional + 92);
  head.writeUInt32LE(RVA, optional + 96);
  head.writeUInt32LE(section.length, optional + 100);
  const entry = optional + 224;
  head.write('.edata', entry);
  head.writeUInt32LE(section.length, entry + 8);
  head.writeUInt32LE(RVA, entry + 12);
  head.writeUInt32LE(size, entry + 16);
  head.writeUInt32LE(FILE_AT, entry + 20);
  head.writeUInt32LE(0x40000040, entry + 36);
  return Buffer.concat([head, section], FILE_AT + size);
}

/** What electron-builder's own templates call of a plug-in. */
function calledOf(plugin) {
  const builder = createRequire(import.meta.url).resolve('app-builder-lib/package.json');
  const templates = path.join(path.dirname(builder), 'templates', 'nsis');
  const text = readdirSync(templates, { recursive: true })
    .filter((name) => /\.ns[hi]$/.test(name))
    .map((name) => readFileSync(path.join(templates, name), 'utf8'))
    .join('\n');
  return new Set([...text.matchAll(new RegExp(`\\b${plugin}::(\\w+)`, 'g'))].map(([, one]) => one));
}

/** Writes it all into `folder`, and resolves to the variables that lead electron-builder there. */
export function nsisTools(folder) {
  mkdirSync(path.join(folder, 'linux'), { recursive: true });
  for (const name of readdirSync(SHARE))
    symlinkSync(path.join(SHARE, name), path.join(folder, name));
  symlinkSync('/usr/bin/makensis', path.join(folder, 'linux', 'makensis'));
  writeFileSync(path.join(folder, 'elevate.exe'), 'MZ');
  writeFileSync(path.join(folder, 'wine'), WINE, { mode: 0o755 });
  const plugins = path.join(folder, 'plugins', 'x86-unicode');
  mkdirSync(plugins, { recursive: true });
  for (const name of PLUGINS) {
    writeFileSync(path.join(plugins, `${name}.dll`), emptyLibrary(name, calledOf(name)));
  }
  return {
    ELECTRON_BUILDER_NSIS_DIR: folder,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: folder,
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
    USE_SYSTEM_WINE: 'true',
    PATH: `${folder}:${process.env.PATH}`,
  };
}
