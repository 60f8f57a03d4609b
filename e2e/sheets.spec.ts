/**
 * Every sheet, card and menu of a room in use, and the room in other densities, text sizes and
 * contrasts: nothing cut, nothing overlapping, axe finds nothing. With all the other pictures only
 * (`npm run screenshots`), as it takes minutes; each sheet is opened by its own area's spec too.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import {
  camera,
  inSight,
  LARGE,
  overlays,
  paintings,
  pressInSide,
  said,
  sendsFiles,
  TAKEN,
} from './support/gallery';
import { cleanUp, launch } from './support/launch';
import { pressMenu } from './support/menu';
import { everybodyLeaves, type Person, person } from './support/people';
import { composer, hostRoom, messages, say, sees } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const WORDS = {
  ko: {
    host: '김민수',
    place: '3학년 2반 발표 준비',
    guest: '박지훈',
    other: '이서연',
    third: '최유나',
    said: '포스터 시안 **두 개** 올릴게요. 제목 글자를 조금만 키워 봤어요.',
    changed: '포스터 시안 **세 개** 올릴게요. 제목 글자를 조금만 키워 봤어요.',
    asked: '글꼴은 그대로 가도 되겠죠?',
    answer: '두 번째가 훨씬 좋아요! 색만 `#00686d`로 맞추면 될 것 같아요.',
    mine: '발표 순서는 서연, 지훈, 유나예요.',
    code: '```ts\nconst 답: number = 42; // 끝\n```',
    hidden: '답은 ||사십이||예요 🙌',
    lists:
      '오늘 할 일\n- [포스터](https://example.org) 마무리\n- 발표 연습 *두 번*\n> 다섯 시까지예요',
    vote: '몇 시에 볼까요? 👍 세 시 · 🎉 네 시',
    news: '내일 9시에 강당에서 만나요',
    posters: ['봄 축제', '과학의 날', '작은 음악회'],
    caption: '시안이에요. 어느 쪽이 좋아요?',
    rooms: ['디자인', '자료 모음'],
    topic: '포스터 시안은 오늘 5시까지 올려 주세요',
    status: '점심 먹고 있어요',
    query: '포스터',
    nothing: '없는 말',
    reason: '조용히 해 주세요',
  },
  en: {
    host: 'Minsu Kim',
    place: 'Class 3-2 project',
    guest: 'Jihoon Park',
    other: 'Seoyeon Lee',
    third: 'Yuna Choi',
    said: 'Uploading **two** poster drafts. I made the title slightly bigger.',
    changed: 'Uploading **three** poster drafts. I made the title slightly bigger.',
    asked: 'We keep the typeface, right?',
    answer: 'The second one is so much better. Just match the colour to `#00686d`.',
    mine: 'Seoyeon, then Jihoon, then Yuna speak.',
    code: '```ts\nconst answer: number = 42; // done\n```',
    hidden: 'The answer is ||forty-two|| 🙌',
    lists:
      'Left for today\n- finish the [poster](https://example.org)\n- rehearse *twice*\n> Due at five',
    vote: 'When do we meet? 👍 three · 🎉 four',
    news: 'We meet in the hall at 9 tomorrow',
    posters: ['Spring Fair', 'Science Day', 'Small Concert'],
    caption: 'Drafts. Which one do you like?',
    rooms: ['design', 'materials'],
    topic: 'Poster drafts due today at 5',
    status: 'Having lunch right now',
    query: 'poster',
    nothing: 'no such words',
    reason: 'A little quieter, please',
  },
} as const;
type Words = (typeof WORDS)['ko' | 'en'];

const button = (at: Page | Locator, name: RegExp): Locator => at.getByRole('button', { name });
/** The newest line that says this; what it quotes does not count. */
const line = (page: Page, text: string): Locator =>
  messages(page)
    .filter({ has: page.locator('[data-selectable]', { hasText: text }) })
    .last();

for (const language of TAKEN) {
  test(`${language}: sheets, cards and menus`, async () => {
    test.setTimeout(900_000);
    const words = WORDS[language];
    const running = await launch({ language, theme: 'light', size: LARGE });
    const { app, page } = running;
    page.setDefaultTimeout(10_000);
    await page.getByRole('textbox', { name: said('My name', '내 이름') }).fill(words.host);
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: said('Room name', '방 이름') }).fill(words.place);
    const link = await hostRoom(page);
    const people = await furnish(page, link, words);
    const { shot, step, screen, away, done } = camera(running, language);

    const dialog = (name: RegExp) => expect(page.getByRole('dialog', { name })).toBeVisible();
    const item = (name: RegExp) => page.getByRole('menuitem', { name });
    const choose = async (opener: RegExp, wanted: RegExp) => {
      await pressInSide(page, opener);
      await item(wanted).click();
    };
    const onMessage = async (text: string, wanted: RegExp) => {
      await line(page, text).click({ button: 'right' });
      await item(wanted).click();
    };
    const roomMenu = /^(Room menu|대화방 메뉴)$/;
    const hostMenu = /^(More about hosting|방 열기 메뉴)$/;
    const notes = page.getByRole('region', { name: /^(Notes|알림)$/ });
    for (const note of await notes.getByRole('button').all()) await note.click().catch(() => {});
    const go = async (room: string) => {
      await say(page, `/join ${room}`);
      await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible();
    };
    const lobby = () =>
      button(page, /^(lobby|Lobby|로비)/)
        .first()
        .click();

    for (const room of words.rooms) await go(room);
    await lobby();
    await say(page, `/topic ${words.topic}`);
    await expect(button(page, said(words.topic, words.topic))).toBeVisible();
    await people.other.say(words.asked, people.rooms[0]);
    await people.guest.client.submit({ verb: 'join', room: people.rooms[1] ?? '' });
    await people.guest.say(`@${words.host} ${words.answer}`, people.rooms[1]);
    const toMe = await people.guest.client.submit({
      verb: 'direct',
      user: people.guest.client.users().find(({ role }) => role === 'host')?.id ?? '',
    });
    if (toMe.ok)
      await people.guest.say(words.status, (toMe.result as { room: { id: string } }).room.id);

    await step('the room', async () => {
      await shot('room');
      await shot('room-strip', { again: () => line(page, words.asked).hover() });
      await page.mouse.move(2, 2);
    });
    await screen('message-menu', () => line(page, words.mine).click({ button: 'right' }));
    await screen('message-reactions', async () => {
      await line(page, words.asked).focus();
      await page.keyboard.press('+');
      await expect(page.getByRole('gridcell').first()).toBeVisible();
    });
    await screen('revisions', async () => {
      await onMessage(words.changed.slice(-12), /^(Earlier versions|고친 기록)/);
      await dialog(/^(Earlier versions|고친 기록)$/);
    });
    await screen('forward', async () => {
      await onMessage(words.asked, /^(Forward|전달)/);
      await dialog(/^(Forward message|메시지 전달)$/);
    });
    await screen('delete', async () => {
      await onMessage(words.mine, /^(Delete|지우기)/);
      await expect(page.getByRole('alertdialog')).toBeVisible();
    });
    await screen('readers', async () => {
      await button(line(page, words.news), /Read by|읽었어요/).click();
      await dialog(/^(Who has read it|누가 읽었나요)/);
    });
    await screen('pinned', async () => {
      await button(page, /pinned messages|고정한 메시지 2개/)
        .first()
        .click();
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
    await step('the composer', async () => {
      const field = composer(page);
      const typing = async (text: string, name: string, wait: RegExp | null) => {
        await field.fill('');
        await field.pressSequentially(text);
        if (wait) await expect(page.getByRole('option').first()).toBeVisible();
        await shot(name);
        await field.fill('');
      };
      await typing('@', 'complete-people', /./);
      await typing('/', 'complete-commands', /./);
      await typing('/msg ', 'complete-arguments', /./);
      await typing(language === 'ko' ? ':하트' : ':heart', 'complete-emoji', /./);
      await field.fill('가나다라 '.repeat(810));
      await shot('too-long');
      const asFile = button(page, /^(Send as a file|파일로 보내기)$/);
      if (await asFile.count()) {
        await asFile.click();
        await expect(page.getByRole('alertdialog')).toBeVisible();
        await shot('as-file');
        await page.keyboard.press('Escape');
      }
      await field.fill('');
      await button(page, /^(Show formatting|서식 (도구 )?보이기|서식)/).click();
      await shot('format-bar');
      await button(page, /^(Hide formatting|서식 (도구 )?숨기기|서식)/).click();
    });
    await screen('emoji', async () => {
      await button(page, /^(Emoji|이모지)$/).click();
      await expect(page.getByRole('gridcell').first()).toBeVisible();
    });
    await screen('room-menu', () => button(page, roomMenu).click());
    await screen('room-notify', async () => {
      await button(page, roomMenu).click();
      await item(/^(Notifications|알림)/).focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('menu')).toHaveCount(2);
    });
    await screen('room-item-menu', () =>
      pressInSide(page, said(words.rooms[0], words.rooms[0]), 'right'),
    );
    await screen('topic', async () => {
      await choose(roomMenu, /^(Change the topic|주제 바꾸기)$/);
    });
    await screen('jump-to-date', async () => {
      await choose(roomMenu, /^(Jump to date…|날짜로 이동…)$/);
      await dialog(/^(Jump to date|날짜로 이동)$/);
    });
    await screen('invite-person', async () => {
      await choose(roomMenu, /^(Invite a person|사람 초대하기)$/);
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    await screen('room-files', async () => {
      await choose(roomMenu, /^(Files|파일)$/);
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    await screen('viewer', async () => {
      await button(page, /poster-2\.png/)
        .first()
        .click();
      await expect(page.getByRole('dialog', { name: 'poster-2.png' })).toBeVisible();
    });
    await screen('export', async () => {
      await choose(roomMenu, /^(Export this room…|대화방 내보내기…)$/);
      await dialog(/^(Export|#.*내보내기)/);
    });
    await screen('room-settings', async () => {
      await choose(roomMenu, /^(Room settings…|대화방 설정…)$/);
      await dialog(/^(Room settings|대화방 설정)$/);
    });
    await screen('host-menu', () => pressInSide(page, hostMenu));
    await screen('backup', async () => {
      await choose(hostMenu, /^(Back up…|백업…)$/);
      await dialog(/^(Back up this room|이 방 백업하기)$/);
    });
    await screen('hand-over', async () => {
      await choose(hostMenu, /^(Hand over…|넘겨주기…)$/);
      await dialog(/^(Hand over this room|이 방 넘겨주기)$/);
    });
    await screen('stop', async () => {
      await choose(hostMenu, /^(Close the room|방 닫기)$/);
      await expect(page.getByRole('alertdialog')).toBeVisible();
    });
    await screen('quit', async () => {
      await pressMenu(app, 'CmdOrCtrl+Q');
      await expect(page.getByRole('alertdialog')).toBeVisible();
    });
    await step('manage', async () => {
      const muted = people.guest.client.me?.id ?? '';
      const host = page.getByRole('dialog', { name: /^(Your room|내가 연 방)$/ });
      await say(page, `/mute ${words.guest} 60 ${words.reason}`);
      await expect
        .poll(() => people.guest.client.users().find(({ id }) => id === muted)?.muted)
        .toBeTruthy();
      await pressInSide(page, /^(Manage|관리)$/);
      for (const [id, name] of MANAGE) {
        await host.getByRole('tab', { name }).click();
        await expect(host.getByRole('tabpanel')).toBeVisible();
        await shot(`manage-${id}`);
      }
      await away();
      await say(page, `/unmute ${words.guest}`);
    });
    await screen('my-menu', () => pressInSide(page, said('Me: ', '나: ')));
    await screen('my-quiet', async () => {
      await pressInSide(page, said('Me: ', '나: '));
      await item(/^(Do not disturb|방해 금지)/).focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.getByRole('menu')).toHaveCount(2);
    });
    await screen('status', async () => {
      await choose(said('Me: ', '나: '), /^(Set a status…|상태 메시지 쓰기…)$/);
      await dialog(/^(Status|상태 메시지)$/);
    });
    await screen('rename', async () => {
      await choose(said('Me: ', '나: '), /^(Change my name|이름 바꾸기)$/);
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    await screen('new-room', async () => {
      await pressInSide(page, /^(New room|새 대화방)$/);
      await dialog(/^(New room|새 대화방)$/);
    });
    await screen('browse', async () => {
      await pressInSide(page, /^(Browse other rooms|다른 대화방 둘러보기)$/);
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    await screen('switcher', async () => {
      await pressMenu(app, 'CmdOrCtrl+K');
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    });
    await screen('switcher-nothing', async () => {
      await pressMenu(app, 'CmdOrCtrl+K');
      await page.getByRole('dialog').getByRole('combobox').fill(words.nothing);
      await expect(page.getByText(new RegExp(`[“‘]${words.nothing}`))).toBeVisible();
    });
    await screen('shortcuts', async () => {
      await pressMenu(app, 'CmdOrCtrl+/');
      await dialog(/^(Keyboard shortcuts|단축키)$/);
    });
    await screen('help', async () => {
      await say(page, '/help');
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    for (const [id, name] of SETTINGS)
      await screen(`settings-${id}`, async () => {
        await pressMenu(app, 'CmdOrCtrl+,');
        await page.getByRole('tab', { name }).click();
      });
    await screen('settings-search', async () => {
      await pressMenu(app, 'CmdOrCtrl+,');
      await page
        .getByRole('textbox', { name: /^(Search settings|설정 찾기)$/ })
        .fill(language === 'ko' ? '알림' : 'notif');
    });
    await step('people', async () => {
      const members = page.getByRole('complementary', { name: /^(Members|멤버)$/ });
      await composer(page).focus();
      if (!(await inSight(members))) await pressMenu(app, 'CmdOrCtrl+Shift+M');
      await shot('members', {
        again: async () => {
          if (!(await inSight(members))) await pressMenu(app, 'CmdOrCtrl+Shift+M');
        },
      });
      const card = async () => {
        if (!(await inSight(members))) await pressMenu(app, 'CmdOrCtrl+Shift+M');
        await members.getByRole('button', { name: new RegExp(`^${words.other}`) }).click();
        await dialog(new RegExp(words.other));
      };
      const order = page.getByRole('region', { name: /^(Moderation|운영)$/ });
      await screen('profile', card);
      for (const [name, act] of [
        ['mute', /^(Mute…|글 쓰지 못하게 하기…)$/],
        ['kick', /^(Remove from the server…|서버에서 내보내기…)$/],
        ['ban', /^(Ban…|들어오지 못하게 하기…)$/],
      ] as const)
        await screen(name, async () => {
          await card();
          await button(order, act).click();
        });
      await card();
      await button(page, /^(Block for me|나만 차단하기)$/)
        .first()
        .click();
      await shot('blocked-card');
      await page.keyboard.press('Escape');
      await expect(overlays(page)).toHaveCount(0);
      await shot('blocked');
      await card();
      await button(page, /^(Unblock|차단 풀기)$/)
        .first()
        .click();
      await page.keyboard.press('Escape');
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
      const wear = (patch: Record<string, unknown>) =>
        page.evaluate(
          (wanted) =>
            (
              window as unknown as {
                sarangbang: { call(name: string, input: unknown): Promise<unknown> };
              }
            ).sarangbang.call('settings.update', wanted),
          patch,
        );
      await wear({ density: 'compact' });
      await shot('compact');
      await wear({ density: 'cozy', textSize: 150 });
      await shot('text-150');
      await screen('text-150-settings', () => pressMenu(app, 'CmdOrCtrl+,'));
      await wear({ textSize: 100, contrast: 'more' });
      await shot('contrast');
      await wear({ contrast: 'system' });
    });
    await step('projector', async () => {
      await button(page, /^(Invite|초대하기)$/)
        .first()
        .click();
      await shot('invite-again');
      await button(page, /^(Show QR full screen|전체 화면으로 QR 보기)$/).click();
      await shot('projector');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expect(overlays(page)).toHaveCount(0);
    });
    await step('an empty room, a direct message', async () => {
      await go(words.rooms[1]);
      await shot('empty-room');
      const me = people.guest.client.users().find((user) => user.name === words.guest);
      await say(page, `/msg ${me?.name ?? ''}`);
      await shot('empty-direct');
      await lobby();
    });
    await step('a classroom, with hands up', async () => {
      const room =
        people.other.client.rooms().find(({ name }) => name === words.rooms[0])?.id ?? '';
      const outcomes = [
        await people.other.client.submit({ verb: 'rules', room, classroom: true }),
        await people.guest.client.submit({ verb: 'join', room }),
        await people.guest.client.submit({ verb: 'hand', room, on: true }),
      ];
      for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: true });
      await go(words.rooms[0]);
      await expect(button(page, /^(Raise hand|손 들기)$/)).toBeVisible();
      await people.other.client.submit({ verb: 'look', room });
      await expect(page.getByText(/asks everybody to look here|여기를 봐 달라고/)).toBeVisible();
      await shot('classroom');
      await lobby();
    });
    await step('in a window of its own', async () => {
      const opening = app.waitForEvent('window');
      await choose(roomMenu, /^(Open in a new window|새 창으로 열기)$/);
      const own = await opening;
      await expect(composer(own)).toBeVisible();
      await sees(own, words.mine);
      await shot('own-window', { page: own });
      await own.close();
    });
    done();
  });
}

const SETTINGS = [
  ['general', /^(General|일반)$/],
  ['appearance', /^(Appearance|화면)$/],
  ['notifications', /^(Notifications|알림)$/],
  ['privacy', /^(Privacy|개인 정보)/],
  ['writing', /^(Writing|쓰기|글쓰기)$/],
  ['files', /^(Files|파일)$/],
  ['keyboard', /^(Keyboard|키보드|단축키)/],
  ['network', /^(Network|네트워크)$/],
  ['about', /^(About|정보)/],
] as const;
const MANAGE = [
  ['overview', /^(Overview|한눈에)/],
  ['people', /^(People|사람)/],
  ['rooms', /^(Rooms|대화방)/],
  ['door', /^(Door|문)/],
  ['invites', /^(Invites|초대)$/],
  ['storage', /^(Storage|저장)/],
  ['bans', /^(Bans|막은)/],
  ['log', /^(Log|관리 기록|기록)/],
] as const;

/** A lobby with one of everything that can become of a message. */
async function furnish(
  page: Page,
  link: string,
  words: Words,
): Promise<{ other: Person; guest: Person; rooms: string[] }> {
  const other = await person(link, words.other);
  const guest = await person(link, words.guest);
  const third = await person(link, words.third);
  const rooms: string[] = [];
  for (const name of [...words.rooms, words.query]) {
    const made = await other.client.submit({ verb: 'create', name });
    if (made.ok) rooms.push((made.result as { room: { id: string } }).room.id);
  }
  await other.say(words.said);
  await other.say(words.asked);
  await sendsFiles(other, await paintings(page, words.posters), words.caption);
  const { events } = await other.client.history('lobby', { limit: 50 });
  const seqOf = (text: string) =>
    events.find((event) => event.kind === 'posted' && event.text === text)?.seq ?? 0;
  const react = (who: Person, text: string, emoji: string) =>
    who.client.submit({ verb: 'react', room: 'lobby', target: seqOf(text), emoji, on: true });
  const outcomes = [
    await other.client.submit({
      verb: 'edit',
      room: 'lobby',
      target: seqOf(words.said),
      text: words.changed,
    }),
    await react(guest, words.asked, '👍'),
    await react(third, words.asked, '👍'),
    await react(third, words.asked, '🎨'),
    await guest.client.submit({
      verb: 'post',
      room: 'lobby',
      text: words.answer,
      reply: seqOf(words.said),
    }),
  ];
  for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: true });
  await guest.say(words.hidden);
  await other.say(words.code);
  await third.say(words.lists);
  await third.client.submit({
    verb: 'presence',
    presence: 'away',
    status: { text: words.status, emoji: '🍚' },
  });
  await say(page, words.vote);
  await sees(page, words.vote);
  const vote = Number(await line(page, words.vote).getAttribute('data-seq'));
  for (const [who, emoji] of [
    [other, '👍'],
    [guest, '👍'],
    [third, '🎉'],
  ] as const)
    await who.client.submit({ verb: 'react', room: 'lobby', target: vote, emoji, on: true });
  for (const text of [words.asked, words.changed.slice(-12)]) {
    await line(page, text).focus();
    await page.keyboard.press('p');
  }
  await expect(page.getByRole('region', { name: /^(Pinned|고정한)/ })).toBeVisible();
  await say(page, `/announce ${words.news}`);
  await say(page, words.mine);
  await sees(page, words.mine);
  return { other, guest, rooms };
}
