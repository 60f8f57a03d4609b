/** Backups and exports in the app; the system's own file dialogs are answered by the test. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, expect, test } from '@playwright/test';
import { cleanUp, dataFolder, launch } from './support/launch';
import { composer, hostRoom, say, sees } from './support/talk';

test.afterEach(cleanUp);

/** From now on a person who is asked for a file chooses this one. */
const choosing = (app: ElectronApplication, file: string) =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, file);

test('a room is exported, backed up with a passphrase, and restored in another app', async () => {
  const folder = await dataFolder();
  const { app, page } = await launch({ language: 'ko' });
  const link = await hostRoom(page);
  await say(page, '하나 <b>굵게</b>');
  await say(page, '둘');
  await sees(page, '둘');

  // As a page, then as JSON.
  const html = path.join(folder, '로비.html');
  await choosing(app, html);
  await page.getByRole('button', { name: '대화방 메뉴' }).click();
  await page.getByRole('menuitem', { name: '대화방 내보내기…' }).click();
  const sheet = page.getByRole('dialog', { name: '#로비 내보내기' });
  await page.screenshot({ path: 'test-results/keeping-export.png' });
  await sheet.getByRole('button', { name: '저장…' }).click();
  await expect(sheet.getByRole('status')).toContainText('로비.html: 메시지 2개');
  await expect(sheet.getByRole('button', { name: '폴더에서 보기' })).toBeVisible();
  expect(readFileSync(html, 'utf8')).toContain('하나 &lt;b&gt;굵게&lt;/b&gt;');
  const json = path.join(folder, '로비.json');
  await choosing(app, json);
  await sheet.getByRole('radio', { name: 'JSON' }).click();
  await sheet.getByRole('button', { name: '저장…' }).click();
  await expect(sheet.getByRole('status')).toContainText('로비.json');
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ format: 'sarangbang-export' });
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  // The page as a browser shows it.
  const shown = await app.evaluate(async ({ BrowserWindow }, file) => {
    const window = new BrowserWindow({
      ...{ show: false, width: 900, height: 600 },
      // Not the app's own session, which opens no files.
      webPreferences: { partition: 'a-browser' },
    });
    await window.loadFile(file);
    const text = await window.webContents.executeJavaScript('document.body.innerText');
    const image = (await window.webContents.capturePage()).toPNG().toString('base64');
    window.destroy();
    return { text, image };
  }, html);
  expect(shown.text).toContain('하나 <b>굵게</b>');
  writeFileSync('test-results/keeping-page.png', Buffer.from(shown.image, 'base64'));

  // The JSON becomes a room again, of names and not of keys.
  await choosing(app, json);
  await page.getByRole('button', { name: '방 열기 메뉴' }).click();
  await page.getByRole('menuitem', { name: '대화방 가져오기…' }).click();
  await expect(page.getByText('#로비2: 메시지 2개를 가져왔어요')).toBeVisible();
  await page.getByRole('button', { name: /^로비2/ }).click();
  await sees(page, '하나');
  const mark = page.getByText('가져온 메시지').first();
  await expect(mark).toBeVisible();
  await expect(mark).toHaveAttribute('title', /다른 서버에서 .+ 이름으로 .+에 쓴 메시지/);

  // All of it in one file, while the room is open.
  const backup = path.join(folder, '백업.tar.gz');
  await choosing(app, backup);
  await page.getByRole('button', { name: '방 열기 메뉴' }).click();
  await page.getByRole('menuitem', { name: '백업…' }).click();
  const saving = page.getByRole('dialog', { name: '이 방 백업하기' });
  await saving.getByLabel(/^열쇠 암호/).fill('감나무');
  await page.screenshot({ path: 'test-results/keeping-backup.png' });
  await saving.getByRole('button', { name: '저장…' }).click();
  await expect(saving.getByRole('status')).toContainText('백업했어요', { timeout: 15_000 });
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  await page.keyboard.press('Escape');

  // Another computer: the same room, with its key.
  const other = await launch({ language: 'ko' });
  // Not the name that is made up for it: that can be the very one that the first app has in this room.
  await other.page.getByRole('textbox', { name: '내 이름' }).fill('수연');
  await other.page.keyboard.press('Tab');
  await choosing(other.app, backup);
  await other.page.getByRole('button', { name: '백업에서 방 되살리기…' }).click();
  const restoring = other.page.getByRole('dialog');
  await restoring.getByRole('button', { name: '파일 고르기…' }).click();
  await restoring.getByLabel('이 백업의 열쇠는 암호로 잠겨 있어요.').fill('틀림');
  await restoring.getByRole('button', { name: '되살리기' }).click();
  await expect(restoring.getByRole('status')).toContainText('그 암호로는 열리지 않아요.');
  await restoring.getByLabel('이 백업의 열쇠는 암호로 잠겨 있어요.').fill('감나무');
  await restoring.getByRole('button', { name: '되살리기' }).click();
  // The name ends in 방 itself, and is not called that twice.
  await expect(restoring).toContainText(/\S의 방이 돌아왔어요/);
  await other.page.screenshot({ path: 'test-results/keeping-restored.png' });
  await restoring.getByRole('button', { name: '방 열기' }).click();
  const invite = other.page.getByRole('dialog').getByText(/^sarangbang:\/\//);
  const again = await invite.textContent();
  expect(/k=([\w-]{43})/.exec(again ?? '')?.[1]).toBe(/k=([\w-]{43})/.exec(link)?.[1]);
  await other.page.keyboard.press('Escape');
  await expect(composer(other.page)).toBeVisible();
  await sees(other.page, '둘');
  expect(readdirSync(path.join(other.userData, 'host'))).toContain('log.db');
});
