/** Writing: emoji, formatting, pasting, commands, replies and edits in the real app. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { cleanUp, launch, resize } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { composer, hostRoom, messages, say, sees, texts } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const options = (page: Page): Locator => page.getByRole('option');
const banner = (page: Page, text: string): Locator => page.getByText(text, { exact: true });

test('emoji are found in both languages, by key and by name', async () => {
  const { app, page } = await launch({ language: 'ko', theme: 'light' });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|trusted/i.test(message.text())) violations.push(message.text());
  });
  await hostRoom(page);
  const field = composer(page);

  await page.getByRole('button', { name: '이모지' }).click();
  const picker = page.getByRole('dialog', { name: '이모지' });
  const search = picker.getByRole('searchbox');
  await expect(search).toBeFocused();
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
  await look(page, 'emoji-ko-light');
  await search.fill('하트');
  await expect(picker.getByRole('gridcell', { name: '빨간색 하트' })).toBeVisible();
  await search.fill('ㅊㅎ');
  await expect(picker.getByRole('gridcell', { name: /파티|폭죽|축하/ }).first()).toBeVisible();
  await search.fill('rocket');
  // what was found before may hold the rocket as well: the new list is there when that is gone
  await expect(picker.getByRole('gridcell', { name: /파티|폭죽|축하/ })).toHaveCount(0);
  await expect(picker.getByRole('gridcell', { name: '로켓' })).toBeVisible();
  const reached = picker.getByRole('gridcell', { selected: true });
  await expect(reached).toHaveCount(1);
  await search.press('ArrowDown');
  await expect(reached).toHaveAccessibleName('로켓');
  await search.press('Enter');
  await expect(picker).toBeHidden();
  await expect(field).toHaveValue('🚀');
  await expect(field).toBeFocused();

  // Enter right after the last letter: not what stood first before it was looked for
  await field.fill('');
  await page.getByRole('button', { name: '이모지' }).click();
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
  await search.pressSequentially('무지개');
  await search.press('Enter');
  await expect(picker).toBeHidden();
  await expect(field).toHaveValue('🌈');

  // a recent one, and Esc gives the focus back
  await page.getByRole('button', { name: '이모지' }).click();
  await expect(picker.getByRole('group', { name: '최근에 쓴 것' })).toContainText('🌈🚀');
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();

  // by name: offered after two letters, replaced by the second colon, in either language
  await field.fill('');
  await field.pressSequentially('좋아요 :웃음');
  await expect(options(page).first()).toBeVisible();
  await field.pressSequentially(':');
  await expect(field).toHaveValue(/^좋아요 \p{Extended_Pictographic}/u);
  await field.fill('');
  await field.pressSequentially(':thum');
  await expect(options(page).filter({ hasText: '👍' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('👍 ');
  await field.fill('');
  await field.pressSequentially('10:30, 예:하나 :D');
  await expect(options(page)).toHaveCount(0);
  expect(violations).toEqual([]);

  await page.emulateMedia({ colorScheme: 'dark' });
  await resize(app, { width: 720, height: 480 });
  await page.getByRole('button', { name: '이모지' }).click();
  await expect(picker.getByRole('gridcell').first()).toBeVisible();
  await look(page, 'emoji-ko-dark-small');
});

test('formatting, pasting and code', async () => {
  const { app, page } = await launch({ language: 'en', theme: 'dark' });
  await hostRoom(page);
  const field = composer(page);
  const value = () => field.inputValue();

  await field.fill('가나다');
  await field.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+b');
  expect(await value()).toBe('**가나**다');
  await page.keyboard.press('Control+z');
  expect(await value()).toBe('가나다');
  await page.getByRole('button', { name: 'Show formatting' }).click();
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  await field.selectText();
  await bar.getByRole('button', { name: 'Spoiler' }).click();
  expect(await value()).toBe('||가나다||');
  await expect(field).toBeFocused();
  await look(page, 'composer-format-en-dark');
  await field.press('Enter');
  const hidden = page.getByRole('button', { name: /^Spoiler\. Press/ });
  await expect(hidden).toBeVisible();
  await hidden.click();
  await expect(hidden).toHaveCount(0);
  await page.getByRole('button', { name: 'Hide formatting' }).click();
  await expect(bar).toHaveCount(0);

  const paste = async (html: string, text: string, keys: string) => {
    await app.evaluate(
      ({ clipboard }, content) =>
        // the types are those of the release's Electron, whose tests may run in an older one
        (clipboard as unknown as { write(data: typeof content): unknown }).write(content),
      { html, text },
    );
    await field.fill('');
    await field.focus();
    await page.keyboard.press(keys);
  };
  await paste(
    '<p><b>굵게</b>는 <a href="https://example.com/">여기</a></p>',
    '굵게는 여기',
    'Control+v',
  );
  await expect(field).toHaveValue('**굵게**는 [여기](https://example.com/)');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('');
  await paste('<p><b>굵게</b></p>', '굵게', 'Control+Shift+v');
  await expect(field).toHaveValue('굵게');

  await field.fill('```ts\nconst 답: number = 42; // 끝\n```');
  await field.press('Enter');
  await expect(page.locator('[data-token="keyword"]', { hasText: 'const' })).toBeVisible();
  await field.fill('|이름|점수|\n|-|-|\n|민수|3|');
  await field.press('Enter');
  await expect(page.getByRole('table')).toBeVisible();
  await look(page, 'markdown-en-dark');
});

test('commands, names and rooms are completed; replies and edits', async () => {
  const { app, page } = await launch({ language: 'ko' });
  const link = await hostRoom(page);
  const field = composer(page);
  const other = await person(link, '김 민수');
  await other.say('첫 번째 안건이에요 ||비밀||');
  await sees(page, '첫 번째 안건이에요');

  await field.pressSequentially('/ms');
  await expect(options(page).first()).toContainText('/msg');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/^쪽지 보내기$/)).toBeVisible();
  await field.pressSequentially('ㅁㅅ');
  await expect(page.getByRole('option', { name: '김 민수' })).toBeVisible();
  await look(page, 'composer-slash-ko');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('/msg "김 민수" ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('아직 없어요: 내용.')).toBeVisible();
  await field.fill('');
  await field.pressSequentially('@여');
  await expect(options(page)).toHaveText([/@여기/]);
  await field.fill('');
  await say(page, '/create 디자인');
  await expect(page.getByRole('heading', { name: '디자인' })).toBeVisible();
  await page.getByRole('button', { name: /^로비/ }).first().click();
  await composer(page).pressSequentially('#ㄷㅈㅇ');
  await page.keyboard.press('Tab');
  await expect(composer(page)).toHaveValue('#디자인 ');
  await composer(page).press('Enter');
  await page.getByRole('button', { name: '#디자인', exact: true }).click();
  await expect(page.getByRole('heading', { name: '디자인' })).toBeVisible();
  await page.getByRole('button', { name: /^로비/ }).first().click();

  await composer(page).pressSequentially('/join ㄷㅈ');
  await expect(options(page)).toHaveText([/디자인/]);
  await page.keyboard.press('Tab');
  await expect(composer(page)).toHaveValue('/join 디자인');
  await composer(page).fill('');
  // Hangul typed on an English keyboard leads there as well
  await pressMenu(app, 'CmdOrCtrl+K');
  await page.getByRole('combobox').fill('elwkdls');
  await expect(page.getByRole('option', { name: /디자인/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '디자인' })).toBeVisible();
  await page.getByRole('button', { name: /^로비/ }).first().click();

  // ↑ edits the last one; the draft waits meanwhile; Esc brings it back
  await say(page, '고칠 글');
  await sees(page, '고칠 글');
  await composer(page).press('ArrowUp');
  await expect(banner(page, '메시지 고치는 중')).toBeVisible();
  await expect(composer(page)).toHaveValue('고칠 글');
  await look(page, 'composer-edit-ko');
  await composer(page).press('Escape');
  await expect(composer(page)).toHaveValue('');
  await composer(page).press('ArrowUp');
  await composer(page).fill('고친 글');
  // looked elsewhere and come back
  await page
    .getByRole('button', { name: /^디자인/ })
    .first()
    .click();
  await expect(composer(page)).toHaveValue('');
  await page.getByRole('button', { name: /^로비/ }).first().click();
  await expect(composer(page)).toHaveValue('고친 글');
  await composer(page).press('Enter');
  await expect(banner(page, '메시지 고치는 중')).toHaveCount(0);
  await sees(page, '고친 글');
  await expect
    .poll(() => texts(page).then((all) => all.some((text) => text.includes('고칠 글'))))
    .toBe(false);

  // emptied: asks, then it is gone
  await composer(page).press('ArrowUp');
  await composer(page).fill('');
  await composer(page).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: '지우기' }).click();
  await expect(messages(page).filter({ hasText: '고친 글' })).toHaveCount(0);
  await expect(banner(page, '메시지 고치는 중')).toHaveCount(0);

  // a reply, from the row's own menu key
  const row = messages(page).filter({ hasText: '첫 번째 안건이에요' }).first();
  await row.hover();
  await page.getByRole('button', { name: '답장' }).first().click();
  await expect(banner(page, '김 민수 님에게 답장')).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await look(page, 'composer-reply-ko');
  await composer(page).fill('좋아요');
  await composer(page).press('Enter');
  await expect(banner(page, '김 민수 님에게 답장')).toHaveCount(0);
  await sees(page, '좋아요');
  await expect
    .poll(async () => {
      const history = await other.client.history('lobby', { limit: 50 });
      return history.events.some(
        (event) =>
          event.kind === 'posted' && event.text === '좋아요' && event.reply?.name === '김 민수',
      );
    })
    .toBe(true);
});
