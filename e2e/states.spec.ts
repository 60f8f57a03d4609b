/**
 * What a guest meets on the way in and while inside: every question, refusal and strip, messages on
 * their way, files, comings. Taken with all the other pictures only (`npm run screenshots`); what
 * each of them does is tested in its own area's spec.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { createFaultProxy } from '../client/testing/fault-proxy';
import { formatInvite } from '../protocol/invite';
import { createDeviceKey } from '../protocol/wire/auth';
import type { RunningServer, ServerOptions } from '../server/options';
import { startServer } from '../server/server';
import { fillLobby } from './support/filled';
import {
  camera,
  LARGE,
  type Language,
  overlays,
  paintings,
  pressInSide,
  said,
  TAKEN,
} from './support/gallery';
import { announce, lanPort } from './support/lan';
import { cleanUp, dataFolder, launch } from './support/launch';
import { pressMenu } from './support/menu';
import { everybodyLeaves, type Person, person } from './support/people';
import { movedLines, watchLines } from './support/stillness';
import { composer, hostRoom, join, messages, say, sees } from './support/talk';

const servers: RunningServer[] = [];
test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
  for (const server of servers.splice(0)) await server.stop();
});

const WORDS = {
  ko: {
    me: '박지훈',
    host: '김민수',
    place: '3학년 2반',
    talk: ['실험 준비물 확인했어요?', '비커하고 온도계요', '창가 자리는 두 명씩 앉을게요'],
    later: '늦게 와서 미안해요, 지금 읽고 있어요',
    waiting: '도착하면 바로 시작할게요',
    refused: '이 글은 나갈 수 없어요',
    motd: '실내화를 신어 주세요',
    news: '내일 9시에 강당에서 만나요',
    password: '등대지기',
    reason: '수업이 끝났어요',
    first: ['서연', '지훈', '유나', '한결', '민재', '하린', '도윤', '지우', '예준', '수아'],
    family: ['김', '이', '최'],
  },
  en: {
    me: 'Jihoon Park',
    host: 'Minsu Kim',
    place: 'Class 3-2',
    talk: ['Did you check the lab kit?', 'Beakers and thermometers', 'Two at each window desk'],
    later: 'Sorry for being late, reading up now',
    waiting: 'I start as soon as this arrives',
    refused: 'This one cannot go out',
    motd: 'Indoor shoes, please',
    news: 'We meet in the hall at 9 tomorrow',
    password: 'lighthouse',
    reason: 'The lesson is over',
    first: ['Ada', 'Ben', 'Cleo', 'Dan', 'Eun', 'Finn', 'Gaia', 'Hana', 'Ivo', 'Juno'],
    family: ['Kim', 'Lee', 'Choi'],
  },
} as const;

/** A house with a host of its own inside, who can do what hosts do. */
async function house(
  language: Language,
  options: Partial<ServerOptions> = {},
): Promise<{ server: RunningServer; link: string; address: string; host: Person }> {
  const words = WORDS[language];
  const { key } = createDeviceKey();
  const server = await startServer({
    ...{ host: '127.0.0.1', port: 0, dataDir: await dataFolder(), name: words.place },
    ...{ hosts: [key.user], rateLimit: false },
    ...options,
  });
  servers.push(server);
  const { port, fingerprint } = server.facts;
  const link = formatInvite({
    ...{ hosts: [{ host: '127.0.0.1', port }], fingerprint, name: words.place },
    ...(options.password && { password: options.password }),
  });
  const host = await person(link, words.host, key);
  return { server, link, address: `127.0.0.1:${port}`, host };
}

const button = (at: Page | Locator, name: RegExp): Locator => at.getByRole('button', { name });
const field = (page: Page): Locator =>
  page.getByRole('textbox', { name: /invite link or address|초대 링크나 주소/ });

for (const language of TAKEN) {
  const words = WORDS[language];

  test(`${language}: on the way in`, async () => {
    test.setTimeout(600_000);
    const lan = await lanPort();
    const running = await launch({ language, theme: 'light', size: LARGE, lan });
    const { app, page } = running;
    page.setDefaultTimeout(10_000);
    const { shot, step, done } = camera(running, language);
    const cancel = async () => {
      const no = button(page, /^(Cancel|취소|Don’t connect|연결하지 않기)$/);
      if (await no.count()) await no.first().click();
      else await field(page).fill('');
    };
    /** Types it where one joins, and looks at what comes of it. */
    const trying = (name: string, target: string, shown: RegExp, more?: () => Promise<unknown>) =>
      step(name, async () => {
        await join(page, target, words.me);
        await expect(page.getByText(shown).first()).toBeVisible();
        await shot(name);
        await more?.();
        await cancel();
      });

    await step('host options', async () => {
      await button(page, /^(More options|더 보기)$/).click();
      await shot('host-options');
      await button(page, /^(Fewer options|간단히|접기|덜 보기)$/).click();
    });
    await trying('not-understood', 'hello there', /doesn’t look like|아닌 것 같아요/);
    await trying('refused', '127.0.0.1:9', /no room is open|열린 방이 없어요/);
    const silent = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    await trying('connecting', `127.0.0.1:${port}`, /Securing|Connecting|암호화 중|연결 중/);
    silent.close();
    const known = await house(language);
    await trying('first-visit', known.address, /First visit|첫 방문/);
    const other = await house(language);
    await trying(
      'other-key',
      other.link.replace(/127\.0\.0\.1:\d+/, known.address),
      /doesn’t match your invite|초대장과 다른/,
    );
    const plain = await startServer({
      ...{ host: '127.0.0.1', port: 0, dataDir: await dataFolder(), name: words.place },
      ...{ tls: false, plain: 'lan' as const },
    });
    servers.push(plain);
    await trying('plain', `127.0.0.1:${plain.facts.port}`, /Not encrypted|암호화되지 않은/);
    const locked = await house(language, { password: words.password });
    await trying('password', locked.link.replace(/&p=[^&]*/, ''), /asks for a password|암호/, () =>
      step('password-wrong', async () => {
        const secret = page.getByLabel(/^(Password|암호)$/);
        await secret.fill('0000');
        await secret.press('Enter');
        await expect(page.getByText(/isn’t right|맞지 않아요/)).toBeVisible();
        await shot('password-wrong');
      }),
    );
    await person(known.link, words.me);
    await trying('name-taken', known.link, /already called|이미 쓰고 있는/);
    const full = await house(language, { capacity: 1 });
    await trying('full', full.link, /is full|자리가 없어요/);
    for (const [name, door, shown] of [
      ['knock', 'knock', /host has been asked|물어봤어요/],
      ['locked', 'locked', /letting new people in|입장을 잠갔어요/],
    ] as const)
      await step(name, async () => {
        await known.host.client.submit({ verb: 'door', door });
        // by a name that nobody has
        await join(page, known.link, `${words.me} 2`);
        await expect(page.getByText(shown)).toBeVisible();
        await shot(name);
        await cancel();
      });
    await step('a link from outside', async () => {
      await app.evaluate(({ app: electron }, link) => {
        electron.emit('second-instance', {}, ['sarangbang', link], '');
      }, other.link);
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot('link');
      await page.keyboard.press('Escape');
    });
    await step('news and rooms nearby over a conversation', async () => {
      await join(page, other.link, words.me);
      await expect(composer(page)).toBeVisible();
      announce(lan, { name: words.place, host: words.host, people: 27 });
      await pressMenu(app, 'CmdOrCtrl+Shift+K');
      await expect(page.getByRole('dialog').getByText(words.place).first()).toBeVisible();
      await shot('connect-nearby');
      await page.keyboard.press('Escape');
      await expect(overlays(page)).toHaveCount(0);
    });
    done();
  });

  test(`${language}: inside`, async () => {
    test.setTimeout(900_000);
    const dataDir = await dataFolder();
    const hour = 3_600_000;
    await fillLobby(
      dataDir,
      Array.from({ length: 60 }, (_, i) => ({
        text: `${words.talk[i % 3]}`,
        ts: Date.now() - (70 - i) * hour,
        by: i % 4 < 2 ? 'a' : 'b',
      })),
    );
    const { server, link, host } = await house(language, { dataDir, motd: words.motd });
    const proxy = await createFaultProxy({
      target: { host: '127.0.0.1', port: server.facts.port },
    });
    const through = link.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${proxy.port}`);
    const running = await launch({ language, theme: 'light', size: LARGE });
    const { page } = running;
    page.setDefaultTimeout(10_000);
    await join(page, through, words.me);
    await expect(composer(page)).toBeVisible();
    const { shot, step, done } = camera(running, language);
    const lobby = 'lobby';
    const mine = () =>
      host.client.users().find(({ name }) => name === words.me)?.id ?? ('' as never);

    await step('motd', async () => {
      await expect(page.getByText(words.motd)).toBeVisible();
      await shot('motd');
      await button(page, /^(Read, close|읽었어요, 닫기)$/).click();
    });
    await step('thirty arrive', async () => {
      const names = words.family.flatMap((family) =>
        words.first.map((first) =>
          language === 'ko' ? `${family}${first}` : `${first} ${family}`,
        ),
      );
      for (const name of names) await person(link, name);
      await expect(page.getByText(/3\d others joined|외 3\d명이 들어왔어요/)).toBeVisible();
      await shot('arrivals');
    });
    await step('typing', async () => {
      await host.client.submit({ verb: 'typing', room: lobby, on: true });
      await expect(page.getByText(/is typing|쓰고 있어요/)).toBeVisible();
      await shot('typing', {
        again: () => host.client.submit({ verb: 'typing', room: lobby, on: true }),
      });
      await host.client.submit({ verb: 'typing', room: lobby, on: false });
    });
    await step('unread', async () => {
      await host.client.submit({ verb: 'create', name: 'lab' });
      await say(page, '/join lab');
      await expect(page.getByRole('heading', { level: 1, name: 'lab' })).toBeVisible();
      for (let i = 0; i < 24; i += 1) await host.say(words.talk[i % 3] ?? '');
      await shot('unread-elsewhere');
      await button(page, /^(lobby|Lobby|로비)/)
        .first()
        .click();
      await expect(
        page.getByRole('heading', { level: 1, name: /^(lobby|Lobby|로비)/ }),
      ).toBeVisible();
      await shot('unread');
      const list = page.getByRole('list', { name: /^(Messages|메시지)$/ });
      await list.hover();
      await page.mouse.wheel(0, 3000);
      await shot('unread-pill');
      await list.hover();
      await page.mouse.wheel(0, -2500);
      await shot('latest-pill');
      await page.keyboard.press('Escape');
      await composer(page).focus();
      await page.keyboard.press('Escape');
    });
    await step('an announcement, a room for moderators, a slow room, muted', async () => {
      await host.client.submit({ verb: 'post', room: lobby, text: words.news, announce: true });
      await expect(page.getByRole('region', { name: /^(Announcement|공지)/ })).toBeVisible();
      await shot('announcement');
      await button(page, /^(Got it|확인했어요|알겠어요)/)
        .first()
        .click();
      await host.client.submit({ verb: 'rules', room: lobby, readOnly: true });
      await expect(composer(page)).toHaveCount(0);
      await shot('read-only');
      await host.client.submit({ verb: 'rules', room: lobby, readOnly: false, slowSeconds: 60 });
      await expect(composer(page)).toBeVisible();
      await say(page, words.talk[0]);
      await sees(page, words.talk[0]);
      await say(page, words.talk[1]);
      await expect(page.getByText(/This room is slow|천천히 말하는/).first()).toBeVisible();
      await shot('slow');
      await composer(page).fill('');
      await host.client.submit({ verb: 'rules', room: lobby, slowSeconds: 0 });
      await host.client.submit({ verb: 'mute', user: mine(), minutes: 60, reason: words.reason });
      await expect(composer(page)).toHaveCount(0);
      await shot('muted');
      await host.client.submit({ verb: 'unmute', user: mine() });
      await expect(composer(page)).toBeVisible();
    });
    await step('files on their way', async () => {
      const [small] = await paintings(page, [words.place]);
      const huge = await paintings(page, [words.place, words.place]);
      await page.evaluate(() => {
        const input = Object.assign(document.createElement('input'), {
          ...{ type: 'file', multiple: true, id: 'from-the-desktop', hidden: true },
        });
        document.body.append(input);
      });
      await page
        .locator('#from-the-desktop')
        .setInputFiles([small?.path ?? '', huge[1]?.path ?? '']);
      const drag = (kinds: readonly string[]) =>
        page.evaluate((wanted) => {
          const dataTransfer = new DataTransfer();
          const input = document.querySelector<HTMLInputElement>('#from-the-desktop');
          for (const file of input?.files ?? []) dataTransfer.items.add(file);
          for (const kind of wanted)
            document
              .querySelector('main')
              ?.dispatchEvent(
                new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }),
              );
        }, kinds);
      await drag(['dragenter', 'dragover']);
      await shot('drop');
      await drag(['drop']);
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot('send-sheet');
      proxy.stall('up');
      await page.getByRole('dialog').getByRole('textbox').press('Enter');
      await expect(page.locator('li[data-kind="pending"]')).toBeVisible();
      await shot('uploading');
      proxy.resume();
      await expect(page.locator('li[data-kind="pending"]')).toHaveCount(0);
      await expect(messages(page).last().getByRole('img').first()).toBeVisible();
      await shot('pictures');
    });
    await step('nothing moves while a room with pictures opens', async () => {
      await say(page, '/join lab');
      await expect(page.getByRole('heading', { level: 1, name: 'lab' })).toBeVisible();
      await watchLines(page);
      await button(page, /^(lobby|Lobby|로비)/)
        .first()
        .click();
      await expect(messages(page).last().getByRole('img').first()).toBeVisible();
      await page.waitForFunction(() =>
        [...document.querySelectorAll('main li img')].every(
          (img) => (img as HTMLImageElement).naturalWidth > 0,
        ),
      );
      expect(await movedLines(page)).toEqual([]);
    });
    await step('sending, late', async () => {
      proxy.stall('up');
      await say(page, words.later);
      await expect(page.getByText(/^(Sending|보내는 중)$/)).toBeAttached();
      await shot('sending');
      proxy.resume();
      await sees(page, words.later);
    });
    // it may come back by itself while the button is being pressed
    const tryNow = () =>
      button(page, /^(Now|Try now|지금 연결|지금 시도|지금)$/)
        .click({ timeout: 2000 })
        .catch(() => {});
    await step('away: queued, refused, back', async () => {
      await proxy.refuse();
      proxy.cut();
      await expect(page.getByText(/Connection lost|연결이 끊겼어요/)).toBeVisible();
      await say(page, words.waiting);
      await expect(
        page.getByText(/Will send when connected|연결되면 보낼게요/).first(),
      ).toBeVisible();
      await shot('lost');
      await page.clock.setSystemTime(Date.now() + 90_000);
      await expect(page.getByText(/Still trying|계속 연결하고 있어요/)).toBeVisible();
      await shot('long-gone');
      await host.say(words.talk[2]);
      await proxy.accept();
      await tryNow();
      await expect(page.getByText(/^(Back\.|다시 연결됐어요)/)).toBeVisible();
      await shot('back');
      await proxy.refuse();
      proxy.cut();
      await expect(button(page, /^(Now|Try now|지금 연결|지금 시도|지금)$/)).toBeVisible();
      await say(page, words.refused);
      await expect(
        page.getByText(/Will send when connected|연결되면 보낼게요/).first(),
      ).toBeVisible();
      await host.client.submit({ verb: 'rules', room: lobby, readOnly: true });
      await proxy.accept();
      await tryNow();
      await expect(page.getByText(/^(Not sent:|보내지 못했어요:)/)).toBeVisible();
      await shot('outbox-refused');
      await host.client.submit({ verb: 'rules', room: lobby, readOnly: false });
    });
    await step('shown the door, and let in again', async () => {
      await host.client.submit({ verb: 'kick', user: mine(), reason: words.reason });
      await expect(page.getByText(/removed you from|에서 내보냈어요/).first()).toBeVisible();
      await shot('kicked');
      await button(page, /^(Come back|다시 들어가기)$/).click();
      await expect(composer(page)).toBeVisible();
    });
    await step('the host closes the room', async () => {
      await server.stop({ reason: 'closed', by: words.host });
      await expect(page.getByText(/closed the room|방을 닫았어요/)).toBeVisible();
      await shot('lamp-out');
      await button(page, /^(Wait for it to reopen|다시 열릴 때까지 기다리기)$/).click();
      await shot('reopening');
    });
    done();
  });

  test(`${language}: hosting for many`, async () => {
    test.setTimeout(300_000);
    const running = await launch({ language, theme: 'light', size: LARGE });
    const { page } = running;
    page.setDefaultTimeout(10_000);
    await page.getByRole('textbox', { name: said('My name', '내 이름') }).fill(words.host);
    const link = await hostRoom(page);
    const { shot, step, done } = camera(running, language);
    await step('the first guest', async () => {
      await person(link, words.me);
      await expect(page.getByText(/First guest is here|첫 손님이 왔어요/)).toBeVisible();
      await shot('first-guest');
    });
    await step('thirty at the wall', async () => {
      await button(page, /^(Invite|초대하기)$/)
        .first()
        .click();
      await button(page, /^(Show QR full screen|전체 화면으로 QR 보기)$/).click();
      const names = words.family.flatMap((family) =>
        words.first.map((first) =>
          language === 'ko' ? `${family}${first}` : `${first} ${family}`,
        ),
      );
      await shot('projector-alone');
      for (const name of names) await person(link, name);
      await expect(page.getByText(/^(32 people here|32명)/)).toBeVisible();
      await shot('projector');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expect(overlays(page)).toHaveCount(0);
      await shot('many');
    });
    await step('somebody knocks', async () => {
      await pressInSide(page, /^(Manage|관리)$/);
      const sheet = page.getByRole('dialog', { name: /^(Your room|내가 연 방)$/ });
      await sheet.getByRole('tab', { name: said('Door', '문') }).click();
      await sheet.getByRole('radio', { name: said('Ask first', '물어보고') }).click();
      await page.keyboard.press('Escape');
      await expect(overlays(page)).toHaveCount(0);
      void person(link, words.later.slice(0, 8)).catch(() => {});
      await expect(
        page.getByText(/would like to come in|들어오고 싶어 해요/).first(),
      ).toBeVisible();
      await composer(page).click();
      await shot('knocking');
    });
    done();
  });
}
