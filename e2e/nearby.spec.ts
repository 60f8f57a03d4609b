import type { Server } from 'node:net';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { Announcer } from '../lan/announcer';
import type { RunningServer } from '../server/options';
import { startServer } from '../server/server';
import { announce, lanPort, occupy } from './support/lan';
import { cleanUp, dataFolder, launch } from './support/launch';
import { look } from './support/looks';
import { pressMenu } from './support/menu';
import { composer, hostRoom, join, portOf, say, sees } from './support/talk';

const occupied: Server[] = [];
const servers: RunningServer[] = [];
const rooms: Announcer[] = [];
test.afterEach(async () => {
  for (const room of rooms.splice(0)) await room.stop();
  for (const server of servers.splice(0)) await server.stop();
  for (const server of occupied.splice(0)) server.close();
  await cleanUp();
});

const nearby = (page: Page): Locator =>
  page.getByRole('region', {
    name: /^(Rooms on this network|이 네트워크에서 찾은 방|Nearby|근처)$/,
  });
const row = (page: Page, name: string): Locator =>
  nearby(page).getByRole('button', { name: new RegExp(name) });
const manage = async (page: Page, tab: RegExp): Promise<Locator> => {
  await page.getByRole('button', { name: /^(Manage|관리)$/ }).click();
  const sheet = page.getByRole('dialog', { name: /^(Your room|내가 연 방)$/ });
  await sheet.getByRole('tab', { name: tab }).click();
  return sheet;
};
const named = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('textbox', { name: /^(My name|내 이름)/ }).fill(name);
};

test('a room appears by itself, one click joins, and it fades when it closes', async () => {
  const lan = await lanPort();
  const guest = await launch({ lan, language: 'ko' });
  await expect(nearby(guest.page).getByText('둘러보는 중…')).toBeVisible();
  await expect(nearby(guest.page).getByText(/^아직 근처에 열린 방이 없어요/)).toBeVisible();
  await named(guest.page, '지훈');

  const host = await launch({ lan, language: 'ko' });
  await named(host.page, '민수');
  await host.page.keyboard.press('Tab');
  await hostRoom(host.page);
  await expect(row(guest.page, '민수의 방')).toContainText('민수 · 1명');

  await row(guest.page, '민수의 방').click();
  await expect(composer(guest.page)).toBeVisible();
  await say(guest.page, '옆자리에서 왔어요');
  await sees(host.page, '옆자리에서 왔어요');
  await say(host.page, '어서 와요');
  await sees(guest.page, '어서 와요');

  const onlooker = await launch({ lan });
  await expect(row(onlooker.page, '민수의 방')).toContainText('2 people');
  // its own room is not offered to the host
  await pressMenu(host.app, 'Alt+Home');
  await expect(nearby(host.page).getByText(/^아직 근처에/)).toBeVisible();
  await host.close();
  await expect(row(onlooker.page, '민수의 방')).toContainText('closed');
  await expect(row(onlooker.page, '민수의 방')).toHaveCount(0);
});

test('a server that moved to another port is joined again without a click', async () => {
  const lan = await lanPort();
  const host = await launch({ lan });
  await named(host.page, 'Minsu');
  await host.page.keyboard.press('Tab');
  const link = await hostRoom(host.page);
  const guest = await launch({ lan });
  await row(guest.page, 'Minsu’s room').click();
  await expect(composer(guest.page)).toBeVisible();

  await host.close();
  const taken = await occupy(portOf(link));
  if (taken) occupied.push(taken);
  const again = await launch({ lan, userData: host.userData });
  await expect(composer(again.page)).toBeVisible();
  await expect(guest.page.getByText('Same room, new address')).toBeVisible({ timeout: 20_000 });
  await say(again.page, 'We only moved next door');
  await sees(guest.page, 'We only moved next door');
  await say(guest.page, 'So did I');
  await sees(again.page, 'So did I');
});

test('news and being seen: from the Manage sheet to the first screen of those who know the key', async () => {
  const lan = await lanPort();
  const host = await launch({ lan });
  await named(host.page, 'Minsu');
  await host.page.keyboard.press('Tab');
  await hostRoom(host.page);
  const friend = await launch({ lan, language: 'ko' });
  await row(friend.page, 'Minsu’s room').click();
  await expect(composer(friend.page)).toBeVisible();
  const stranger = await launch({ lan });
  await expect(row(stranger.page, 'Minsu’s room')).toBeVisible();

  const sheet = await manage(host.page, /^(Overview|한눈에)/);
  const field = sheet.getByRole('textbox', { name: 'News in one line' });
  await field.fill('서른 바이트보다 훨씬 긴 소식');
  await expect(sheet.getByRole('button', { name: 'Post' })).toBeDisabled();
  await field.fill('3시에 강당');
  await field.press('Enter');
  await expect(sheet.getByText('On the network now: “3시에 강당”')).toBeVisible();

  await pressMenu(friend.app, 'Alt+Home');
  const lines = friend.page.getByRole('list', { name: '이 네트워크의 소식' });
  await expect(lines).toContainText('Minsu’s room');
  await expect(lines).toContainText('3시에 강당');
  await look(friend.page, 'welcome-news-ko-light');
  // a stranger has no reason to believe it
  await expect(stranger.page.getByText('3시에 강당')).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Stop' }).click();
  await expect(lines).toHaveCount(0);

  await sheet.getByRole('tab', { name: 'Door' }).click();
  await sheet.getByRole('switch', { name: /^Show this room/ }).click();
  await expect(row(stranger.page, 'Minsu’s room')).toContainText('closed');
});

test('the words of the host are told once, and again when they are others', async () => {
  const dataDir = await dataFolder();
  const serve = async (motd: string, port: number) => {
    const server = await startServer({ host: '127.0.0.1', port, dataDir, name: '3-2', motd });
    servers.push(server);
    return server;
  };
  const first = await serve('실내화를 신어 주세요', 0);
  const { port, fingerprint } = first.facts;
  const guest = await launch({ language: 'ko' });
  await join(guest.page, `sarangbang://127.0.0.1:${port}/?k=${fingerprint}`, '지훈');
  const words = guest.page.getByRole('complementary', { name: '3-2 방장의 말' });
  await expect(words).toContainText('실내화를 신어 주세요');
  await look(guest.page, 'main-motd-ko-light');
  await words.getByRole('button', { name: '읽었어요, 닫기' }).click();
  await expect(words).toHaveCount(0);
  await guest.close();

  const again = await launch({ language: 'ko', userData: guest.userData });
  await expect(composer(again.page)).toBeVisible();
  await expect(again.page.getByText('온라인 1')).toBeVisible();
  await expect(again.page.getByText('실내화를 신어 주세요')).toHaveCount(0);
  await first.stop({ reason: 'restarting' });
  await serve('오늘은 대청소예요', port);
  await expect(again.page.getByText('오늘은 대청소예요')).toBeVisible({ timeout: 20_000 });
});

test('who announces a room with another key than its own is refused, and is told nothing', async () => {
  const lan = await lanPort();
  const twin = await startServer({ host: '0.0.0.0', port: 0, name: '3-2', password: '열려라' });
  servers.push(twin);
  rooms.push(announce(lan, { name: '3-2', host: '민수', people: 2, at: twin.facts.port }));
  const guest = await launch({ lan, language: 'ko' });
  await row(guest.page, '3-2').click();
  await expect(guest.page.getByText(/^목록에 있던 방이 아닌 다른 서버가 응답했어요/)).toBeVisible();
  await expect(guest.page.getByRole('textbox', { name: '암호' })).toHaveCount(0);
  expect(twin.people()).toBe(0);
});
