/** The main job: one hosts, another joins by a pasted link, both talk; it is all there later. */
import { expect, type Page, test } from '@playwright/test';
import { parseTarget } from '../protocol/invite';
import { safetyWords } from '../protocol/safety-words';
import { cleanUp, launch } from './support/launch';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { composer, hostRoom, join, messages, say, sees } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

/** The four words that two people compare across the room, as the invite sheet shows them. */
const wordsIn = async (app: Parameters<typeof pressMenu>[0], page: Page) => {
  await pressMenu(app, 'CmdOrCtrl+Shift+I');
  const words = await page
    .getByRole('dialog')
    .getByText(/^\S+ · \S+ · \S+ · \S+$/)
    .textContent();
  await page.keyboard.press('Escape');
  return words?.split(' · ');
};

test('host in two clicks, join by a pasted link in one more, talk in Korean and English', async () => {
  const host = await launch({ language: 'ko' });
  const clicks = { count: 0 };
  const link = await hostRoom(host.page, clicks);
  expect(clicks.count).toBeLessThanOrEqual(2);
  await say(host.page, '안녕하세요, 어서 오세요');
  await sees(host.page, '안녕하세요, 어서 오세요');

  const guest = await launch({ language: 'en' });
  await join(guest.page, link, 'Jihoon');
  await expect(host.page.getByText('첫 손님이 왔어요')).toBeVisible();
  await expect(composer(guest.page)).toBeVisible();
  await say(guest.page, 'Hello, everyone');
  await sees(host.page, 'Hello, everyone');
  await say(host.page, '반가워요, Jihoon');
  await sees(guest.page, '반가워요, Jihoon');
  // who speaks is shown, and who is here
  await expect(messages(host.page).filter({ hasText: 'Hello, everyone' })).toContainText('Jihoon');
  await expect(guest.page.getByRole('complementary').filter({ hasText: 'Jihoon' })).toBeVisible();

  // the same four words on both screens, each in its own language
  const read = parseTarget(link);
  const key = (read.ok && read.target.fingerprint) || '';
  expect(await wordsIn(host.app, host.page)).toEqual(safetyWords(key, 'ko'));
  expect(await wordsIn(guest.app, guest.page)).toEqual(safetyWords(key, 'en'));

  // who comes one after the other is one line that grows
  const comings = host.page.locator('li[data-kind="coming"]');
  const before = await comings.count();
  for (const [i, name] of ['서연', '민재', '하린', '도윤'].entries()) {
    await person(link, name);
    await expect(comings).toHaveCount(before + 1);
    if (i === 0) await expect(comings.last()).toContainText('서연 님이 들어왔어요');
  }
  await expect(comings.last()).toContainText('서연 님 외 3명이 들어왔어요');
});

test('history is there after either of them restarts, with the same identity', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  const guest = await launch();
  // somebody is called so already: another name is offered, and one press takes it
  const namesake = await person(link, 'Seoyeon');
  await join(guest.page, link, 'Seoyeon');
  await guest.page.getByRole('button', { name: 'Use Seoyeon2' }).click();
  await expect(composer(guest.page)).toBeVisible();
  await namesake.leave();
  await say(guest.page, '지워지지 않는 글');
  await sees(host.page, '지워지지 않는 글');

  await guest.close();
  const guestAgain = await launch({ userData: guest.userData });
  await sees(guestAgain.page, '지워지지 않는 글');

  await say(host.page, '불 끌게요');
  await sees(guestAgain.page, '불 끌게요');
  await host.close();
  // what the visit was, counted here, and a way to keep it
  const note = guestAgain.page.getByRole('status').filter({ hasText: 'closed the room' });
  await expect(note).toContainText('1 min, 1 person, 1 message.');
  await note.getByRole('button', { name: /^Export/ }).click();
  await expect(guestAgain.page.getByRole('dialog', { name: /^Export/ })).toBeVisible();
  await guestAgain.page.keyboard.press('Escape');
  // the copy stays readable while the host is away, and what is written waits
  await sees(guestAgain.page, '지워지지 않는 글');
  await say(guestAgain.page, '나중에 갈 글');
  const hostAgain = await launch({ userData: host.userData });
  await sees(hostAgain.page, '지워지지 않는 글');
  await sees(hostAgain.page, '나중에 갈 글');
  await expect(messages(hostAgain.page).filter({ hasText: '나중에 갈 글' })).toHaveCount(1);
});
