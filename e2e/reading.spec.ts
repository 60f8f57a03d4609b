/** Finding one's way in what was said: jumps, dates, links, the unread line, rooms by keyboard. */
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { formatInvite } from '../protocol/invite';
import type { RunningServer } from '../server/options';
import { startServer } from '../server/server';
import { fillLobby } from './support/filled';
import { cleanUp, dataFolder, launch, type RunningApp, resize, root } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { everybodyLeaves, type Person, person } from './support/people';
import { composer, join, messages, sees } from './support/talk';

const MESSAGES = 1_500;
const HOUR = 3_600_000;
/** Noon, so that no day begins or ends between two messages by accident. */
const NOON = new Date(new Date().setHours(12, 0, 0, 0)).getTime();
/** The message with this seq was said so many hours ago. */
const saidAt = (seq: number) => NOON - (MESSAGES + 24 - seq) * HOUR;

const servers: RunningServer[] = [];
test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
  for (const server of servers.splice(0)) await server.stop();
});

const open = async (name: string, messages = 0): Promise<string> => {
  const dataDir = await dataFolder();
  await fillLobby(
    dataDir,
    Array.from({ length: messages }, (_, i) => ({
      text: `line ${i + 1}${i % 9 === 0 ? ` ${'of a longer kind '.repeat(12)}` : ''}`,
      ts: saidAt(i + 1),
      by: i % 4 < 2 ? 'a' : 'b',
    })),
  );
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    dataDir,
    name,
    rateLimit: false,
  });
  servers.push(server);
  const { port, fingerprint } = server.facts;
  return formatInvite({ hosts: [{ host: '127.0.0.1', port }], fingerprint });
};

const row = (page: Page, seq: number) => page.locator(`li[data-seq="${seq}"]`);
const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name });

/** A line is on screen, and how far its middle is from the middle of the list, 0 to 1. */
const fromMiddle = (page: Page, seq: number) =>
  row(page, seq).evaluate((line) => {
    const frame = line.closest('ul')?.parentElement?.parentElement?.getBoundingClientRect();
    const { top, bottom } = line.getBoundingClientRect();
    if (!frame) return 1;
    return Math.abs((top + bottom) / 2 - (frame.top + frame.bottom) / 2) / (frame.height / 2);
  });

/** Landed: in the middle, with the focus. */
const landsOn = async (page: Page, seq: number) => {
  await expect(row(page, seq)).toBeFocused();
  await expect.poll(() => fromMiddle(page, seq)).toBeLessThan(0.35);
};

const toDate = async (page: Page, day: Date) => {
  await button(page, 'Room menu').click();
  await page.getByRole('menuitem', { name: 'Jump to date…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Jump to date' });
  const two = (n: number) => String(n).padStart(2, '0');
  await sheet
    .getByLabel('Day')
    .fill(`${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`);
  await sheet.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(sheet).toHaveCount(0);
};

const isUnread = (page: Page, name: string, count: number) =>
  expect(button(page, new RegExp(`^${name}`)).first()).toHaveAccessibleName(
    new RegExp(`${count} unread`),
  );

test('jumps, dates and message links lead there and back, also far before what is held', async () => {
  test.setTimeout(120_000);
  const link = await open('Archive', MESSAGES);
  const app = await launch();
  const { page } = app;
  await join(page, link, 'Reader');
  await sees(page, `line ${MESSAGES}`);
  const writer = await person(link, 'Writer');

  await test.step('a message link lands on a message of long ago, and Back leads back', async () => {
    const old = 700;
    await writer.say(`look: ${link}&r=lobby&m=${old}. There.`);
    await sees(page, 'There.');
    await expect(button(page, /^lobby/).first()).not.toHaveAccessibleName(/unread/);
    await button(page, /A message in/).click();
    await landsOn(page, old);
    await expect(row(page, old)).toHaveAttribute('data-landed', '');
    await writer.say('said meanwhile');
    await writer.say('and this too');
    await expect(button(page, /^Jump to latest · 2 new/)).toBeVisible();
    await expect(messages(page).filter({ hasText: 'said meanwhile' })).toHaveCount(0);
    await look(page, 'reading-jumped-en');
    await button(page, 'Back to where I was').click();
    await sees(page, 'and this too');
    await expect(button(page, 'Back to where I was')).toHaveCount(0);
  });

  await test.step('a date leads to what was first said then', async () => {
    const seq = 420;
    const day = new Date(saidAt(seq));
    await toDate(page, day);
    const first = row(page, seq).or(page.locator('li[data-kind="message"]:focus'));
    await expect(first.first()).toBeVisible();
    const focused = Number(await page.locator('li:focus').getAttribute('data-seq'));
    const said = new Date(saidAt(focused));
    expect(said.toDateString()).toBe(day.toDateString());
    expect(new Date(saidAt(focused - 1)).toDateString()).not.toBe(day.toDateString());
    await pressMenu(app.app, 'Alt+Left');
    await sees(page, 'and this too');
  });

  await test.step('from the middle pages lead down to the end, without a jump', async () => {
    await toDate(page, new Date(saidAt(MESSAGES - 300)));
    await expect(page.locator('li:focus')).toHaveCount(1);
    const list = page.getByRole('list', { name: 'Messages' });
    await list.hover();
    await expect(async () => {
      await page.mouse.wheel(0, 2_500);
      await expect(button(page, /^Jump to latest/)).toHaveCount(0, { timeout: 50 });
    }).toPass({ timeout: 30_000, intervals: [20] });
    await sees(page, 'and this too');
    await writer.say('seen as it comes');
    await sees(page, 'seen as it comes');
  });

  await test.step('the list is one Tab stop, walked with the keyboard', async () => {
    await composer(page).focus();
    await page.keyboard.press('Shift+Tab');
    while ((await page.locator('li:focus').count()) === 0) await page.keyboard.press('Shift+Tab');
    const at = async () => Number(await page.locator('li:focus').getAttribute('data-index'));
    const last = await at();
    await page.keyboard.press('ArrowUp');
    await expect.poll(at).toBe(last - 1);
    await page.keyboard.press('PageUp');
    await expect.poll(at).toBeLessThan(last - 4);
    await page.keyboard.press('Home');
    await expect.poll(at).toBeLessThan(last - 20);
    await page.keyboard.press('End');
    await expect(page.locator('li:focus')).toContainText('seen as it comes');
  });

  await test.step('a message that is gone, or out of reach, is said', async () => {
    await writer.say(`nowhere: ${link}&r=lobby&m=99999999`);
    await sees(page, 'nowhere');
    await button(page, /A message in/)
      .last()
      .click();
    await expect(page.getByText('That message is not there any more.')).toBeVisible();
    for (const server of servers) await server.stop({ reason: 'restarting' });
    await expect(page.getByText(/Connection lost/)).toBeVisible();
    await button(page, 'Room menu').click();
    await page.getByRole('menuitem', { name: 'Jump to date…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'The beginning' }).click();
    await expect(page.getByText(/Older messages can be fetched when/)).toBeVisible();
  });
});

/** Rooms beside the lobby, with something unread in each. */
const fill = async (writer: Person, names: readonly string[]): Promise<string[]> => {
  const rooms: string[] = [];
  for (const name of names) {
    const made = await writer.client.submit({ verb: 'create', name });
    if (made.ok) rooms.push((made.result as { room: { id: string } }).room.id);
  }
  return rooms;
};

const joinRoom = async (page: Page, name: string) => {
  await composer(page).fill(`/join ${name}`);
  await composer(page).press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
};

test('the unread line stays, moves back by hand, and outlives a restart', async () => {
  test.setTimeout(120_000);
  const link = await open('Office');
  const userData = await dataFolder();
  let app: RunningApp = await launch({ userData });
  let { page } = app;
  await join(page, link, 'Reader');
  await expect(composer(page)).toBeVisible();
  const writer = await person(link, 'Writer');
  const [design = '', files = ''] = await fill(writer, ['design', 'files']);
  await joinRoom(page, 'design');
  await joinRoom(page, 'files');
  const line = page.getByText('New messages', { exact: true });

  await test.step('on entering it stands above what is new, and stays for the visit', async () => {
    for (let i = 1; i <= 60; i += 1) await writer.client.post(design, `draft ${i}`);
    await writer.say('draft 61', design);
    await isUnread(page, 'design', 61);
    await button(page, /^design/).click();
    await sees(page, 'draft 61');
    await button(page, /^61 new since/).click();
    await expect(line).toBeInViewport();
    await expect(page.locator('li:focus')).toContainText('draft 1');
    // what was not on screen is not read
    await expect(button(page, /^design/)).toHaveAccessibleName(/[2-5]\d unread/);
    await page.keyboard.press('Escape');
    await sees(page, 'draft 61');
    await expect(button(page, /^design/)).not.toHaveAccessibleName(/unread/);
  });

  await test.step('marked unread from a message on, it is unread again and stays so', async () => {
    await messages(page).filter({ hasText: 'draft 60' }).focus();
    await page.keyboard.press('r');
    await expect(page.getByText('Replying to Writer')).toBeVisible();
    await composer(page).fill('half a sent');
    await messages(page).filter({ hasText: 'draft 58' }).focus();
    await page.keyboard.press('u');
    await isUnread(page, 'design', 4);
    await expect(line).toBeInViewport();
    await button(page, /^files/).click();
    await isUnread(page, 'design', 4);
  });

  await test.step('also after a restart, as what was half written, with what it answers', async () => {
    await app.close();
    app = await launch({ userData });
    page = app.page;
    await isUnread(page, 'design', 4);
    await button(page, /^design/).click();
    await expect(page.getByText('Replying to Writer')).toBeVisible();
    await expect(composer(page)).toHaveValue('half a sent');
    await sees(page, 'draft 58');
    await expect(page.getByText('New messages', { exact: true })).toBeInViewport();
    await look(page, 'reading-unread-en');
    const answered = new Promise((resolve) =>
      writer.client.on('events', (events) => {
        for (const event of events)
          if (event.kind === 'posted' && event.text === 'half a sentence')
            resolve(event.reply?.text);
      }),
    );
    await composer(page).fill('half a sentence');
    await composer(page).press('Enter');
    expect(await answered).toBe('draft 60');
    await expect(page.getByText('Replying to Writer')).toHaveCount(0);
  });

  await test.step('rooms are walked through by keyboard, unread ones over servers', async () => {
    await writer.say('something new', files);
    await isUnread(page, 'files', 1);
    const other = await open('School');
    const teacher = await person(other, 'Teacher');
    await pressMenu(app.app, 'CmdOrCtrl+Shift+K');
    const sheet = page.getByRole('dialog', { name: 'Connect to server' });
    await sheet.getByRole('textbox').first().fill(other);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'School' })).toBeVisible();
    const title = (name: string) => page.getByRole('heading', { name, level: 1 });
    await pressMenu(app.app, 'Alt+Shift+Down');
    await expect(title('files')).toBeVisible();
    await sees(page, 'something new');
    await expect(button(page, /^files/)).not.toHaveAccessibleName(/unread/);
    await pressMenu(app.app, 'Alt+Up');
    await expect(title('design')).toBeVisible();
    await pressMenu(app.app, 'Alt+Down');
    await expect(title('files')).toBeVisible();
    await teacher.say('good morning');
    await writer.say('one more', design);
    await isUnread(page, 'design', 1);
    // the heading of the list is no room: Shift+Esc reads all of them, on every server
    await page.keyboard.press('Shift+Escape');
    await expect(button(page, /^design/)).not.toHaveAccessibleName(/unread/);
    await pressMenu(app.app, 'Alt+Shift+Down');
    await expect(title('files')).toBeVisible();
  });
});

for (const density of ['cozy', 'compact'] as const) {
  test(`${density}: in both languages, both themes, a small window and large text`, async () => {
    test.setTimeout(90_000);
    const link = await open('교실', 40);
    const app = await launch({ language: density === 'cozy' ? 'ko' : 'en' });
    const { page } = app;
    await join(page, link, '김민수');
    await sees(page, 'line 40');
    const writer = await person(link, '이서연');
    await writer.say(
      '포스터 시안 두 개 올릴게요. 제목 글자를 **조금만** 키워 봤는데 어떤지 봐 주세요. 색은 `#00686d` 그대로예요.',
    );
    await writer.say('두 번째가 훨씬 좋아요!');
    const reader = await person(link, '박지훈');
    await reader.say('@김민수 발표 순서만 정해 주시면 바로 시작할게요');
    await sees(page, '발표 순서만');
    const set = (patch: object) =>
      page.evaluate(
        (wanted) =>
          (
            window as unknown as { sarangbang: { call(name: string, input: object): unknown } }
          ).sarangbang.call('settings.update', wanted),
        patch,
      );
    await set({ density, theme: density === 'cozy' ? 'light' : 'dark' });
    await expect(page.locator(`html[data-density="${density}"]`)).toHaveCount(1);
    // whoever was at the end stays there
    await expect(messages(page).last()).toBeInViewport({ ratio: 1 });
    await look(page, `reading-${density}`);
    await page.emulateMedia({ contrast: 'more' });
    await look(page, `reading-${density}-contrast`);
    await page.emulateMedia({ contrast: null, forcedColors: 'active' });
    // axe does not know what the system paints
    await page.screenshot({
      path: path.join(root, 'out', 'screens', `reading-${density}-forced.png`),
    });
    await page.emulateMedia({ forcedColors: null });
    await resize(app.app, { width: 720, height: 480 });
    await set({ textSize: 150 });
    await expect(page.locator('html[data-text-size="150"]')).toHaveCount(1);
    await look(page, `reading-${density}-small-150`);
  });
}
