/** The main job: one hosts, another joins by a pasted link, both talk; it is all there later. */
import { expect, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { composer, hostRoom, join, messages, say, sees } from './support/talk';

test.afterEach(cleanUp);

test('host in two clicks, join by a pasted link in one more, talk in Korean and English', async () => {
  const host = await launch({ language: 'ko' });
  const clicks = { count: 0 };
  const link = await hostRoom(host.page, clicks);
  expect(clicks.count).toBeLessThanOrEqual(2);
  await say(host.page, '안녕하세요, 어서 오세요');
  await sees(host.page, '안녕하세요, 어서 오세요');

  const guest = await launch({ language: 'en' });
  await join(guest.page, link, 'Jihoon');
  await expect(composer(guest.page)).toBeVisible();
  await say(guest.page, 'Hello, everyone');
  await sees(host.page, 'Hello, everyone');
  await say(host.page, '반가워요, Jihoon');
  await sees(guest.page, '반가워요, Jihoon');
  // who speaks is shown, and who is here
  await expect(messages(host.page).filter({ hasText: 'Hello, everyone' })).toContainText('Jihoon');
  await expect(guest.page.getByRole('complementary').filter({ hasText: 'Jihoon' })).toBeVisible();
});

test('history is there after either of them restarts, with the same identity', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  const guest = await launch();
  await join(guest.page, link, 'Seoyeon');
  await say(guest.page, '지워지지 않는 글');
  await sees(host.page, '지워지지 않는 글');

  await guest.close();
  const guestAgain = await launch({ userData: guest.userData });
  await sees(guestAgain.page, '지워지지 않는 글');

  await host.close();
  // the copy stays readable while the host is away, and what is written waits
  await sees(guestAgain.page, '지워지지 않는 글');
  await say(guestAgain.page, '나중에 갈 글');
  const hostAgain = await launch({ userData: host.userData });
  await sees(hostAgain.page, '지워지지 않는 글');
  await sees(hostAgain.page, '나중에 갈 글');
  await expect(messages(hostAgain.page).filter({ hasText: '나중에 갈 글' })).toHaveCount(1);
});
