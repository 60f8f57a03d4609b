/** What packages are made of, as far as it can be known without making them on each system. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builderConfig } from '../../../packaging/builder/config.mjs';
import { fusesFor, NAMES } from '../../../packaging/builder/fuses.mjs';
import { licenceFaults, licenceText, missingText } from '../licences.mjs';
import { root } from '../run.mjs';
import { drawIcon, icoOf } from './icons.mjs';

const require = createRequire(import.meta.url);
const file = (...parts) => path.join(root, ...parts);
const read = (...parts) => readFileSync(file(...parts), 'utf8');
const config = (more) => builderConfig({ projectDir: root, electronVersion: '45.4.1', ...more });
const temporary = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-packages-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

describe('the configuration', () => {
  it('is one that electron-builder accepts, for every system at once', async () => {
    const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js');
    const { DebugLogger } = require('builder-util');
    await validateConfiguration(config(), new DebugLogger(false));
    await expect(
      validateConfiguration({ ...config(), nonsense: true }, new DebugLogger(false)),
    ).rejects.toThrow(/nonsense/);
  });

  it('names only files that are there', () => {
    const { linux, deb, rpm, mac } = config();
    const named = [
      ...linux.extraFiles.map(({ from }) => from),
      ...mac.extraResources.map(({ from }) => from),
      ...[deb, rpm].flatMap((one) => [one.afterInstall, one.afterRemove, one.appArmorProfile]),
      ...deb.fpm.map((mapping) => path.relative(root, mapping.split('=')[0])),
      mac.entitlements,
      mac.entitlementsInherit,
      'packaging/windows/sarangbang.cmd',
    ];
    for (const one of named) expect(() => readdirOrRead(one), one).not.toThrow();
  });

  it('publishes nowhere, unless a feed is named', () => {
    expect(config().publish).toBeNull();
  });
});

const readdirOrRead = (name) => {
  try {
    return read(name);
  } catch {
    return readdirSync(file(name));
  }
};

describe('the switches in the binary', () => {
  it('let nothing run that is not the app', () => {
    expect(fusesFor({ inspectable: false })).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config().electronFuses).toEqual(fusesFor({ inspectable: false }));
    expect(Object.keys(NAMES)).toEqual(Object.keys(fusesFor({ inspectable: false })));
  });

  it('differ in one for tests', () => {
    const [release, tested] = [false, true].map((inspectable) => fusesFor({ inspectable }));
    const differing = Object.keys(release).filter((name) => release[name] !== tested[name]);
    expect(differing).toEqual(['enableNodeCliInspectArguments']);
  });
});

describe('macOS', () => {
  const strings = (language) =>
    Object.fromEntries(
      [
        ...read('packaging/mac', `${language}.lproj`, 'InfoPlist.strings').matchAll(
          /^"?(\w+)"? = "(.+)";$/gm,
        ),
      ].map(([, key, text]) => [key, text]),
    );

  it('asks for the local network in both languages', () => {
    const [ko, en] = ['ko', 'en'].map(strings);
    expect(Object.keys(ko)).toEqual(Object.keys(en));
    expect(ko.NSLocalNetworkUsageDescription).toMatch(/[가-힣]/);
    expect(en.NSLocalNetworkUsageDescription).toBe(
      config().mac.extendInfo.NSLocalNetworkUsageDescription,
    );
  });

  it('gives up nothing of the hardened runtime but what V8 needs', () => {
    for (const name of ['entitlements.plist', 'entitlements.inherit.plist']) {
      const keys = [...read('packaging/mac', name).matchAll(/<key>(.+)<\/key>/g)].map(
        ([, key]) => key,
      );
      expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
    }
    expect(config().mac.hardenedRuntime).toBe(true);
  });
});

describe('Linux', () => {
  const commands = () =>
    readdirSync(file('cli'))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .flatMap((name) =>
        [...read('cli', name).matchAll(/\.command\('(\w+)'/g)].map(([, one]) => one),
      );

  it('the command on the PATH knows every subcommand, and opens the app for all else', () => {
    const folder = temporary();
    mkdirSync(path.join(folder, 'bin'));
    const script = path.join(folder, 'bin', 'sarangbang');
    cpSync(file('packaging/linux/sarangbang.sh'), script);
    writeFileSync(path.join(folder, 'sarangbang'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const started = (...words) =>
      execFileSync('sh', [script, ...words], { encoding: 'utf8' }).trim();
    expect(commands().length).toBeGreaterThan(8);
    for (const command of commands()) {
      expect(started(command, '--x', 'a b')).toMatch(
        new RegExp(`^--no-sandbox --ozone-platform=headless .*--command-line ${command} --x a b$`),
      );
    }
    expect(started('sarangbang://127.0.0.1:1/')).toBe('sarangbang://127.0.0.1:1/');
    expect(started()).toBe('');
    expect(started('--hidden')).toBe('--hidden');
  });

  it.each(['after-install.tpl', 'after-remove.tpl'])(
    '%s is a script that a plain shell can read',
    (name) => {
      const script = read('packaging/linux', name)
        .replace(/\$\{sanitizedProductName\}/g, 'Sarangbang')
        .replace(/\$\{executable\}/g, 'sarangbang');
      expect(script).not.toMatch(/\$\{[a-zA-Z]+\}/);
      const folder = temporary();
      writeFileSync(path.join(folder, name), script);
      expect(spawnSync('sh', ['-n', path.join(folder, name)], { encoding: 'utf8' }).stderr).toBe(
        '',
      );
    },
  );

  it('no menu entry switches the sandbox off', () => {
    const { linux, deb, rpm, appImage } = config();
    // Left out, electron-builder puts the switch into that of the AppImage.
    expect(appImage.executableArgs).toEqual([]);
    for (const one of [linux, deb, rpm]) expect(one.executableArgs).toBeUndefined();
  });

  it('what the desktop shows is there in Korean too', () => {
    const { entry } = config().linux.desktop;
    for (const key of ['Name', 'Comment', 'GenericName', 'Keywords']) {
      expect(entry[`${key}[ko]`], key).toMatch(/[가-힣]/);
    }
    const about = read('packaging/linux/app.sarangbang.Sarangbang.metainfo.xml');
    expect(about).toContain(`<release version="${JSON.parse(read('package.json')).version}"`);
  });
});

describe('licences', () => {
  const one = { name: 'a', version: '1.0.0', identifier: 'MIT', text: 'Do as you like.' };

  it('those nobody thought about, and those without a text, are faults', () => {
    expect(licenceFaults([one])).toEqual([]);
    expect(licenceFaults([{ ...one, identifier: 'GPL-3.0' }])).toEqual(['a 1.0.0: GPL-3.0']);
    expect(licenceFaults([{ ...one, text: '' }])).toHaveLength(1);
  });

  it('a missing text is that of the licence, where the author is known', () => {
    const text = missingText({ license: 'MIT', author: 'A. Person <a@b.example>' });
    expect(text).toMatch(/^MIT License\n\nCopyright \(c\) A\. Person\n/);
    expect(missingText({ license: 'MIT' })).toBe('');
    expect(missingText({ license: 'Apache-2.0', author: { name: 'A' } })).toBe('');
  });

  it('a text that several share is there once, under all their names', () => {
    const text = licenceText([one, { ...one, name: 'b', version: '2.0.0' }]);
    expect(text.split('Do as you like.')).toHaveLength(2);
    expect(text.split('b 2.0.0 (MIT)')).toHaveLength(3);
  });
});

describe('the icon', () => {
  it('is drawn in the size that is asked for', async () => {
    for (const size of [16, 256]) expect((await drawIcon(size)).readUInt32BE(16)).toBe(size);
  });

  it('a Windows icon holds each picture as it was drawn', () => {
    const pictures = [16, 256].map((size) => ({ size, png: Buffer.from(`picture of ${size}`) }));
    const ico = icoOf(pictures);
    expect([...ico.subarray(0, 8)]).toEqual([0, 0, 1, 0, 2, 0, 16, 16]);
    expect(ico.readUInt8(22)).toBe(0); // 256
    for (const [i, { png }] of pictures.entries()) {
      const offset = ico.readUInt32LE(6 + 16 * i + 12);
      expect(ico.subarray(offset, offset + ico.readUInt32LE(6 + 16 * i + 8))).toEqual(png);
    }
  });
});
