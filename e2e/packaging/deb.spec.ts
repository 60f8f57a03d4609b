/**
 * The Debian package from the first `apt install` to its removal, on a Debian with nothing else in it.
 * `npm run test:package` builds the packages and runs this.
 */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { composer, hostRoom, messages, say, sees } from '../support/talk';
import { type CleanRoot, cleanRoot } from './clean-root';
import { endInstalled, launchInstalled, renderers } from './installed-app';

const OLD = process.env.SARANGBANG_OLD_DEB ?? '';
const NEW = process.env.SARANGBANG_NEW_DEB ?? '';
const VERSION = process.env.SARANGBANG_NEW_VERSION ?? '';
const CACHE = process.env.SARANGBANG_PACKAGE_CACHE ?? '';

test.describe.configure({ mode: 'serial', timeout: 600_000 });

let root: CleanRoot;
test.beforeAll(async () => {
  root = await cleanRoot(CACHE);
  for (const name of ['ann', 'ben']) root.addUser(name);
});
test.afterAll(async () => {
  endInstalled();
  await root?.remove();
});

const start = (user: string) =>
  launchInstalled(
    root.starter(user, '/usr/bin/sarangbang', { DISPLAY: process.env.DISPLAY ?? '' }),
  );

let link = '';

test('apt installs it with what it needs, and only root can change it', async () => {
  const file = root.bring(OLD);
  root.run('apt-get update -qq');
  root.run(`apt-get install -y -qq --no-install-recommends ${file}`);
  expect(root.run('dpkg -s sarangbang')).toContain('Status: install ok installed');
  expect(root.run('ldd /opt/Sarangbang/sarangbang')).not.toContain('not found');
  expect(root.run('sarangbang --version', 'ann').trim()).toBe(VERSION);
  expect(
    root.run('find /opt/Sarangbang ! -user root -o ! -group root -o -perm /022 ! -type l'),
  ).toBe('');
  expect(root.run('stat -c %a /opt/Sarangbang/chrome-sandbox')).toMatch(/^(755|4755)$/m);
  root.run('apt-get install -y -qq --no-install-recommends desktop-file-utils appstream');
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
  const line =
    'env -u DISPLAY timeout 20 sarangbang serve --port 0 --data /tmp/served --no-announce';
  const said = root.ask(`${line} </dev/null; [ $? = 124 ]`, 'ben') ?? '';
  expect(said).toMatch(/^listening on .+:\d+$/m);
  expect(said).toMatch(/^invite sarangbang:\/\//m);
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
