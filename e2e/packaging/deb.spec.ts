/**
 * The Debian package from the first `apt install` to its removal, on a Debian with nothing else in it.
 * `npm run test:package` builds the packages and runs this.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { pressMenu } from '../support/menu';
import { composer, hostRoom, messages, say, sees } from '../support/talk';
import { type CleanRoot, cleanRoot } from './clean-root';
import { serveFeed } from './feed';
import { endInstalled, launchInstalled, renderers } from './installed-app';

const OLD = process.env.SARANGBANG_OLD_DEB ?? '';
const OLD_VERSION = process.env.SARANGBANG_OLD_VERSION ?? '';
const NEW = process.env.SARANGBANG_NEW_DEB ?? '';
const VERSION = process.env.SARANGBANG_NEW_VERSION ?? '';
const DEBIAN = process.env.SARANGBANG_CLEAN_DEBIAN ?? '';
const FEED = process.env.SARANGBANG_UPDATE_FEED ?? '';
const FOLDER = process.env.SARANGBANG_PACKAGE_FEED ?? '';

test.describe.configure({ mode: 'serial', timeout: 600_000 });

let root: CleanRoot;
test.beforeAll(async () => {
  root = await cleanRoot(DEBIAN);
  for (const name of ['ann', 'ben']) root.addUser(name);
});
test.afterAll(async () => {
  endInstalled();
  await root?.remove();
});

const starter = (user: string, display = process.env.DISPLAY ?? '') =>
  root.starter(user, '/usr/bin/sarangbang', { DISPLAY: display });
const start = (user: string) => launchInstalled(starter(user));
const installedVersion = () => root.run('dpkg -s sarangbang | sed -n "s/^Version: //p"').trim();
/** What a computer remembers of its starts (electron/updates/starts.ts). */
const starts = (user: string) => {
  const text = readFileSync(root.outside(`home/${user}/.config/Sarangbang/starts.json`), 'utf8');
  return JSON.parse(text) as { good: string; failed: string[]; starting: { tries: number } | null };
};

let link = '';

test('apt installs it with what it needs, and only root can change it', async () => {
  const file = root.bring(OLD);
  root.run(`apt-get install -y -qq --no-install-recommends ${file}`);
  expect(root.run('dpkg -s sarangbang')).toContain('Status: install ok installed');
  expect(root.run('ldd /opt/Sarangbang/sarangbang')).not.toContain('not found');
  expect(root.run('sarangbang --version', 'ann').trim()).toBe(VERSION);
  expect(
    root.run('find /opt/Sarangbang ! -user root -o ! -group root -o -perm /022 ! -type l'),
  ).toBe('');
  expect(root.run('stat -c %a /opt/Sarangbang/chrome-sandbox')).toMatch(/^(755|4755)$/m);
  root.run('apt-get install -y -qq --no-install-recommends desktop-file-utils appstream sudo');
  root.run('desktop-file-validate /usr/share/applications/sarangbang.desktop');
  root.run(
    'appstreamcli validate --no-net /usr/share/metainfo/app.sarangbang.Sarangbang.metainfo.xml',
  );
});

test('nobody makes it run anything but itself', async () => {
  const wire = await getCurrentFuseWire(root.outside('opt/Sarangbang/sarangbang'));
  const on = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse])) === '1';
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    cookies: on(FuseV1Options.EnableCookieEncryption),
    // the one difference of a build for tests
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
  }).toEqual({
    ...{ runAsNode: false, nodeOptions: false, onlyAsar: true, integrity: true, cookies: true },
    inspect: true,
  });
  // As behaviour, too: other code under its name and rights.
  const program = 'env -u DISPLAY ELECTRON_RUN_AS_NODE=1 timeout 20 /opt/Sarangbang/sarangbang';
  expect(root.ask(`${program} -p 6*7 2>&1; true`, 'ann')).not.toMatch(/^42$/m);
  root.run(`echo 'require("fs").writeFileSync("/tmp/ran", "")' > /tmp/other.js`, 'ann');
  root.run('NODE_OPTIONS="--require /tmp/other.js" sarangbang --version', 'ann');
  expect(root.ask('test -e /tmp/ran')).toBeNull();
});

test('an ordinary user hosts, in the sandbox; another joins by xdg-open of the link', async () => {
  const ann = await start('ann');
  test.info().annotations.push({ type: 'launch', description: `${ann.launchMs} ms` });
  link = await hostRoom(ann.page);
  await say(ann.page, 'come in');
  const confined = renderers(ann.app);
  expect(confined.length).toBeGreaterThan(0);
  for (const one of confined) {
    expect(one).toEqual({ uid: expect.any(Number), filtered: true, namespaced: true });
    expect(one.uid).toBeGreaterThan(0);
  }

  // The first start is Ben's app; the link starts another, which hands it over and ends.
  const ben = await start('ben');
  await ben.page.getByRole('textbox', { name: /^My name/ }).fill('Ben');
  root.run(`timeout 60 xdg-open '${link}'`, 'ben');
  const sheet = ben.page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Join' }).click();
  await expect(composer(ben.page)).toBeVisible();
  await sees(ben.page, 'come in');
  await say(ben.page, 'here I am');
  await sees(ann.page, 'here I am');
  await ben.close();
  await ann.close();
});

test('the command line of the installed app serves without a display', async () => {
  const line = 'env -u DISPLAY sarangbang serve --port 0 --data /tmp/served --no-announce';
  const said = root.run(
    `${line} </dev/null >/tmp/said & program=$!
     timeout 60 sh -c 'until grep -q "^invite " /tmp/said; do sleep 0.1; done'
     kill $program; wait $program; cat /tmp/said`,
    'ben',
  );
  expect(said).toMatch(/^listening on .+:\d+$/m);
  expect(said).toMatch(/^invite sarangbang:\/\//m);
});

test('an older package finds the newer one, refuses a forged list, and installs what is signed', async () => {
  const feed = await serveFeed(FEED, FOLDER);
  root.run('echo "%sudo ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/all');
  root.run('usermod -aG sudo ann && usermod -aG sudo ben');
  const { app, page } = await start('ann');
  await sees(page, 'here I am');
  await pressMenu(app, 'CmdOrCtrl+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'About' }).click();
  await expect(settings.getByRole('switch', { name: 'Look for updates' })).not.toBeChecked();
  expect(feed.asked).toEqual([]);

  feed.forged = true;
  const check = settings.getByRole('button', { name: 'Check now' });
  await check.click();
  const status = settings.getByRole('status');
  await expect(status).toContainText('not signed by the makers', { timeout: 60_000 });
  expect(feed.asked.filter((name) => name.endsWith('.deb'))).toEqual([]);

  feed.forged = false;
  await check.click();
  await expect(status).toContainText(`Version ${VERSION} is ready.`, { timeout: 120_000 });
  const found = root.run('find /home/ann -name "*.deb"').trim();
  expect(root.run(`sha512sum ${found}`).slice(0, 128)).toBe(
    execFileSync('sha512sum', [NEW], { encoding: 'utf8' }).slice(0, 128),
  );
  const ended = app.waitForEvent('close', { timeout: 60_000 });
  await settings.getByRole('button', { name: 'Restart and update' }).click();
  await ended;
  expect(installedVersion()).toBe(VERSION);
  // It began anew by itself, and its window came up.
  await expect.poll(() => starts('ann').good, { timeout: 60_000 }).toBe(VERSION);
  root.endAll();
  feed.close();
});

test('one that does not get up gives way to the version that did, with one press', async () => {
  const feed = await serveFeed(FEED, FOLDER);
  expect(starts('ben').good).toBe(OLD_VERSION);
  // Nothing can be shown there: it ends before its window.
  for (const tries of [1, 2]) {
    const [code] = await once(spawn(starter('ben', ':99999'), { stdio: 'ignore' }), 'exit');
    expect(code).not.toBe(0);
    expect(starts('ben').starting?.tries).toBe(tries);
  }
  const third = spawn(starter('ben'), ['--lang=en'], { stdio: 'ignore' });
  const found = execFileSync(
    'timeout',
    ['60', 'xdotool', 'search', '--sync', '--onlyvisible', '--name', 'did not start properly'],
    { encoding: 'utf8' },
  );
  const [question = ''] = found.trim().split('\n');
  execFileSync('xdotool', ['windowfocus', '--sync', question, 'key', 'Return']);
  await once(third, 'exit');
  await expect.poll(installedVersion, { timeout: 60_000 }).toBe(OLD_VERSION);
  expect(feed.asked.filter((name) => name.endsWith('.deb')).map((name) => name)).toEqual([
    OLD.split('/').at(-1),
  ]);
  await expect.poll(() => starts('ben').starting, { timeout: 60_000 }).toBeNull();
  expect(starts('ben')).toMatchObject({ good: OLD_VERSION, failed: [VERSION] });
  root.endAll();
  feed.close();
});

test('after an upgrade everything is as it was', async () => {
  const file = root.bring(NEW);
  root.run(`apt-get install -y -qq --no-install-recommends ${file}`);
  expect(root.run('dpkg -s sarangbang')).toContain(`Version: ${VERSION}\n`);
  const ann = await start('ann');
  await sees(ann.page, 'here I am');
  const ben = await start('ben');
  await sees(ben.page, 'come in');
  await say(ben.page, 'after the upgrade');
  await sees(ann.page, 'after the upgrade');
  await expect(messages(ann.page).filter({ hasText: 'come in' })).toHaveCount(1);
  expect(await ann.app.evaluate(({ app }) => app.getVersion())).toBe(VERSION);
  await ben.close();
  await ann.close();
});

test('removal leaves what people made, and nothing else', async () => {
  root.run('apt-get purge -y -qq sarangbang');
  expect(
    root.run(
      'find / -xdev -iname "*sarangbang*" ! -path "/home/*" ! -path "/tmp/*" ! -path "/opt/*.deb" ! -path "/var/cache/*" ! -path "/proc/*"',
    ),
  ).toBe('');
  expect(root.run('find /home/ann/.config/Sarangbang/host -name log.db')).not.toBe('');
  expect(root.run('find /home/ben/.config/Sarangbang/servers -name "*.db"')).not.toBe('');
});
