/**
 * `node pack-for.mjs mac|windows FOLDER [TARGETS]`: packs a small project in FOLDER with something else in
 * Electron's place. electron-builder itself decides which files go where and what stands in plists and
 * resources; the result is there to be looked at, and could not run.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { builderConfig } from '../../../../packaging/builder/config.mjs';
import { root } from '../../run.mjs';
import { appManifest, manifest } from '../build.mjs';
import { drawIcon, icoOf } from '../icons.mjs';

const [system, folder, targets = 'dir'] = process.argv.slice(2);
const ELECTRON = '45.4.1';
const SYSTEMS = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-x64',
  'win32-arm64',
  'win32-x64',
];
const LANGUAGES = ['en', 'ko', 'de'];

const put = (name, content) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
};

cpSync(path.join(root, 'packaging'), path.join(folder, 'packaging'), { recursive: true });
put('package.json', JSON.stringify({ ...manifest(), dependencies: {}, devDependencies: {} }));
put('dist/app/package.json', JSON.stringify(appManifest(manifest())));
put('dist/app/out/main/main.cjs', 'void 0;\n');
put('dist/app/out/licences.txt', 'All licences');
put('dist/app/node_modules/node-gyp-build/index.js', 'void 0;\n');
const database = 'dist/app/node_modules/@photostructure/sqlite';
put(`${database}/package.json`, '{"name":"x","version":"1.0.0"}');
for (const one of SYSTEMS) put(`${database}/prebuilds/${one}/code.node`, one);

/** Any program with a version in it. */
async function windowsStub() {
  put('dist/icons/icon.ico', icoOf([{ size: 256, png: await drawIcon(256) }]));
  const program = createRequire(import.meta.url).resolve('electron-winstaller/vendor/7z-x64.exe');
  mkdirSync(path.join(folder, 'electron', 'resources'), { recursive: true });
  cpSync(program, path.join(folder, 'electron', 'electron.exe'));
  for (const name of ['en-US', 'ko', 'de']) put(`electron/locales/${name}.pak`, '');
}

async function macStub() {
  const { default: png2icons } = await import('png2icons');
  put('dist/icons/icon.icns', png2icons.createICNS(await drawIcon(512), png2icons.NEAREST, 0));
  const plist = (id) =>
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string><key>CFBundleIdentifier</key><string>${id}</string></dict></plist>`;
  const inside = 'electron/Electron.app/Contents';
  put(`${inside}/Info.plist`, plist('com.github.Electron'));
  put(`${inside}/MacOS/Electron`, '');
  const framework = `${inside}/Frameworks/Electron Framework.framework/Versions/A/Resources`;
  for (const language of LANGUAGES) {
    put(`${inside}/Resources/${language}.lproj/locale.pak`, '');
    put(`${framework}/${language}.lproj/locale.pak`, '');
  }
  for (const kind of ['', ' (Renderer)', ' (GPU)', ' (Plugin)']) {
    const name = `Electron Helper${kind}`;
    put(
      `${inside}/Frameworks/${name}.app/Contents/Info.plist`,
      plist('com.github.Electron.helper'),
    );
    put(`${inside}/Frameworks/${name}.app/Contents/MacOS/${name}`, '');
  }
  // Packing for macOS is refused elsewhere, because signing needs it; here nothing is signed.
  Object.defineProperty(process, 'platform', { value: 'darwin' });
}

await (system === 'mac' ? macStub() : windowsStub());
// A stand-in has no switches to set.
const { electronFuses: _unknown, ...config } = builderConfig({
  projectDir: folder,
  electronVersion: ELECTRON,
  electronDist: path.join(folder, 'electron'),
  quick: true,
});
config.mac.identity = null;
const { Arch, build, Platform } = await import('electron-builder');
await build({
  projectDir: folder,
  publish: 'never',
  targets: Platform[system === 'mac' ? 'MAC' : 'WINDOWS'].createTarget(
    targets.split(','),
    Arch.arm64,
  ),
  config,
});
