/** A room in a window of its own: the same conversation, the same walls, nothing of the rest. */
import { expect, type Page, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { composer, hostRoom, messages, say, sees } from './support/talk';

test.afterEach(cleanUp);

interface Door {
  call(channel: string, input: unknown): Promise<{ ok: boolean; code?: string }>;
}

const openFromHeader = async (page: Page) => {
  await page.getByRole('button', { name: 'Room menu' }).click();
  await page.getByRole('menuitem', { name: 'Open in a new window' }).click();
};

test('a room in its own window talks along, leaves the rest to the main one, and is as confined', async () => {
  const { app, page } = await launch();
  await hostRoom(page);
  await say(page, 'before it opened');

  const opening = app.waitForEvent('window');
  await openFromHeader(page);
  const own = await opening;
  await sees(own, 'before it opened');
  await expect(own.getByRole('button', { name: 'Show the room list' })).toHaveCount(0);
  await expect(own.getByRole('region', { name: 'Rooms and direct messages' })).toHaveCount(0);

  await say(own, 'from the small window');
  await sees(page, 'from the small window');
  await say(page, 'from the large one');
  await sees(own, 'from the large one');
  await expect(messages(own)).toHaveCount(3);

  // asked for again, it is the same window
  await page.getByRole('button', { name: 'Lobby' }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in a new window' }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
  const count = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(await count()).toBe(2);

  // text size is one for all windows
  const size = (of: Page) => of.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  const before = await size(own);
  await app.evaluate(({ Menu }) => {
    const view = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    view?.find(({ accelerator }) => accelerator === 'CmdOrCtrl+=')?.click();
  });
  await expect.poll(() => size(own)).not.toBe(before);
  expect(await size(page)).toBe(await size(own));

  // what it has no place for happens in the main window
  await own.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Find messages' })).toBeVisible();

  // as confined as the main window
  const found = await own.evaluate(async () => {
    const { call } = (window as unknown as { sarangbang: Door }).sarangbang;
    return {
      globals: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      opened: window.open('https://example.com/') !== null,
      node: (await call('no-such-channel', undefined)).code,
      nowhere: (await call('room.window', { server: 'x', room: 'lobby' })).ok,
      knocking: (await call('main.show', { choice: 'format-disk' })).code,
    };
  });
  expect(found).toEqual({
    globals: [],
    opened: false,
    node: 'bad-input',
    nowhere: false,
    knocking: 'bad-input',
  });
  expect(await count()).toBe(2);

  if (process.env.SHOTS) await own.screenshot({ path: `${process.env.SHOTS}/own-window.png` });

  // as from a keyboard: what the driver presses does not pass the window
  const closed = own.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL().includes('room='))
      ?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'W', modifiers: ['control'] }),
  );
  await closed;
  await expect.poll(count).toBe(1);
  await expect(composer(page)).toBeVisible();
});
