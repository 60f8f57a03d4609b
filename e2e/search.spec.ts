/** Finding what was said: parts of Korean words of any length, filters, jumping there and back. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { formatInvite } from '../protocol/invite';
import type { RunningServer } from '../server/options';
import { startServer } from '../server/server';
import { fillLobby, type Said } from './support/filled';
import { cleanUp, dataFolder, launch, resize } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { composer, join, messages, sees } from './support/talk';

const LARGE = { width: 1240, height: 780 };
const SMALL = { width: 720, height: 480 };
const DAY_MS = 86_400_000;
const OLD = 500;

const servers: RunningServer[] = [];
test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
  for (const server of servers.splice(0)) await server.stop();
});

/** Said long ago, so that a copy that has just begun does not hold it. */
const SPECIAL: Record<number, string> = {
  3: '감나무 아래에서 회의록을 나눠 드렸어요',
  40: '자료는 https://files.example/sarangbang 에 있어요',
  480: '내일 회의실 예약은 제가 할게요. 감 잡으셨죠?',
};

async function archive(): Promise<string> {
  const dataDir = await dataFolder();
  const start = Date.now() - 12 * DAY_MS;
  const said = Array.from(
    { length: OLD },
    (_, i): Said => ({
      text: SPECIAL[i] ?? `${i}번째 줄 ordinary line`,
      ts: start + i * (DAY_MS / 60),
      by: i % 5 < 3 ? 'a' : 'b',
    }),
  );
  await fillLobby(dataDir, said);
  const server = await startServer({
    ...{ dataDir, host: '127.0.0.1', port: 0, name: '3학년 2반', rateLimit: false },
  });
  servers.push(server);
  const { port, fingerprint } = server.facts;
  return formatInvite({ hosts: [{ host: '127.0.0.1', port }], fingerprint });
}

const panel = (page: Page): Locator => page.getByRole('search', { name: /^(Find|찾기)$/ });
const field = (page: Page): Locator => panel(page).getByRole('combobox');
const hits = (page: Page): Locator => panel(page).locator('[data-hit]');
const marks = (page: Page): Promise<string[]> => panel(page).locator('mark').allInnerTexts();
const status = (page: Page): Locator => panel(page).getByRole('status');

async function find(page: Page, text: string, count: number): Promise<void> {
  await field(page).fill(text);
  await expect(hits(page)).toHaveCount(count);
  await expect(status(page)).not.toHaveText(/…$/);
}

test('one, two and more syllables, filters in Korean, by keyboard to a message and back', async () => {
  const link = await archive();
  const { app, page } = await launch({ language: 'ko', theme: 'light', size: LARGE });
  await join(page, link, '김민수');
  await sees(page, `${OLD - 1}번째 줄`);
  const minji = await person(link, '박민지');
  await minji.say('안녕하세요! 회의는 세 시예요');

  await pressMenu(app, 'CmdOrCtrl+F');
  await expect(field(page)).toBeFocused();
  await find(page, '감', 2);
  expect(await marks(page)).toEqual(['감', '감']);
  await find(page, '회의', 3);
  await find(page, '감나무', 1);
  await find(page, '회의실 예약', 1);
  await find(page, 'ORDINARY 480', 0);
  await find(page, '회의', 3);
  // the newest first, all three of them out of the server's log and the copy together
  await expect(hits(page).nth(0)).toContainText('박민지');
  await expect(hits(page).nth(2)).toContainText('회의록을');
  await look(page, 'search-ko-light');

  // by keyboard to the oldest one, which is not in the copy yet
  await field(page).press('ArrowDown');
  await page.keyboard.press('End');
  await expect(hits(page).nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await sees(page, '감나무 아래에서');
  await expect(messages(page).filter({ hasText: '감나무 아래에서' })).toBeFocused();
  await expect(hits(page)).toHaveCount(3);
  await expect(hits(page).nth(2)).toHaveAttribute('aria-current', 'true');
  // back: the field again, with what was looked for selected
  await pressMenu(app, 'CmdOrCtrl+F');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('회의');

  // filters: completed from real people by first consonants, then told apart
  await field(page).fill('회의 보낸사람:ㅂㅁㅈ');
  await expect(panel(page).getByRole('option')).toHaveCount(1);
  await expect(panel(page).getByRole('option', { name: '박민지' })).toBeVisible();
  await look(page, 'search-filter-ko-light');
  await field(page).press('Enter');
  await expect(field(page)).toHaveValue('회의 보낸사람:박민지 ');
  await expect(hits(page)).toHaveCount(1);
  await find(page, '포함:링크', 1);
  await find(page, '회의 이전:오늘', 2);
  await find(page, '회의 이후:어제', 1);
  await find(page, '회의 날짜:언젠가', 3);
  await expect(panel(page).getByText(/^날짜로 읽을 수 없어요/)).toBeVisible();

  // Hangul typed on an English keyboard
  await find(page, 'dkssud', 0);
  await expect(status(page)).toHaveText('‘dkssud’ 결과가 없어요');
  await panel(page).getByRole('button', { name: '한글로 찾기: 안녕' }).click();
  await expect(hits(page)).toHaveCount(1);
  await expect(field(page)).toHaveValue('안녕');

  // of whom I have blocked nothing is shown, and it says so
  await page.evaluate(
    (user) =>
      (
        window as unknown as { sarangbang: { call(name: string, input: object): unknown } }
      ).sarangbang.call('settings.update', { blocked: [{ user, name: '박민지' }] }),
    minji.client.me?.id ?? '',
  );
  await expect(hits(page)).toHaveCount(0);
  await expect(panel(page).getByText('차단한 사람이 쓴 1개는 보여 주지 않아요.')).toBeVisible();

  // Esc gives the place back to the members, and the focus to the composer
  await field(page).press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
});

test('everywhere, in a narrow window and without the server: the copy alone, and it says so', async () => {
  const link = await archive();
  const { app, page, userData } = await launch({ language: 'en', theme: 'dark', size: SMALL });
  await join(page, link, 'Ann');
  await sees(page, `${OLD - 1}번째 줄`);

  await pressMenu(app, 'CmdOrCtrl+Shift+F');
  await find(page, 'ordinary in:lobby', 50);
  await expect(status(page)).toHaveText('More than 50 messages');
  await expect(hits(page).first()).toContainText('#lobby');
  await look(page, 'search-en-dark-small');
  await panel(page).getByRole('button', { name: 'Show more' }).click();
  await expect(hits(page)).toHaveCount(100);

  // results give way to the message, and come back as they were
  await hits(page).nth(60).scrollIntoViewIfNeeded();
  const place = () =>
    panel(page)
      .locator('[data-results]')
      .evaluate((list) => list.scrollTop);
  const before = await place();
  expect(before).toBeGreaterThan(100);
  await hits(page).nth(60).click();
  const back = page.getByRole('button', { name: 'Back to results' });
  await expect(back).toBeVisible();
  await expect(messages(page).filter({ hasText: '439번째' })).toBeVisible();
  await back.click();
  await expect(hits(page).nth(60)).toHaveAttribute('aria-current', 'true');
  await expect.poll(place).toBe(before);

  for (const server of servers.splice(0)) await server.stop();
  await expect(
    page.getByRole('status').filter({ hasText: /Connection lost|closed/ }),
  ).toBeVisible();
  await find(page, '회의실', 1);
  await expect(panel(page).getByText('Only what is on this computer was searched.')).toBeVisible();
  // the copy was searched beside the event loop: the thread keeps an index of it
  const copies = readdirSync(path.join(userData, 'servers'));
  const indexed = copies.filter((copy) =>
    existsSync(path.join(userData, 'servers', copy, 'search.db')),
  );
  expect(indexed).toHaveLength(1);
  await find(page, '없는 말', 0);
  await expect(status(page)).toHaveText('Nothing for “없는 말”');
  await resize(app, LARGE);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(LARGE.width);
  await look(page, 'search-offline-en-dark');
});
