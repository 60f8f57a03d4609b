/**
 * Every sheet, card and menu of a room in use, and the room in other densities, text sizes and
 * contrasts: nothing cut, nothing overlapping, axe finds nothing. The screens on the way in are in
 * screens.spec.ts.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { everybodyLeaves, type Person, person } from './support/people';
import { composer, hostRoom, messages, say, sees } from './support/talk';

const LARGE = { width: 1240, height: 780 };

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const WORDS = {
  ko: {
    host: '김민수',
    guest: '박지훈',
    other: '이서연',
    said: '포스터 시안 **두 개** 올릴게요. 제목 글자를 조금만 키워 봤어요.',
    changed: '포스터 시안 **세 개** 올릴게요. 제목 글자를 조금만 키워 봤어요.',
    asked: '글꼴은 그대로 가도 되겠죠?',
    answer: '두 번째가 훨씬 좋아요! 색만 `#00686d`로 맞추면 될 것 같아요.',
    mine: '발표 순서는 서연, 지훈, 유나예요.',
    code: '```ts\nconst 답: number = 42; // 끝\n```',
    hidden: '답은 ||사십이||예요 🙌',
    news: '내일 9시에 강당에서 만나요',
    rooms: ['디자인', '자료 모음'],
    status: '점심 먹고 있어요',
    query: '포스터',
    nothing: '없는 말',
  },
  en: {
    host: 'Minsu Kim',
    guest: 'Jihoon Park',
    other: 'Seoyeon Lee',
    said: 'Uploading **two** poster drafts. I made the title slightly bigger.',
    changed: 'Uploading **three** poster drafts. I made the title slightly bigger.',
    asked: 'We keep the typeface, right?',
    answer: 'The second one is so much better. Just match the colour to `#00686d`.',
    mine: 'Seoyeon, then Jihoon, then Yuna speak.',
    code: '```ts\nconst answer: number = 42; // done\n```',
    hidden: 'The answer is ||forty-two|| 🙌',
    news: 'We meet in the hall at 9 tomorrow',
    rooms: ['design', 'materials'],
    status: 'Having lunch right now',
    query: 'poster',
    nothing: 'no such words',
  },
} as const;
type Words = (typeof WORDS)['ko' | 'en'];

/**
 * The languages and themes that are looked at here, in a large window: with all the other pictures
 * only (`npm run screenshots`), as it takes a minute. Each sheet is opened by its own area's spec too.
 */
const TAKEN = process.env.SARANGBANG_SCREENSHOTS
  ? ([{ language: 'ko', theme: 'light' }] as const)
  : [];

const button = (at: Page | Locator, name: RegExp): Locator => at.getByRole('button', { name });
/** The newest line that says this; what it quotes does not count. */
const line = (page: Page, text: string): Locator =>
  messages(page)
    .filter({ has: page.locator('[data-selectable]', { hasText: text }) })
    .last();

for (const { language, theme } of TAKEN) {
  test(`${language}, ${theme}: sheets, cards and menus`, async () => {
    test.setTimeout(180_000);
    const words = WORDS[language];
    const { app, page } = await launch({ language, theme, size: LARGE });
    page.setDefaultTimeout(10_000);
    await page.getByRole('textbox', { name: /^(My name|내 이름)/ }).fill(words.host);
    const link = await hostRoom(page);
    const people = await furnish(page, link, words);

    const shot = (name: string) => look(page, `${name}-${language}-${theme}`);
    const failed: string[] = [];
    /** One step that fails does not keep the others from being looked at. */
    const step = (name: string, body: () => Promise<unknown>) =>
      test.step(name, async () => {
        try {
          await body();
        } catch (error) {
          failed.push(`${name}: ${error}`);
          for (let i = 0; i < 3; i += 1) await page.keyboard.press('Escape');
        }
      });
    /** Shows one thing, looks at it and puts it away again. */
    const screen = (name: string, show: () => Promise<unknown>) =>
      step(name, async () => {
        await show();
        await shot(name);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toHaveCount(0);
      });
    const dialog = (name: RegExp) => expect(page.getByRole('dialog', { name })).toBeVisible();
    const choose = async (opener: RegExp, item: RegExp) => {
      await button(page, opener).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    const roomMenu = /^(Room menu|대화방 메뉴)$/;
    const hostMenu = /^(More about hosting|방 열기 메뉴)$/;

    const note = page
      .getByRole('region', { name: /^(Notes|알림)$/ })
      .getByRole('button')
      .first();
    await note.click();
    await expect(note).toHaveCount(0);
    await step('the room', async () => {
      await shot('room');
      await line(page, words.asked).hover();
      await shot('room-strip');
    });
    await screen('message-menu', () => line(page, words.mine).click({ button: 'right' }));
    await screen('message-reactions', async () => {
      await line(page, words.asked).focus();
      await page.keyboard.press('+');
      await expect(page.getByRole('gridcell').first()).toBeVisible();
    });
    await screen('revisions', async () => {
      await line(page, words.changed.slice(-12)).click({ button: 'right' });
      await page.getByRole('menuitem', { name: /^(Earlier versions|고친 기록)/ }).click();
      await dialog(/^(Earlier versions|고친 기록)$/);
    });
    await step('reply and edit', async () => {
      await line(page, words.asked).focus();
      await page.keyboard.press('r');
      await expect(composer(page)).toBeFocused();
      await shot('reply');
      await page.keyboard.press('Escape');
      await composer(page).press('ArrowUp');
      await shot('edit');
      await page.keyboard.press('Escape');
    });
    await screen('room-menu', () => button(page, roomMenu).click());
    await screen('jump-to-date', async () => {
      await choose(roomMenu, /^(Jump to date…|날짜로 이동…)$/);
      await dialog(/^(Jump to date|날짜로 이동)$/);
    });
    await screen('export', async () => {
      await choose(roomMenu, /^(Export this room…|대화방 내보내기…)$/);
      await dialog(/^(Export|#.*내보내기)/);
    });
    await screen('room-settings', async () => {
      await choose(roomMenu, /^(Room settings…|대화방 설정…)$/);
      await dialog(/^(Room settings|대화방 설정)$/);
    });
    await screen('host-menu', async () => {
      await button(page, hostMenu).click();
    });
    await screen('backup', async () => {
      await choose(hostMenu, /^(Back up…|백업…)$/);
      await dialog(/^(Back up this room|이 방 백업하기)$/);
    });
    await screen('hand-over', async () => {
      await choose(hostMenu, /^(Hand over…|넘겨주기…)$/);
      await dialog(/^(Hand over this room|이 방 넘겨주기)$/);
    });
    await screen('my-menu', async () => {
      await button(page, /^(Me: |나: )/).click();
    });
    await screen('status', async () => {
      await choose(/^(Me: |나: )/, /^(Set a status…|상태 메시지 쓰기…)$/);
      await dialog(/^(Status|상태 메시지)$/);
    });
    await screen('new-room', async () => {
      await button(page, /^(New room|새 대화방)$/).click();
      await dialog(/^(New room|새 대화방)$/);
    });
    await screen('switcher', async () => {
      await pressMenu(app, 'CmdOrCtrl+K');
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    });
    await screen('shortcuts', async () => {
      await pressMenu(app, 'CmdOrCtrl+/');
      await dialog(/^(Keyboard shortcuts|단축키)$/);
    });
    for (const [id, name] of SETTINGS)
      await screen(`settings-${id}`, async () => {
        await pressMenu(app, 'CmdOrCtrl+,');
        await page.getByRole('tab', { name }).click();
      });
    await step('profile', async () => {
      const members = page.getByRole('complementary', { name: /^(Members|멤버)$/ });
      await composer(page).focus();
      if (!(await members.isVisible())) await pressMenu(app, 'CmdOrCtrl+Shift+M');
      await shot('members');
      await members.getByRole('button', { name: new RegExp(`^${words.other}`) }).click();
      await dialog(new RegExp(words.other));
      await shot('profile');
      await page
        .getByRole('region', { name: /^(Moderation|운영)$/ })
        .getByRole('button', { name: /^(Ban…|들어오지 못하게 하기…)$/ })
        .click();
      await dialog(/^(Ban|.*들어오지 못하게 할까요)/);
      await shot('ban');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: /^(Ban|.*들어오지 못하게)/ })).toHaveCount(0);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
    await step('find', async () => {
      const panel = page.getByRole('search', { name: /^(Find|찾기)$/ });
      await pressMenu(app, 'CmdOrCtrl+F');
      await expect(panel.getByRole('combobox')).toBeFocused();
      await shot('find-start');
      await panel.getByRole('combobox').fill(words.query);
      await expect(panel.locator('[data-hit]')).not.toHaveCount(0);
      await shot('find');
      await panel.getByRole('combobox').fill(words.nothing);
      await expect(panel.getByText(words.nothing)).toBeVisible();
      await shot('find-nothing');
      await button(panel, /^(Close find|찾기 닫기)$/).click();
      await expect(panel).toHaveCount(0);
    });
    await step('another density, text size and contrast', async () => {
      const dress = (data: Record<string, string>) =>
        page.evaluate((set) => Object.assign(document.documentElement.dataset, set), data);
      await dress({ density: 'compact' });
      await shot('compact');
      await dress({ density: 'cozy', textSize: '150' });
      await shot('text-150');
      await pressMenu(app, 'CmdOrCtrl+,');
      await shot('text-150-settings');
      await page.keyboard.press('Escape');
      await dress({ textSize: '100', contrast: 'more' });
      await shot('contrast');
      await page.evaluate(() => delete document.documentElement.dataset.contrast);
    });
    await step('a classroom, with hands up', async () => {
      const room =
        people.other.client.rooms().find(({ name }) => name === words.rooms[0])?.id ?? '';
      const done = [
        await people.other.client.submit({ verb: 'rules', room, classroom: true }),
        await people.guest.client.submit({ verb: 'join', room }),
        await people.guest.client.submit({ verb: 'hand', room, on: true }),
      ];
      for (const outcome of done) expect(outcome).toMatchObject({ ok: true });
      await say(page, `/join ${words.rooms[0]}`);
      await expect(button(page, /^(Raise hand|손 들기)$/)).toBeVisible();
      await people.other.client.submit({ verb: 'look', room });
      await expect(page.getByText(/asks everybody to look here|여기를 봐 달라고/)).toBeVisible();
      await shot('classroom');
    });
    expect(failed).toEqual([]);
  });
}

const SETTINGS = [
  ['general', /^(General|일반)$/],
  ['appearance', /^(Appearance|화면)$/],
  ['notifications', /^(Notifications|알림)$/],
  ['privacy', /^(Privacy|개인 정보)/],
  ['writing', /^(Writing|쓰기|글쓰기)$/],
  ['keyboard', /^(Keyboard|키보드|단축키)/],
  ['network', /^(Network|네트워크)$/],
  ['about', /^(About|정보)/],
] as const;

/** A lobby with one of everything that can become of a message. */
async function furnish(
  page: Page,
  link: string,
  words: Words,
): Promise<{ other: Person; guest: Person }> {
  const other = await person(link, words.other);
  const guest = await person(link, words.guest);
  for (const name of words.rooms) await other.client.submit({ verb: 'create', name });
  await other.say(words.said);
  await other.say(words.asked);
  const { events } = await other.client.history('lobby', { limit: 50 });
  const seqOf = (text: string) =>
    events.find((event) => event.kind === 'posted' && event.text === text)?.seq ?? 0;
  const done = [
    await other.client.submit({
      verb: 'edit',
      room: 'lobby',
      target: seqOf(words.said),
      text: words.changed,
    }),
    await guest.client.submit({
      verb: 'react',
      room: 'lobby',
      target: seqOf(words.asked),
      emoji: '👍',
      on: true,
    }),
    await guest.client.submit({
      verb: 'post',
      room: 'lobby',
      text: words.answer,
      reply: seqOf(words.said),
    }),
  ];
  for (const outcome of done) expect(outcome).toMatchObject({ ok: true });
  await guest.say(words.hidden);
  await other.say(words.code);
  await say(page, `/announce ${words.news}`);
  await say(page, words.mine);
  await sees(page, words.mine);
  return { other, guest };
}
