/**
 * Every screen in both languages, both themes and both sizes: nothing cut, nothing overlapping,
 * axe finds nothing. The pictures of the README come from here (`npm run screenshots`).
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Announcer } from '../lan/announcer';
import type { RunningServer } from '../server/options';
import { startServer } from '../server/server';
import { paintings, sendsFiles } from './support/gallery';
import { announce, lanPort } from './support/lan';
import { cleanUp, dataFolder, launch, type RunningApp, resize } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { everybodyLeaves, keyOfHue, type Person, person } from './support/people';
import { composer, join, onLoopback, say, sees } from './support/talk';

const LARGE = { width: 1240, height: 780 };
const SMALL = { width: 720, height: 480 };

const servers: RunningServer[] = [];
const rooms: Announcer[] = [];
test.afterEach(async () => {
  for (const room of rooms.splice(0)) await room.stop();
  await everybodyLeaves();
  await cleanUp();
  for (const server of servers.splice(0)) await server.stop();
});

const WORDS = {
  ko: {
    host: '김민수',
    room: '3학년 2반 발표 준비',
    guest: '박지훈',
    other: '이서연',
    third: '최유나',
    topic: '포스터 시안은 오늘 5시까지 올려 주세요',
    talk: [
      '포스터 시안이에요. 제목 글자를 **조금만** 키워 봤어요.',
      '훨씬 좋아요! 색만 `#00686d`로 맞추면 될 것 같아요.',
      '글꼴은 그대로 가도 되겠죠?',
      '@김민수 발표 순서만 정해 주시면 바로 시작할게요',
      '서연 → 지훈 → 유나 순서로 가요 🙌',
    ],
    vote: '발표는 몇 시가 좋아요? 👍 세 시 · 🎉 네 시',
    poster: '과학의 날',
    lunch: '점심 먹고 있어요',
    rooms: ['공지', '자료 모음', '잡담'],
    settings: '설정',
    nearby: [
      { name: '1학년 1반', host: '한소희', people: 27 },
      { name: '교무실', host: '정민', people: 8, lock: true },
      { name: '과학실', host: '강태오', people: 1, protocol: [9, 9] },
    ],
    news: '3시에 강당',
  },
  en: {
    host: 'Minsu Kim',
    room: 'Class 3-2 project',
    guest: 'Jihoon Park',
    other: 'Seoyeon Lee',
    third: 'Yuna Choi',
    topic: 'Poster drafts due today at 5',
    talk: [
      'The poster draft. I made the title **slightly** bigger.',
      'So much better. Just match the colour to `#00686d`.',
      'We keep the typeface, right?',
      '@Minsu Kim tell us the speaking order and we can start',
      'Seoyeon → Jihoon → Yuna 🙌',
    ],
    vote: 'When shall we present? 👍 three · 🎉 four',
    poster: 'Science Day',
    lunch: 'Having lunch right now',
    rooms: ['announcements', 'files', 'chatter'],
    settings: 'Settings',
    nearby: [
      { name: 'Class 1-1', host: 'Sohee Han', people: 27 },
      { name: 'Staff room', host: 'Min Jung', people: 8, lock: true },
      { name: 'Science lab', host: 'Taeo Kang', people: 1, protocol: [9, 9] },
    ],
    news: 'Meet in the hall at 3',
  },
} as const;

/** Each language and each theme once; `npm run screenshots` takes every pair of them. */
const PAIRS = process.env.SARANGBANG_SCREENSHOTS
  ? ({ ko: ['light', 'dark'], en: ['light', 'dark'] } as const)
  : ({ ko: ['light'], en: ['dark'] } as const);

/** In a test run Korean is looked at in the large window, English in the small one. */
const OTHER_SIZE = process.env.SARANGBANG_SCREENSHOTS
  ? { ko: null, en: null }
  : { ko: SMALL, en: LARGE };

for (const language of ['ko', 'en'] as const) {
  for (const theme of PAIRS[language]) {
    test(`${language}, ${theme}`, async () => {
      test.setTimeout(200_000);
      const words = WORDS[language];
      const both = async ({ app, page }: RunningApp, name: string, shown?: Locator) => {
        for (const [size, suffix] of [
          [SMALL, '-small'],
          [LARGE, ''],
        ] as const) {
          await resize(app, size);
          await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width);
          await shown?.scrollIntoViewIfNeeded();
          if (size === OTHER_SIZE[language]) continue;
          await look(page, `${name}-${language}-${theme}${suffix}`);
        }
      };

      const lan = await lanPort();
      const host = await launch({ language, theme, size: LARGE, lan });
      const { page } = host;
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.getByRole('textbox', { name: /^(My name|내 이름)/ }).fill(words.host);
      // the room's name follows mine until it is given one of its own
      await page.keyboard.press('Tab');
      const room = page.getByRole('textbox', { name: /^(Room name|방 이름)/ });
      await expect(room).toHaveValue(/^(민수의 방|Minsu’s room)$/);
      await room.fill(words.room);
      await expect(page.getByText(/^(No open rooms nearby yet|아직 근처에)/)).toBeVisible();
      await both(host, 'welcome-alone');
      for (const one of words.nearby) rooms.push(announce(lan, one));
      await expect(page.getByText(words.nearby[2].name)).toBeVisible();
      await both(host, 'welcome');
      await page.getByRole('button', { name: /^(Check my network|네트워크 점검)$/ }).click();
      await expect(page.getByText(/^(Rooms heard|찾은 방)$/)).toBeVisible();
      await both(host, 'network');
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: /^(Host a room|방 열기)$/ }).click();
      await expect(page.getByRole('dialog').getByText(/^sarangbang:\/\//)).toBeVisible();
      await both(host, 'invite');
      const link = await openedLink(page);
      await page.getByRole('button', { name: /^(Start chatting|대화 시작)$/ }).click();
      await expect(composer(page)).toBeVisible();
      await both(host, 'empty');

      await furnish(page, link, words);
      await both(host, 'main');

      await pressMenu(host.app, 'CmdOrCtrl+,');
      await expect(page.getByRole('dialog', { name: /^(Settings|설정)$/ })).toBeVisible();
      await both(host, 'settings');
      await page.keyboard.press('Escape');

      await pressMenu(host.app, 'CmdOrCtrl+Shift+K');
      await expect(
        page.getByRole('dialog', { name: /^(Connect to server|서버에 연결)$/ }),
      ).toBeVisible();
      await both(host, 'connect');
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: /^(Manage|관리)$/ }).click();
      const manage = page.getByRole('dialog', { name: /^(Your room|내가 연 방)$/ });
      await both(host, 'manage');
      const turnTo = (name: RegExp) => manage.getByRole('tab', { name }).click();
      await turnTo(/^(Door|문)/);
      for (const wire of ['line', 'mail'])
        await manage.getByRole('switch', { name: new RegExp(`${wire}$`) }).click();
      await both(host, 'manage-wires', manage.getByText(/^nc /).last());
      await turnTo(/^(Overview|한눈에)/);
      const news = manage.getByRole('textbox');
      await news.fill(words.news);
      await news.press('Enter');
      await expect(manage.getByText(`“${words.news}”`)).toBeVisible();
      await news.fill(words.talk[2]);
      await both(host, 'manage-news', manage.getByRole('button', { name: /^(Post|알리기)$/ }));
      await turnTo(/^(Door|문)/);
      for (const wire of ['line', 'mail'])
        await manage.getByRole('switch', { name: new RegExp(`${wire}$`) }).click();
    });

    // One language shows whether it works; the other is for the pictures.
    if (language === 'en' && !process.env.SARANGBANG_SCREENSHOTS) continue;
    test(`${language}, ${theme}: a server that went away, and came back as another`, async () => {
      test.setTimeout(90_000);
      const words = WORDS[language];
      const first = await startServer({
        host: '127.0.0.1',
        port: 0,
        dataDir: await dataFolder(),
        name: words.room,
      });
      const { port } = first.facts;
      const guest = await launch({ language, theme, size: LARGE });
      await join(guest.page, `127.0.0.1:${port}`, words.guest);
      await guest.page.getByRole('button', { name: /^(Connect|연결)$/ }).click();
      await say(guest.page, words.talk[0]);
      await sees(guest.page, words.talk[0].slice(0, 8));
      await first.stop({ reason: 'restarting' });
      await expect(guest.page.getByText(/Connection lost|연결이 끊겼어요/)).toBeVisible();
      await say(guest.page, words.talk[2]);
      await look(guest.page, `reconnecting-${language}-${theme}`);
      await resize(guest.app, SMALL);
      await look(guest.page, `reconnecting-${language}-${theme}-small`);
      await resize(guest.app, LARGE);

      servers.push(
        await startServer({
          host: '127.0.0.1',
          port,
          dataDir: await dataFolder(),
          name: words.room,
        }),
      );
      await expect(
        guest.page.getByText(/This isn’t the server you know|알던 서버와 달라요/),
      ).toBeVisible({ timeout: 30_000 });
      await look(guest.page, `key-changed-${language}-${theme}`);
      await resize(guest.app, SMALL);
      await look(guest.page, `key-changed-${language}-${theme}-small`);
    });
  }
}

async function openedLink(page: Page): Promise<string> {
  const text = await page
    .getByRole('dialog')
    .getByText(/^sarangbang:\/\//)
    .textContent();
  return onLoopback(text ?? '');
}

/** A room as one finds it in the middle of a lesson. */
async function furnish(
  page: Page,
  link: string,
  words: (typeof WORDS)['ko' | 'en'],
): Promise<void> {
  const other = await person(link, words.other, keyOfHue(10));
  const guest = await person(link, words.guest, keyOfHue(7));
  const third = await person(link, words.third, keyOfHue(1));
  await say(page, `/topic ${words.topic}`);
  await expect(page.getByText(words.topic).first()).toBeVisible();
  for (const name of words.rooms) await other.client.submit({ verb: 'create', name });
  await sendsFiles(other, await paintings(page, [words.poster]), words.talk[0]);
  const { events } = await other.client.history('lobby', { limit: 20 });
  const poster = events.find((event) => event.kind === 'posted')?.seq ?? 0;
  const react = (who: Person, target: number, emoji: string) =>
    who.client.submit({ verb: 'react', room: 'lobby', target, emoji, on: true });
  for (const [who, emoji] of [
    [guest, '👍'],
    [third, '👍'],
    [third, '🎨'],
  ] as const)
    await react(who, poster, emoji);
  await guest.client.submit({ verb: 'post', room: 'lobby', text: words.talk[1], reply: poster });
  await guest.say(words.talk[2]);
  await guest.say(words.talk[3]);
  await third.client.submit({
    verb: 'presence',
    presence: 'away',
    status: { emoji: '🍚', text: words.lunch },
  });
  await sees(page, words.talk[3].slice(-8));
  await say(page, words.vote);
  await sees(page, words.vote);
  const vote = Number(
    await page
      .locator('li[data-kind="message"]')
      .filter({ hasText: words.vote })
      .last()
      .getAttribute('data-seq'),
  );
  await react(other, vote, '👍');
  await react(guest, vote, '👍');
  await react(third, vote, '🎉');
  const me = other.client.users().find((user) => user.role === 'host');
  const direct = await guest.client.submit({ verb: 'direct', user: me?.id ?? '' });
  if (direct.ok)
    await guest.client.post((direct.result as { room: { id: string } }).room.id, words.talk[2]);
  for (const name of words.rooms) {
    await say(page, `/join ${name}`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
  // said while the reader was elsewhere: below the unread line
  await other.say(words.talk[4]);
  await page.getByRole('button', { name: /^(lobby|로비)/ }).click();
  await expect(page.getByText(words.topic).first()).toBeVisible();
  const rooms = other.client.rooms();
  const roomNamed = (name: string) => rooms.find((room) => room.name === name)?.id ?? '';
  await other.say(words.talk[3], roomNamed(words.rooms[1]));
  await other.say(words.talk[2], roomNamed(words.rooms[2]));
  // the note about the first guest goes by itself
  const notes = page.getByRole('region', { name: /^(Notes|알림)$/ });
  await expect(notes.getByRole('button')).toHaveCount(0, { timeout: 15_000 });
}
