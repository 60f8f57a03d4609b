/** What must not work, and what is said instead. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { cleanUp, FIRST_PORT, launch } from './support/launch';
import { composer, hostRoom, join, portOf, say, sees } from './support/talk';

test.afterEach(cleanUp);

const OTHER_KEY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

test('a server that contradicts its invite is refused, without an override', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  const guest = await launch();
  await join(guest.page, link.replace(/k=[\w-]{43}/, `k=${OTHER_KEY}`), 'Careful');
  await expect(
    guest.page.getByText('This server doesn’t match your invite. We didn’t connect.'),
  ).toBeVisible();
  await expect(
    guest.page.getByRole('button', { name: /trust|anyway|connect anyway/i }),
  ).toHaveCount(0);
  await expect(composer(guest.page)).toHaveCount(0);
});

test('an address without a key shows the words first, and the same ones as the host', async () => {
  const host = await launch();
  const link = await hostRoom(host.page);
  const guest = await launch();
  await join(guest.page, `127.0.0.1:${portOf(link)}`, 'First');
  await expect(guest.page.getByText(/First visit/)).toBeVisible();
  await guest.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(composer(guest.page)).toBeVisible();
});

test('a taken port is left alone: the next free one is used, and said', async () => {
  const other = createServer().listen(FIRST_PORT, '0.0.0.0');
  const taken = await Promise.race([
    once(other, 'listening').then(() => true),
    once(other, 'error').then(() => true),
  ]);
  expect(taken).toBe(true);
  try {
    const host = await launch();
    await host.page.getByRole('button', { name: 'Host a room' }).click();
    await expect(
      host.page.getByText(new RegExp(`Port ${FIRST_PORT} was busy, so this room uses \\d+\\.`)),
    ).toBeVisible();
    await host.page.getByRole('button', { name: 'Start chatting' }).click();
    await say(host.page, 'open all the same');
    await sees(host.page, 'open all the same');
  } finally {
    other.close();
  }
});

test('no room there, nothing understood, nobody lost', async () => {
  const { page } = await launch();
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as { port: number };
  silent.close();
  await join(page, 'what is this?', 'Nobody');
  await expect(
    page.getByText('That doesn’t look like an address or invite link. Try 192.168.0.24:7878.'),
  ).toBeVisible();
  await join(page, `127.0.0.1:${port}`, 'Nobody');
  await expect(page.getByText('That computer answered, but no room is open there.')).toBeVisible();
});

test('a name that belongs to somebody is refused kindly, and another one is offered', async () => {
  const host = await launch();
  await host.page.getByRole('textbox', { name: /^My name/ }).fill('지훈');
  const link = await hostRoom(host.page);
  const guest = await launch();
  await join(guest.page, link, '지훈');
  await expect(
    guest.page.getByText('Someone here is already called 지훈. How about 지훈2?'),
  ).toBeVisible();
  await guest.page.getByRole('button', { name: 'Use 지훈2' }).click();
  await expect(composer(guest.page)).toBeVisible();
  await say(guest.page, 'hello');
  await sees(host.page, 'hello');
});

test('a password is asked for; a wrong one is said, a right one lets in', async () => {
  const host = await launch();
  await host.page.getByRole('button', { name: 'More options' }).click();
  await host.page.getByLabel('Password', { exact: true }).fill('등대지기');
  const link = await hostRoom(host.page);
  const guest = await launch();
  await join(guest.page, link, 'Knock');
  const field = guest.page.getByLabel('Password', { exact: true });
  await field.fill('wrong');
  await field.press('Enter');
  await expect(guest.page.getByText('That password isn’t right.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('등대지기');
  await field.press('Enter');
  await expect(composer(guest.page)).toBeVisible();
});
