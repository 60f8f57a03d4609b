/**
 * What can be done with a message, as host in Korean and as guest in English: replies, reactions,
 * edits, taking back, the board, announcements, passing on, links.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { ChatEvent, EventKind, EventOf } from '../protocol/events';
import { parseTarget } from '../protocol/invite';
import type { Preload } from '../protocol/ipc';
import type { SettingsPatch } from '../protocol/settings';
import { cleanUp, launch, type RunningApp, resize } from './support/launch';
import { look } from './support/looks';
import { everybodyLeaves, type Person, person } from './support/people';
import { composer, hostRoom, join, say, sees } from './support/talk';

const LARGE = { width: 1240, height: 780 };
const SMALL = { width: 720, height: 480 };

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const lines = (page: Page): Locator => page.locator('li[data-kind="message"]');

/** The newest line that says this; what it quotes does not count. */
const line = (page: Page, text: string): Locator =>
  lines(page)
    .filter({ has: page.locator('[data-selectable]', { hasText: text }) })
    .last();

/** Gives the line the focus as the keyboard would. */
async function focusLine(page: Page, text: string): Promise<Locator> {
  const row = line(page, text);
  await row.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await expect(row).toBeFocused();
  return row;
}

async function choose(page: Page, row: Locator, item: RegExp): Promise<void> {
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
}

/** The next event of a kind that somebody without a window hears; call it before what causes it. */
function next<K extends EventKind>(who: Person, kind: K): Promise<EventOf<K>> {
  let found: ChatEvent | undefined;
  const off = who.client.on('events', (events: readonly ChatEvent[]) => {
    found = events.find((event) => event.kind === kind);
    if (found) off();
  });
  const heard = (async () => {
    await expect.poll(() => found?.kind, { message: `${kind} is heard` }).toBe(kind);
    return found as EventOf<K>;
  })();
  // when what should cause it fails first, that is what is told
  heard.catch(() => {});
  return heard;
}

/** As the settings window would. */
const wear = (page: Page, patch: SettingsPatch): Promise<unknown> =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { sarangbang: Preload }).sarangbang.call('settings.update', wanted),
    patch,
  );

const clipboard = ({ app }: RunningApp): Promise<string> =>
  app.evaluate(({ clipboard: board }) => board.readText());

test('a message: answered, reacted to, changed, pinned, announced, passed on, taken back', async () => {
  test.setTimeout(120_000);
  const host = await launch({ language: 'ko', theme: 'light', size: LARGE });
  const { page } = host;
  await page.getByRole('textbox', { name: /^내 이름/ }).fill('김민수');
  const link = await hostRoom(page);
  const other = await person(link, '이서연');
  await other.client.submit({ verb: 'create', name: '디자인' });
  await other.say('포스터 시안 **두 개** 올릴게요');
  await other.say('글꼴은 그대로 가도 되겠죠?');
  await sees(page, '글꼴은 그대로');

  await test.step('the strip lies over the lines and moves none of them', async () => {
    const row = line(page, '글꼴은 그대로');
    const before = await row.boundingBox();
    await row.hover();
    const strip = row.getByRole('toolbar', { name: '메시지 도구' });
    await expect(strip).toBeVisible();
    expect(await row.boundingBox()).toEqual(before);
    const reacted = next(other, 'reacted');
    await strip.getByRole('button', { name: '👍 반응 남기기' }).click();
    expect(await reacted).toMatchObject({ emoji: '👍', on: true });
    const chip = row.getByRole('button', { name: '👍 1명: 나' });
    await expect(chip).toHaveAttribute('aria-pressed', 'true');
    const taken = next(other, 'reacted');
    await chip.click();
    expect(await taken).toMatchObject({ emoji: '👍', on: false });
    await expect(chip).toBeHidden();
  });

  await test.step('a reply by key: quoted, and its quote leads back', async () => {
    await focusLine(page, '포스터 시안');
    await page.keyboard.press('r');
    await expect(composer(page)).toBeFocused();
    const posted = next(other, 'posted');
    await say(page, '두 번째가 훨씬 좋아요');
    expect(await posted).toMatchObject({
      reply: { name: '이서연' },
      text: '두 번째가 훨씬 좋아요',
    });
    await line(page, '두 번째가')
      .getByRole('button', { name: /님에게 답장: 포스터 시안 두 개/ })
      .click();
    await expect(page.locator('li[data-seq]:focus')).toContainText('포스터 시안');
  });

  await test.step('mine is changed from the menu, and shows that it was', async () => {
    await choose(page, line(page, '두 번째가'), /^고치기/);
    await expect(composer(page)).toBeFocused();
    const edited = next(other, 'edited');
    await say(page, '두 번째가 정말 좋아요');
    expect(await edited).toMatchObject({ text: '두 번째가 정말 좋아요' });
    await expect(line(page, '두 번째가 정말')).toContainText('고침');
    // ↑ in an empty composer is the other way there
    await composer(page).press('ArrowUp');
    await expect(composer(page)).toHaveValue('두 번째가 정말 좋아요');
    await page.keyboard.press('Escape');
    await expect(composer(page)).toHaveValue('');
    await choose(page, line(page, '두 번째가 정말'), /^고친 기록/);
    const history = page.getByRole('dialog', { name: '고친 기록' });
    await expect(history.getByText('두 번째가 훨씬 좋아요')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the emoji picker, opened by key', async () => {
    await focusLine(page, '두 번째가 정말');
    await page.keyboard.press('+');
    const reacted = next(other, 'reacted');
    const picker = page.getByRole('dialog', { name: '이모지' });
    await picker.getByRole('searchbox').fill('로켓');
    await picker.getByRole('gridcell', { name: '로켓' }).click();
    const { emoji } = await reacted;
    await expect(
      line(page, '두 번째가 정말').getByRole('button', { name: `${emoji} 1명: 나` }),
    ).toBeVisible();
    await expect(page.locator('li[data-seq]:focus')).toContainText('두 번째가 정말');
  });

  await test.step('the board', async () => {
    await choose(page, line(page, '포스터 시안'), /^고정/);
    const bar = page.getByRole('region', { name: '고정한 메시지' });
    await expect(bar).toContainText('포스터 시안 두 개 올릴게요');
    await choose(page, line(page, '두 번째가 정말'), /^고정/);
    await bar.getByRole('button', { name: /고정한 메시지 2개/ }).click();
    await look(page, 'messages-board-ko-light');
    await page.keyboard.press('Escape');
  });

  const guest = await launch({ language: 'en', theme: 'dark', size: LARGE });
  await join(guest.page, link, 'Jihoon');
  await sees(guest.page, '두 번째가 정말');

  await test.step('the host’s question is tallied', async () => {
    await say(page, '몇 시에 볼까요? 👍 세 시 · 🎉 네 시');
    await sees(guest.page, '몇 시에');
    const question = line(guest.page, '몇 시에');
    await question.hover();
    await question.getByRole('button', { name: 'React with 👍' }).click();
    await expect(question.getByRole('button', { name: '👍 1: You' })).toBeVisible();
    const target = Number(await question.getAttribute('data-seq'));
    await other.client.submit({ verb: 'react', room: 'lobby', target, emoji: '🎉', on: true });
    await expect(question.getByRole('img', { name: '2 answers: 👍 1, 🎉 1' })).toBeVisible();
  });

  await test.step('an announcement: above the list until it is read, by how many is seen by all', async () => {
    // by keyboard alone, from beside the send button
    await composer(page).fill('내일 9시에 강당에서 만나요');
    await page.getByRole('button', { name: '보내는 방법' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: /^공지로 보내기/ })).toBeFocused();
    await look(page, 'composer-announce-ko-light');
    await page.keyboard.press('Enter');
    await expect(composer(page)).toBeFocused();
    await expect(composer(page)).toHaveValue('');
    const bar = guest.page.getByRole('region', { name: 'Announcement' });
    await expect(bar).toContainText('내일 9시에');
    await look(guest.page, 'messages-en-dark');
    await bar.getByRole('button', { name: 'Got it' }).click();
    await expect(bar).toBeHidden();
    const mine = line(page, '내일 9시에');
    await mine.getByRole('button', { name: '2명 중 1명이 읽었어요' }).click();
    const readers = page.getByRole('dialog', { name: '누가 읽었나요?' });
    await expect(readers.getByRole('heading', { name: '아직 안 읽었어요 1' })).toBeVisible();
    await expect(readers.getByText('이서연')).toBeVisible();
    await look(page, 'messages-readers-ko-light');
    await page.keyboard.press('Escape');
  });

  await test.step('passed on, with where it comes from', async () => {
    await say(page, '/join 디자인');
    await expect(page.getByRole('heading', { level: 1, name: '디자인' })).toBeVisible();
    await page.getByRole('button', { name: /^로비/ }).click();
    await choose(page, line(page, '글꼴은 그대로'), /^전달/);
    const dialog = page.getByRole('dialog', { name: '메시지 전달' });
    await dialog.getByRole('combobox').fill('ㄷㅈㅇ');
    await page.keyboard.press('Enter');
    await look(page, 'messages-forward-ko-light');
    const posted = next(other, 'posted');
    await dialog.getByRole('textbox').fill('이건 어때요?');
    await page.keyboard.press('Enter');
    expect(await posted).toMatchObject({
      text: '글꼴은 그대로 가도 되겠죠?',
      forwarded: { name: '이서연', room: '로비' },
    });
    const note = page.getByRole('region', { name: '짧은 알림' });
    await note.getByRole('button', { name: '보러 가기' }).click();
    await expect(line(page, '글꼴은 그대로')).toContainText('이서연 · 로비');
    await sees(page, '이건 어때요?');
    await page.getByRole('button', { name: /^로비/ }).click();
  });

  await test.step('a link leads to the message', async () => {
    const row = await focusLine(page, '포스터 시안');
    const seq = Number(await row.getAttribute('data-seq'));
    await page.keyboard.press('l');
    await expect.poll(() => clipboard(host)).toMatch(/^sarangbang:\/\//);
    const read = parseTarget(await clipboard(host));
    expect(read).toMatchObject({ ok: true, target: { room: 'lobby', message: seq } });
    await focusLine(page, '포스터 시안');
    await page.keyboard.press('c');
    await expect.poll(() => clipboard(host)).toBe('포스터 시안 두 개 올릴게요');
  });

  await test.step('taken back: mine by key, another one’s by its menu', async () => {
    await look(page, 'messages-ko-light');
    await wear(page, { density: 'compact', textSize: 130 });
    await look(page, 'messages-compact-ko-light');
    await wear(page, { density: 'cozy', textSize: 100 });
    await resize(host.app, SMALL);
    await line(page, '두 번째가 정말').hover();
    await look(page, 'messages-ko-light-small');
    await resize(host.app, LARGE);
    await focusLine(page, '두 번째가 정말');
    await page.keyboard.press('Delete');
    const question = page.getByRole('alertdialog', { name: '메시지를 지울까요?' });
    await expect(question).toContainText('두 번째가 정말 좋아요');
    await look(page, 'messages-delete-ko-light');
    const deleted = next(other, 'deleted');
    await question.getByRole('button', { name: '지우기' }).click();
    await deleted;
    await expect(lines(page).getByText('지운 메시지예요', { exact: true })).toBeVisible();
    await expect(page.locator('li[data-seq]:focus')).toContainText('지운 메시지예요');
    await choose(page, line(page, '포스터 시안'), /^지우기/);
    await question.getByRole('button', { name: '지우기' }).click();
    await expect(lines(page).getByText('운영자가 지운 메시지예요')).toBeVisible();
    await expect(page.getByText('포스터 시안')).toHaveCount(0);
    await expect(lines(guest.page).getByText('Message deleted by a moderator')).toBeVisible();
    await look(guest.page, 'messages-after-en-dark');
  });

  await test.step('a reaction above what is read moves nothing that is read', async () => {
    const long = (i: number) => `${i}번째\n${'긴 글이에요\n'.repeat(14)}`;
    for (let i = 1; i <= 12; i += 1) await other.say(long(i).trim());
    await sees(page, '12번째');
    await page.getByRole('list', { name: '메시지' }).hover();
    await page.mouse.wheel(0, -900);
    const read = line(page, '9번째');
    await expect(read).toBeInViewport();
    const above = line(page, '7번째');
    await expect(above).not.toBeInViewport();
    const target = Number(await above.getAttribute('data-seq'));
    const top = async () => Math.round((await read.boundingBox())?.y ?? 0);
    // what was scrolled has come to rest, for longer than the list takes to believe it
    let before = Number.NaN;
    const resting = async () => {
      const was = before;
      before = await top();
      return before === was;
    };
    await expect.poll(resting, { intervals: [400] }).toBe(true);
    const height = (await above.boundingBox())?.height ?? 0;
    await other.client.submit({ verb: 'react', room: 'lobby', target, emoji: '👍', on: true });
    await expect(above.getByRole('button', { name: /^👍 1명/ })).toBeAttached();
    expect((await above.boundingBox())?.height).toBeGreaterThan(height);
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
  });
});
