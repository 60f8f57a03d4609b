/** The older package and a feed with the newer one: what is signed is downloaded, nothing else is. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { pressMenu } from '../support/menu';
import { cleanRoot } from './clean-root';
import { endInstalled, launchInstalled } from './installed-app';

const OLD = process.env.SARANGBANG_OLD_DEB ?? '';
const NEW = process.env.SARANGBANG_NEW_DEB ?? '';
const VERSION = process.env.SARANGBANG_NEW_VERSION ?? '';
const CACHE = process.env.SARANGBANG_PACKAGE_CACHE ?? '';
const FEED = process.env.SARANGBANG_UPDATE_FEED ?? '';
const FOLDER = path.dirname(NEW);

test('an older package finds the newer one, refuses a forged list, and downloads what is signed', async () => {
  test.setTimeout(600_000);
  const asked: string[] = [];
  let forged = true;
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://feed').pathname);
    asked.push(name);
    const file = path.join(FOLDER, name);
    if (!existsSync(file)) return void response.writeHead(404).end();
    if (name === 'release.json' && forged) {
      const { statement, signature } = JSON.parse(readFileSync(file, 'utf8'));
      const other = statement.replace(/"files":\{/, '"files":{ ');
      return void response.end(JSON.stringify({ statement: other, signature }));
    }
    response.writeHead(200, { 'content-length': statSync(file).size });
    createReadStream(file).pipe(response);
  });
  server.listen(Number(new URL(FEED).port), '127.0.0.1');
  await once(server, 'listening');

  const root = await cleanRoot(CACHE);
  try {
    root.addUser('ann');
    root.run(
      `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${root.bring(OLD)}`,
    );
    const starter = root.starter('ann', '/usr/bin/sarangbang', {
      DISPLAY: process.env.DISPLAY ?? '',
    });
    const { app, page, close } = await launchInstalled(starter);
    // Menus are heard when the page is there.
    await expect(page.getByRole('button', { name: 'Host a room' })).toBeVisible();
    await pressMenu(app, 'CmdOrCtrl+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('tab', { name: 'About' }).click();
    await expect(settings.getByRole('switch', { name: 'Look for updates' })).not.toBeChecked();
    expect(asked).toEqual([]);

    const check = settings.getByRole('button', { name: 'Check now' });
    await check.click();
    await expect(settings.getByRole('status')).toContainText('not signed by the makers', {
      timeout: 60_000,
    });
    expect(asked.filter((name) => name.endsWith('.deb'))).toEqual([]);

    forged = false;
    await check.click();
    await expect(settings.getByRole('status')).toContainText(`Version ${VERSION} is ready.`, {
      timeout: 120_000,
    });
    const found = root.run('find /home/ann -name "*.deb"').trim();
    expect(root.run(`sha512sum ${found}`).slice(0, 128)).toBe(
      execFileSync('sha512sum', [NEW], { encoding: 'utf8' }).slice(0, 128),
    );
    await expect(settings.getByRole('button', { name: 'Restart and update' })).toBeVisible();
    await close();
  } finally {
    endInstalled();
    await root.remove();
    server.close();
    server.closeAllConnections();
  }
});
