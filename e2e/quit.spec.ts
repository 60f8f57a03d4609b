/** Leaving: drafts and settings stay, quitting while hosting asks, a second start is the first. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, test } from '@playwright/test';
import { cleanUp, launch, root } from './support/launch';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { composer, hostRoom, messages, say, sees } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

test('quitting with people in asks; cancelling keeps the room, closing tells them', async () => {
  const { page, app } = await launch();
  const link = await hostRoom(page);
  const guest = await person(link, 'Guest');
  await pressMenu(app, 'CmdOrCtrl+Q');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('1 person is still here.');
  for (const name of ['Keep running in tray', 'Close the room', 'Cancel']) {
    await expect(question.getByRole('button', { name })).toBeVisible();
  }
  await question.getByRole('button', { name: 'Cancel' }).click();
  await guest.say('still open');
  await sees(page, 'still open');
  const told = new Promise<string | undefined>((resolve) => {
    guest.client.on('status', (status) => {
      if (status.state === 'waiting' && status.why === 'closed') resolve(status.by);
    });
  });
  const closed = app.waitForEvent('close');
  await pressMenu(app, 'CmdOrCtrl+Q');
  await question.getByRole('button', { name: 'Close the room' }).click();
  expect(await told).toBeTruthy();
  await closed;
});

test('a draft, the language, the theme and the text size are there after a restart', async () => {
  const first = await launch({ language: 'en' });
  const link = await hostRoom(first.page);
  await composer(first.page).pressSequentially('half a sentence');
  await pressMenu(first.app, 'CmdOrCtrl+,');
  const settings = first.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Appearance' }).click();
  await settings.getByRole('radio', { name: 'Dark' }).click();
  await settings.getByRole('radio', { name: '130%' }).click();
  await settings.getByRole('tab', { name: 'General' }).click();
  await settings.getByRole('radio', { name: '한국어' }).click();
  // at once, without a restart
  await expect(first.page.getByRole('dialog', { name: '설정' })).toBeVisible();
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'ko');
  await first.page.keyboard.press('Escape');
  await first.close();
  // as if three days had passed
  const past = Date.now() - 3 * 86_400_000;
  const copies = path.join(first.userData, 'servers');
  for (const copy of readdirSync(copies)) {
    const db = new DatabaseSync(path.join(copies, copy, 'copy.db'));
    db.exec(`UPDATE drafts SET at = ${past}`);
    db.close();
  }

  const again = await launch({ userData: first.userData, language: 'en' });
  await expect(composer(again.page)).toHaveValue('half a sentence');
  const day = new Intl.DateTimeFormat('ko', { weekday: 'long' }).format(past);
  await expect(again.page.getByText(`${day}에 쓰던 글`)).toBeVisible();
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(again.page.locator('html')).toHaveAttribute('lang', 'ko');
  expect(
    await again.page.evaluate(() =>
      Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    ),
  ).toBeGreaterThan(18);
  // the same room, with the same key
  await pressMenu(again.app, 'CmdOrCtrl+Shift+I');
  const shown = await again.page
    .getByRole('dialog')
    .getByText(/^sarangbang:\/\//)
    .textContent();
  expect(/k=([\w-]{43})/.exec(shown ?? '')?.[1]).toBe(/k=([\w-]{43})/.exec(link)?.[1]);
});

test('a second start hands over to the first and ends; a link that it has leads to the message', async () => {
  const { app, page, userData } = await launch();
  const link = await hostRoom(page);
  await say(page, 'here');
  await sees(page, 'here');
  for (let i = 1; i <= 3; i += 1) await say(page, `and after ${i}`);
  await sees(page, 'and after 3');
  const seq = await messages(page).filter({ hasText: 'here' }).getAttribute('data-seq');
  const executable = await app.evaluate(() => process.execPath);
  const second = spawn(
    executable,
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      `--user-data-dir=${userData}`,
      `${link}&r=lobby&m=${seq}`,
    ],
    { stdio: 'ignore' },
  );
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect(page.locator(`li[data-seq="${seq}"]`)).toBeFocused();
});
