/**
 * The host leaves with four guests in: one of them becomes the host, and all five go on in the same
 * room with one history, the old host as a guest.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { everybodyLeaves, type Person, person } from './support/people';
import { composer, hostRoom, join, say, sees, texts } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const hostStrip = (page: Page) =>
  page.getByRole('region', { name: '이 컴퓨터가 방을 열고 있어요' });

/** Everything that was said, as a client without a window keeps it. */
const held = async ({ client }: Person) => {
  const { events } = await client.history('lobby', { limit: 100 });
  return events.flatMap((event) =>
    event.kind === 'posted' ? [`${event.seq} ${event.name}: ${event.text}`] : [],
  );
};

test('host leaves, a guest becomes host, all five go on in one history', async () => {
  const old = await launch({ language: 'ko' });
  await old.page.getByRole('textbox', { name: /^내 이름/ }).fill('민수');
  const link = await hostRoom(old.page);
  const heir = await launch({ language: 'ko', size: { width: 1240, height: 780 } });
  await join(heir.page, link, '지훈');
  await expect(composer(heir.page)).toBeVisible();
  const guests = await Promise.all(['서연', '유나', '한결'].map((name) => person(link, name)));
  await say(old.page, '하나');
  await say(heir.page, '둘');
  for (const [i, guest] of guests.entries()) await guest.say(`손님 ${i}`);
  await sees(heir.page, '손님 2');
  const ready = guests.map(
    ({ client }) =>
      new Promise<string | null>((resolve) => {
        client.on('ready', ({ fingerprint }) => resolve(fingerprint));
      }),
  );

  // The host offers it, and the other one is asked.
  await hostStrip(old.page).getByRole('button', { name: '방 열기 메뉴' }).click();
  await old.page.getByRole('menuitem', { name: '넘겨주기…' }).click();
  const sheet = old.page.getByRole('dialog', { name: '이 방 넘겨주기' });
  await expect(sheet.getByRole('listitem')).toHaveCount(4);
  await old.page.screenshot({ path: 'test-results/handover-choose.png' });
  await sheet.getByRole('button', { name: '지훈: 넘겨주기' }).click();
  await expect(sheet).toContainText('지훈 님의 대답을 기다리고 있어요…');
  const offer = heir.page.getByRole('dialog', { name: '민수 님이 방을 넘겨주려고 해요' });
  await expect(offer).toBeVisible();
  await heir.page.screenshot({ path: 'test-results/handover-offer.png' });
  await offer.getByRole('button', { name: '받기' }).click();

  // The lantern is lit on the other computer, and everybody came along.
  await expect(hostStrip(heir.page)).toBeVisible({ timeout: 20_000 });
  await expect(hostStrip(heir.page)).toContainText('5명', { timeout: 20_000 });
  await expect(hostStrip(old.page)).toHaveCount(0);
  await expect(old.page.getByText('같은 방이에요. 방장이 바뀌었어요: 지훈')).toBeVisible();
  const keys = await Promise.all(ready);
  const before = /k=([\w-]{43})/.exec(link)?.[1];
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).not.toBe(before);

  // They go on talking, in one order.
  await say(old.page, '넘겼어요');
  await sees(heir.page, '넘겼어요');
  await say(heir.page, '받았어요');
  await guests[0]?.say('따라왔어요');
  for (const { page } of [old, heir]) await sees(page, '따라왔어요');
  const all = ['하나', '둘', '손님 0', '손님 1', '손님 2', '넘겼어요', '받았어요', '따라왔어요'];
  for (const { page } of [old, heir]) expect(await texts(page)).toEqual(all);
  const [first, ...others] = await Promise.all(guests.map(held));
  expect(first?.map((line) => line.replace(/^\d+ .*: /, ''))).toEqual(all);
  for (const other of others) expect(other).toEqual(first);
  await old.page.screenshot({ path: 'test-results/handover-after-old.png' });
  await heir.page.screenshot({ path: 'test-results/handover-after-heir.png' });

  // The old folder is kept and not served; the new one holds the key that everybody knows now.
  await expect
    .poll(() => readdirSync(old.userData).some((name) => name.startsWith('host-handed-over-')))
    .toBe(true);
  expect(existsSync(path.join(old.userData, 'host', 'log.db'))).toBe(false);

  // And the host role went along: the old host is a member like any other.
  const me = heir.page.getByRole('listitem').filter({ hasText: '지훈' });
  await expect(me.filter({ hasText: '방장' }).first()).toBeVisible();
});
