/** Rooms beside the first one: unread, mentions, private ones, direct messages, two servers. */
import { expect, test } from '@playwright/test';
import { formatInvite } from '../protocol/invite';
import { startServer } from '../server/server';
import { cleanUp, dataFolder, launch } from './support/launch';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { composer, hostRoom, say, sees } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

test('unread and mentions are counted and cleared; topics, renames and private rooms work', async () => {
  const { page } = await launch();
  const link = await hostRoom(page);
  const other = await person(link, 'Seoyeon');
  const me = other.client.users().find((user) => user.role === 'host');
  const row = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
  const roomId = (name: string) =>
    other.client.rooms().find((room) => room.name === name)?.id ?? '';

  await say(page, '/create design');
  await expect(page.getByRole('heading', { name: 'design' })).toBeVisible();
  await expect.poll(() => roomId('design')).not.toBe('');
  const joined = await other.client.submit({ verb: 'join', room: 'design' });
  expect(joined.ok).toBe(true);
  await row('lobby').click();
  await other.say('just so you know', roomId('design'));
  await expect(row('design')).toHaveAccessibleName(/1 unread message/);
  await other.say(`@${me?.name} look at this`, roomId('design'));
  await expect(row('design')).toHaveAccessibleName(/1 message mentions you/);
  await row('design').click();
  await sees(page, 'look at this');
  await expect(page.getByText('New messages', { exact: true })).toBeVisible();
  // seen for a moment is read; the line stays for the whole visit
  await expect(row('design')).not.toHaveAccessibleName(/unread|mentions/);
  await expect(page.getByText('New messages', { exact: true })).toBeVisible();

  await say(page, '/topic Posters by five');
  await expect
    .poll(() => other.client.rooms().find((room) => room.name === 'design')?.topic)
    .toBe('Posters by five');
  await say(page, '/name Minsu the host');
  await expect
    .poll(() => other.client.users().some((user) => user.name === 'Minsu the host'))
    .toBe(true);

  // a room for invited people is not even seen by others
  await page.getByRole('button', { name: 'New room' }).click();
  const dialog = page.getByRole('dialog', { name: 'New room' });
  await dialog.getByRole('textbox', { name: 'Room name' }).fill('secret');
  await dialog.getByText('Invited people').click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'secret' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'secret' })).toHaveCount(1);
  expect(roomId('secret')).toBe('');
  await say(page, '/invite Seoyeon');
  await expect.poll(() => roomId('secret')).not.toBe('');
  expect((await other.client.submit({ verb: 'join', room: roomId('secret') })).ok).toBe(true);

  await say(page, '/leave');
  await expect(page.getByRole('heading', { name: 'lobby', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'secret' })).toHaveCount(0);
  await say(page, '/nonsense here');
  await expect(page.getByText('/nonsense: no such command. /help shows the list.')).toBeVisible();
  await expect(composer(page)).toHaveValue('/nonsense here');
});

test('a direct message reaches somebody who was away', async () => {
  const { page } = await launch();
  const link = await hostRoom(page);
  const other = await person(link, 'Jihoon');
  await say(page, '/msg Jihoon are you there?');
  await sees(page, 'are you there?');
  const direct = () => other.client.rooms().find((room) => room.kind === 'direct');
  await expect.poll(() => direct()?.id).toBeTruthy();
  other.client.disconnect();
  await say(page, 'see you later');
  await sees(page, 'see you later');
  other.client.connect();
  const read = async () => {
    const room = direct();
    const found = room && (await other.client.history(room.id, { limit: 50 }));
    return found?.events.flatMap((event) => (event.kind === 'posted' ? [event.text] : []));
  };
  await expect.poll(read).toEqual(['are you there?', 'see you later']);
  await other.say('back now', direct()?.id);
  await sees(page, 'back now');
});

test('several servers at once, each with its own rooms', async () => {
  const first = await startServer({
    host: '127.0.0.1',
    port: 0,
    dataDir: await dataFolder(),
    name: 'Office',
  });
  try {
    const { page, app } = await launch();
    await hostRoom(page);
    await pressMenu(app, 'CmdOrCtrl+Shift+K');
    const dialog = page.getByRole('dialog', { name: 'Connect to server' });
    const link = formatInvite({
      hosts: [{ host: '127.0.0.1', port: first.facts.port }],
      fingerprint: first.facts.fingerprint,
    });
    await dialog.getByRole('textbox').first().fill(link);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Office' })).toBeVisible();
    await say(page, 'hello office');
    await sees(page, 'hello office');
    const rail = page.getByRole('navigation', { name: 'Servers' });
    await expect(rail.getByRole('button')).toHaveCount(3);
  } finally {
    await first.stop();
  }
});
