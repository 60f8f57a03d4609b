/** Being told, and not being told: notifications, badge, tray, presence, blocking; and the settings. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { cleanUp, dataFolder, launch, resize } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { hostRoom, messages, say, sees } from './support/talk';
import { badge, chimes, notes, pressNote, RECORD, setFocus, setIdle, tray } from './support/told';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const settings = (page: Page) => page.getByRole('dialog', { name: /^(Settings|설정)$/ });
const mine = (page: Page) => page.getByRole('button', { name: /^(Me: |나: )/ });

test('what is meant for me pops up and leads to its message; what I read, or do not want, does not', async () => {
  const { app, page } = await launch({ env: RECORD });
  const link = await hostRoom(page);
  await setFocus(app, true);
  const seoyeon = await person(link, 'Seoyeon');
  const me = () => seoyeon.client.users().find((user) => user.role === 'host');
  const roomId = (name: string) =>
    seoyeon.client.rooms().find((room) => room.name === name)?.id ?? '';
  const row = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
  await say(page, '/create design');
  await expect.poll(() => roomId('design')).not.toBe('');
  await seoyeon.client.submit({ verb: 'join', room: 'design' });
  await row('lobby').click();

  // the open room, with the window in front
  await seoyeon.say('you are reading this');
  await sees(page, 'you are reading this');
  await expect(row('lobby')).not.toHaveAccessibleName(/unread/);
  await expect.poll(() => badge(app)).toEqual({ count: 0, dot: false });
  expect(await notes(app)).toEqual([]);

  // another room: shown, a dot; then a mention: a number; both in one notification
  await seoyeon.say('first draft is up', roomId('design'));
  await expect.poll(() => notes(app)).toEqual(['Seoyeon · #design | first draft is up']);
  await expect.poll(() => badge(app)).toEqual({ count: 0, dot: true });
  await seoyeon.say(`@${me()?.name} please look`, roomId('design'));
  await expect.poll(() => badge(app)).toEqual({ count: 1, dot: true });
  expect(await notes(app)).toEqual([
    `#design · 2 new messages | Seoyeon: @${me()?.name} please look`,
  ]);
  expect((await tray(app))?.icon).toBe('hosting-unread');
  expect((await tray(app))?.labels).toContain('design (2)');
  expect(await chimes(app)).toBe(0);
  // @here means whoever is online
  await seoyeon.say('@here the draft is final', roomId('design'));
  await expect.poll(() => badge(app)).toEqual({ count: 2, dot: true });

  // it leads to the message; read, everything is gone
  await pressNote(app);
  await expect(page.getByRole('heading', { name: 'design' })).toBeVisible();
  await expect(page.locator('li[data-landed]')).toContainText('first draft is up');
  await expect.poll(() => badge(app)).toEqual({ count: 0, dot: false });
  await expect.poll(() => notes(app)).toEqual([]);
  expect((await tray(app))?.icon).toBe('hosting');

  // the open room, while somebody looks elsewhere
  await setFocus(app, false);
  await seoyeon.say('are you there?', roomId('design'));
  await expect.poll(() => notes(app)).toEqual(['Seoyeon · #design | are you there?']);
  await setFocus(app, true);
  await expect.poll(() => notes(app)).toEqual([]);

  // a muted room is silent, and says so
  await row('lobby').click();
  await row('design').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Notifications' }).click();
  await page.getByRole('menuitem', { name: 'For 1 hour' }).click();
  await expect(row('design')).toHaveAccessibleName(/Muted/);
  await seoyeon.say('nobody hears this', roomId('design'));
  await seoyeon.say('but this', 'lobby');
  await sees(page, 'but this');
  await expect(row('lobby')).not.toHaveAccessibleName(/unread/);
  expect(await notes(app)).toEqual([]);
  expect(await badge(app)).toEqual({ count: 0, dot: false });

  // do not disturb: counted, not shown, and others see it
  await seoyeon.client.submit({ verb: 'direct', user: me()?.id ?? '' });
  const direct = () => seoyeon.client.rooms().find((room) => room.kind === 'direct')?.id ?? '';
  await mine(page).click();
  await page.getByRole('menuitem', { name: 'Do not disturb' }).click();
  await page.getByRole('menuitem', { name: 'For 1 hour' }).click();
  await expect.poll(() => me()?.presence).toBe('dnd');
  await seoyeon.say('between us', direct());
  await expect.poll(() => badge(app)).toEqual({ count: 1, dot: false });
  expect(await notes(app)).toEqual([]);
  await mine(page).click();
  await page.getByRole('menuitem', { name: /^Do not disturb Until/ }).click();
  await expect.poll(() => me()?.presence).toBe('online');

  // with hidden text, and sound
  await pressMenu(app, 'CmdOrCtrl+,');
  const search = settings(page).getByRole('textbox', { name: 'Search settings' });
  await search.fill('가리기');
  await settings(page).getByRole('switch', { name: 'Hide what messages say' }).click();
  await search.fill('sound');
  await settings(page).getByRole('switch', { name: 'Sound' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(settings(page)).toHaveCount(0);
  await seoyeon.say('a secret', direct());
  await expect.poll(() => notes(app)).toEqual([expect.stringMatching(/ \| New message$/)]);
  expect(await chimes(app)).toBe(1);

  // blocked: folded, not counted, not told; taken back in the settings
  await page
    .getByRole('complementary')
    .getByRole('button', { name: /^Seoyeon/ })
    .click();
  const card = page.getByRole('dialog', { name: 'About Seoyeon' });
  await expect(card.getByText('Proved by a device key')).toBeVisible();
  await look(page, 'told-profile-en-light');
  await card.getByRole('button', { name: 'Block for me' }).click();
  await expect.poll(() => badge(app)).toEqual({ count: 0, dot: false });
  await expect.poll(() => notes(app)).toEqual([]);
  await seoyeon.say('can you hear me?');
  const folded = page.locator('li').filter({ hasText: 'Message from somebody you blocked' }).last();
  await expect(folded).toBeVisible();
  await expect(messages(page).filter({ hasText: 'can you hear me?' })).toHaveCount(0);
  await folded.getByRole('button', { name: 'Show' }).click();
  await sees(page, 'can you hear me?');
  expect(await notes(app)).toEqual([]);
  await pressMenu(app, 'CmdOrCtrl+,');
  await settings(page).getByRole('tab', { name: 'Privacy' }).click();
  await settings(page).getByRole('button', { name: 'Unblock Seoyeon' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => badge(app)).toMatchObject({ count: 2 });

  // away by itself, back at once; and what I say about myself
  await setIdle(app, 3_600);
  await expect.poll(() => me()?.presence).toBe('away');
  await setIdle(app, 0);
  await expect.poll(() => me()?.presence).toBe('online');
  await mine(page).click();
  await page.getByRole('menuitem', { name: 'Set a status…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Status' });
  await sheet.getByRole('button', { name: /At lunch/ }).click();
  await look(page, 'told-status-en-light');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => me()?.status).toEqual({ emoji: '🍚', text: 'At lunch' });
  await expect(mine(page)).toContainText('At lunch');
});

test('settings in one window, in both languages and themes, and in a small one', async () => {
  const config = await dataFolder();
  const { app, page } = await launch({
    language: 'ko',
    theme: 'dark',
    env: { ...RECORD, XDG_CONFIG_HOME: config },
  });
  await hostRoom(page);
  await pressMenu(app, 'CmdOrCtrl+,');
  const tab = (name: string) => settings(page).getByRole('tab', { name });
  const turn = (name: string | RegExp) => settings(page).getByRole('switch', { name }).click();
  await look(page, 'settings-general-ko-dark');

  if (process.platform === 'linux') {
    const file = path.join(config, 'autostart', 'sarangbang.desktop');
    await turn(/컴퓨터를 켜면 시작/);
    await expect.poll(() => existsSync(file)).toBe(true);
    await turn(/컴퓨터를 켜면 시작/);
    await expect.poll(() => existsSync(file)).toBe(false);
  }

  // by keyboard alone: Tab into the pages, arrows between them
  await tab('일반').focus();
  await page.keyboard.press('ArrowDown');
  await expect(tab('화면')).toBeFocused();
  await expect(settings(page).getByRole('radio', { name: '150%' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await turn(/^조용한 시간/);
  await settings(page).getByRole('textbox', { name: '키워드' }).fill('회식');
  await page.keyboard.press('Enter');
  await expect(settings(page).getByRole('button', { name: '회식 지우기' })).toBeVisible();
  await look(page, 'settings-notifications-ko-dark');
  await resize(app, { width: 720, height: 480 });
  await look(page, 'settings-notifications-ko-dark-small');
  await settings(page).getByRole('textbox', { name: '설정 찾기' }).fill('ㅂㅎ ㄱㅈ');
  await expect(settings(page).getByRole('group', { name: '방해 금지' })).toBeVisible();
  await look(page, 'settings-search-ko-dark-small');
  await page.keyboard.press('Escape');

  await resize(app, { width: 1240, height: 780 });
  await page.emulateMedia({ colorScheme: 'light' });
  await tab('일반').click();
  await settings(page).getByText('English', { exact: true }).click();
  await tab('Appearance').click();
  await settings(page).getByText('High', { exact: true }).click();
  await settings(page).getByText('150%', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  await look(page, 'settings-appearance-en-light-large');
  await tab('About').click();
  await expect(settings(page).getByText('MIT').first()).toBeVisible();
});
