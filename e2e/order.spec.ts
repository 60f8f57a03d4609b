/** Keeping order, in the window of who keeps it and of those it is about. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { ChatClient } from '../client/api';
import type { ServerStatus } from '../protocol/views';
import { cleanUp, launch, resize } from './support/launch';
import { look } from './support/looks';
import { everybodyLeaves, person } from './support/people';
import { composer, hostRoom, join, portOf, say, sees } from './support/talk';
import { rawSocket } from './support/terminal';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const members = (page: Page): Locator => page.getByRole('complementary', { name: '멤버' });
/** The card of somebody, from the list of who is here. */
const cardOf = async (page: Page, name: string): Promise<Locator> => {
  await members(page)
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  return page.getByRole('region', { name: '운영' });
};
const menu = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: '대화방 메뉴' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const manage = async (page: Page, tab: string): Promise<Locator> => {
  await page.getByRole('button', { name: '관리', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: '내가 연 방' });
  await sheet.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  return sheet;
};
const statusOf = (client: ChatClient, wanted: ServerStatus['state']): Promise<ServerStatus> =>
  new Promise((resolve) => {
    const look = (status: ServerStatus) => status.state === wanted && resolve(status);
    client.on('status', look);
    look(client.status);
  });

/** Given, used, counted, taken back: in the sheet that is open. */
const invites = async (page: Page, sheet: Locator): Promise<void> => {
  await sheet.getByRole('tab', { name: '초대', exact: true }).click();
  await expect(sheet.getByText('거둘 수 있는 초대가 없어요.')).toBeVisible();
  await sheet.getByRole('textbox', { name: /^메모/ }).fill('3학년 2반');
  await sheet.getByRole('button', { name: '초대 만들기' }).click();
  const link = await sheet.getByText(/^sarangbang:.*[?&]i=/).innerText();
  await expect(sheet.getByText('5명 가운데 0명이 들어왔어요')).toBeVisible();
  const guest = await person(link, '서연');
  await expect(sheet.getByText('5명 가운데 1명이 들어왔어요')).toBeVisible({ timeout: 15_000 });
  await look(page, 'manage-invites-ko-light');
  await sheet.getByRole('button', { name: '거두기 3학년 2반' }).click();
  await expect(sheet.getByText('거둘 수 있는 초대가 없어요.')).toBeVisible();
  await expect(sheet.getByRole('button', { name: '초대 만들기' })).toBeFocused();
  await expect(person(link, '하늘')).rejects.toThrow('invite-revoked');
  await guest.leave();
};

test('muting, slow mode, a room to read, removing with a reason, and the log of it all', async () => {
  test.setTimeout(150_000);
  const host = await launch({ language: 'ko' });
  const link = await hostRoom(host.page);
  const guest = await launch({ language: 'ko' });
  await join(guest.page, link, '지훈');
  await expect(composer(guest.page)).toBeVisible();

  const card = await cardOf(host.page, '지훈');
  await look(host.page, 'order-card-ko-light');
  await card.getByRole('button', { name: '글 쓰지 못하게 하기…' }).click();
  const mute = host.page.getByRole('dialog', { name: '지훈 님이 글을 쓰지 못하게 할까요?' });
  await mute.getByRole('combobox', { name: '얼마 동안' }).selectOption({ label: '1시간' });
  await mute.getByRole('textbox', { name: /^이유/ }).fill('조용히 해 주세요');
  await look(host.page, 'order-mute-ko-light');
  await mute.getByRole('button', { name: '못 쓰게 하기' }).click();
  await expect(
    guest.page.getByText('글을 쓸 수 없어요. 1시간 뒤에 다시 쓸 수 있어요.'),
  ).toBeVisible();
  await expect(guest.page.getByText('이유: 조용히 해 주세요').first()).toBeVisible();
  await expect(composer(guest.page)).toHaveCount(0);
  await look(guest.page, 'order-muted-ko-light');
  await (await cardOf(host.page, '지훈'))
    .getByRole('button', { name: '다시 쓸 수 있게 하기' })
    .click();
  await expect(composer(guest.page)).toBeVisible();

  await menu(host.page, '대화방 설정…');
  const room = host.page.getByRole('dialog', { name: '대화방 설정' });
  await look(host.page, 'order-room-ko-light');
  await room.getByRole('combobox', { name: '천천히 말하기' }).selectOption({ label: '15분' });
  await expect(guest.page.getByText(/규칙을 바꿨어요: 15분마다 한 번/)).toBeVisible();
  await say(guest.page, '하나');
  await sees(host.page, '하나');
  await say(guest.page, '둘');
  await expect(
    guest.page.getByText(/천천히 말하는 대화방이에요. \d+초 뒤에/).first(),
  ).toBeVisible();
  await expect(composer(guest.page)).toHaveValue('둘');
  await room.getByRole('combobox', { name: '천천히 말하기' }).selectOption({ label: '끄기' });
  await room.getByRole('switch', { name: '운영자만 쓰기' }).click();
  await expect(guest.page.getByText('이 대화방에는 운영자만 글을 쓸 수 있어요.')).toBeVisible();
  await room.getByRole('switch', { name: '운영자만 쓰기' }).click();
  await expect(composer(guest.page)).toBeVisible();
  await host.page.keyboard.press('Escape');

  await (await cardOf(host.page, '지훈')).getByRole('button', { name: '운영자로 정하기' }).click();
  await expect(guest.page.getByText(/님이 운영자로 정했어요/)).toBeVisible();
  await (await cardOf(host.page, '지훈'))
    .getByRole('button', { name: '서버에서 내보내기…' })
    .click();
  const kick = host.page.getByRole('dialog', { name: '지훈 님을 내보낼까요?' });
  await kick.getByRole('textbox').fill('수업 시간이에요');
  await kick.getByRole('button', { name: '내보내기', exact: true }).click();
  await expect(guest.page.getByText(/에서 내보냈어요\. 이유: 수업 시간이에요/)).toBeVisible();
  await look(guest.page, 'order-kicked-ko-light');
  await guest.page.getByRole('button', { name: '다시 들어가기' }).click();
  await expect(composer(guest.page)).toBeVisible();

  const nc = await rawSocket(portOf(link));
  nc.write('/lang ko\n');
  await nc.waitFor('한국어로 할게요.');
  await (await cardOf(host.page, 'guest'))
    .getByRole('button', { name: '들어오지 못하게 하기…' })
    .click();
  const ban = host.page.getByRole('dialog', { name: 'guest 님을 들어오지 못하게 할까요?' });
  await look(host.page, 'order-ban-ko-light');
  await ban.getByRole('button', { name: '막기', exact: true }).click();
  await nc.waitFor('이 서버에 들어오지 못하게 했어요');

  const sheet = await manage(host.page, '막은 사람');
  await expect(sheet.getByText('들어올 수 없음')).toBeVisible();
  await look(host.page, 'manage-bans-ko-light');
  await sheet.getByRole('button', { name: '다시 들어오게 하기 guest' }).click();
  await expect(sheet.getByText('막은 사람이 없어요.')).toBeVisible();
  await sheet.getByRole('tab', { name: '관리 기록' }).click();
  await expect(sheet.getByText(/지훈 님을 서버에서 내보냈어요/)).toBeVisible();
  await expect(sheet.getByText('수업 시간이에요')).toBeVisible();
  await look(host.page, 'manage-log-ko-light');
  await invites(host.page, sheet);
  await resize(host.app, { width: 720, height: 480 });
  await sheet.getByRole('tab', { name: '사람', exact: true }).click();
  await expect(sheet.getByText('지금 2명이 연결되어 있어요.')).toBeVisible();
  await expect(sheet.getByText(/받음 .+, 보냄 .+/).first()).toBeVisible();
  await look(host.page, 'manage-people-small-ko-light');
  await sheet.getByRole('button', { name: '관리 지훈' }).click();
  await sheet.getByRole('button', { name: '서버에서 내보내기…' }).click();
  await expect(sheet).toHaveCount(0);
  await host.page.getByRole('button', { name: '취소' }).click();
  await expect(sheet.getByText('지금 2명이 연결되어 있어요.')).toBeVisible();
  await sheet.getByRole('tab', { name: '대화방' }).click();
  await look(host.page, 'manage-rooms-small-ko-light');
  await sheet.getByRole('tab', { name: '저장 공간' }).click();
  await expect(sheet.getByText('대화 기록')).toBeVisible();
  await look(host.page, 'manage-storage-small-ko-light');

  // A new key: the room is open again by itself, and who was in follows without a question.
  await sheet.getByRole('button', { name: '열쇠 바꾸기…' }).click();
  await host.page.getByRole('button', { name: '열쇠 바꾸기', exact: true }).click();
  await expect(host.page.getByText('새 열쇠로 바꿨어요.').first()).toBeVisible({ timeout: 30_000 });
  await expect(guest.page.getByText('예전 열쇠가 새 열쇠를 보증해요.').first()).toBeVisible({
    timeout: 30_000,
  });
  await say(guest.page, '열쇠가 바뀌어도 같은 방');
  await sees(host.page, '열쇠가 바뀌어도 같은 방');
});

test('a ban holds for another name; a newcomer knocks and is let in; history begins where it may', async () => {
  const host = await launch({ language: 'ko', theme: 'dark' });
  const link = await hostRoom(host.page);
  await say(host.page, '문 열기 전 이야기');

  const minsu = await person(link, '민수');
  await (await cardOf(host.page, '민수'))
    .getByRole('button', { name: '들어오지 못하게 하기…' })
    .click();
  await host.page.getByRole('button', { name: '막기', exact: true }).click();
  expect(await statusOf(minsu.client, 'offline')).toMatchObject({ why: 'banned' });
  minsu.client.connect();
  await statusOf(minsu.client, 'connecting');
  expect(await statusOf(minsu.client, 'offline')).toMatchObject({ why: 'banned' });

  const sheet = await manage(host.page, '문');
  await sheet.getByRole('radio', { name: '물어보고' }).click();
  await expect(sheet.getByText(/운영자가 들여보내면 들어와요/)).toBeVisible();
  await look(host.page, 'manage-door-ko-dark');
  await host.page.keyboard.press('Escape');
  await menu(host.page, '대화방 설정…');
  const room = host.page.getByRole('dialog', { name: '대화방 설정' });
  await room.getByRole('radio', { name: '들어온 때부터' }).click();
  await expect(room.getByText('들어온 뒤에 오간 이야기만 볼 수 있어요.')).toBeVisible();
  await host.page.keyboard.press('Escape');

  const guest = await launch({ language: 'ko' });
  await join(guest.page, link, '서연');
  await expect(guest.page.getByText(/방장에게 물어봤어요/)).toBeVisible();
  await look(guest.page, 'order-waiting-ko-light');
  await expect(host.page.getByText('님이 들어오고 싶어 해요.')).toBeVisible();
  // Away from the button that names itself while it has the focus.
  await composer(host.page).click();
  await look(host.page, 'order-knock-ko-dark');
  await host.page.getByRole('button', { name: '들여보내기 서연' }).click();
  await expect(composer(guest.page)).toBeVisible();
  await say(host.page, '어서 와요');
  await sees(guest.page, '어서 와요');
  await expect(guest.page.getByText('문 열기 전 이야기')).toHaveCount(0);
  await sees(host.page, '문 열기 전 이야기');
});
