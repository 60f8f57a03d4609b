import { existsSync, readdirSync } from 'node:fs';
import { mayUseApt, run } from './run.mjs';
import { giveUp, say } from './say.mjs';

/** What the app needs on a bare Linux, by a file that shows it is there. */
const RUNTIME = [
  ['libgtk-3-0', 'libgtk-3.so.0'],
  ['libnss3', 'libnss3.so'],
  ['libasound2', 'libasound.so.2'],
  ['libgbm1', 'libgbm.so.1'],
];
const IBUS = [
  'ibus',
  'ibus-hangul',
  'ibus-gtk3',
  'dbus',
  'dbus-x11',
  'xdotool',
  'openbox',
  'xclip',
];
const LIB_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/lib/x86_64-linux-gnu',
];

const hasLibrary = (name) => LIB_FOLDERS.some((folder) => existsSync(`${folder}/${name}`));
const hasProgram = (name) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
const hasKoreanFont = () =>
  ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/noto'].some(
    (folder) => existsSync(folder) && readdirSync(folder).some((file) => /CJK/.test(file)),
  );
const hasEmojiFont = () => existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf');

async function install(packages, optional) {
  if (!(await mayUseApt())) return false;
  say(`Installing system packages: ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args) =>
    run('apt-get', args, { quiet: true, progress: true, env, timeoutMs: 8 * 60_000 });
  await apt(['update', '-qq']);
  const { code, output } = await apt([
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...packages,
  ]);
  if (code !== 0 && !optional) process.stderr.write(output.slice(-2000));
  return code === 0;
}

/** Shared libraries of Electron, and a display when there is none; Linux only. */
export async function ensureDisplayPackages() {
  if (process.platform !== 'linux') return;
  const missing = RUNTIME.filter(([, file]) => !hasLibrary(file)).map(([name]) => name);
  const headless = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (headless && !hasProgram('Xvfb')) missing.push('xvfb', 'xauth');
  if (headless && !hasKoreanFont()) missing.push('fonts-noto-cjk');
  // Without it emoji are empty boxes, which is no reason not to start.
  const nice = headless && !hasEmojiFont() ? ['fonts-noto-color-emoji'] : [];
  if (missing.length === 0) {
    if (nice.length > 0) await install(nice, true);
    return;
  }
  if (await install([...missing, ...nice], false)) return;
  giveUp(
    'These system packages are missing. As root, type:',
    `apt-get install -y ${missing.join(' ')}`,
  );
}

/** A real Korean input method for the tests; true when it is there. Never fatal. */
export async function ensureInputMethod() {
  if (process.platform !== 'linux') return false;
  const there = () =>
    ['ibus-daemon', 'dbus-run-session', 'xdotool', 'openbox'].every(hasProgram) &&
    existsSync('/usr/share/ibus/component/hangul.xml');
  return there() || ((await install(IBUS, true)) && there());
}

/** For trying the Debian package; true when they are there and this is root. Never fatal. */
export async function ensurePackageTools() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const tools = ['debootstrap', 'dpkg-deb', 'nsenter', 'unshare', 'setpriv', 'xdotool'];
  const packages = ['debian-archive-keyring', 'debootstrap', 'dpkg', 'util-linux', 'xdotool'];
  const there = () => tools.every(hasProgram);
  return there() || ((await install(packages, true)) && there());
}

/** What packages for other systems are tried with; true when it is there. Never fatal. */
export async function ensurePackers() {
  if (process.platform !== 'linux') return false;
  const there = () => ['rpmbuild', 'makensis', '7za'].every(hasProgram);
  return there() || ((await install(['rpm', 'nsis', 'p7zip-full'], true)) && there());
}

/** `ip`, `bridge` and `tc` for tests between network namespaces; true when they are there. Never fatal. */
export async function ensureNamespaceTools() {
  if (process.platform !== 'linux') return false;
  const there = () => ['ip', 'bridge', 'tc'].every(hasProgram);
  return there() || ((await install(['iproute2'], true)) && there());
}

/**
 * `strace`, which sees what a server asks of its disk and answers in the disk's place, and a clock
 * that can be moved; true when they are there. Never fatal.
 */
export async function ensureTracer() {
  if (process.platform !== 'linux') return false;
  const there = () => hasProgram('strace') && hasProgram('faketime');
  return there() || ((await install(['strace', 'faketime'], true)) && there());
}
