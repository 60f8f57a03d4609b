/**
 * The whole tour with a keyboard alone: after each step something that can be seen has the focus.
 * Also what is read out, what the accessibility tree is made of, and what the system asks for:
 * contrast, less motion, its own menu of a text field.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { heard, keepsFocus, line, listen, tabTo, toLine, walkTo } from './support/keyboard';
import { cleanUp, dataFolder, launch, resize } from './support/launch';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { bringsTheSystemsMenu, changesTextSize, honoursTheSystem } from './support/system';
import { composer, messages, onLoopback, sees } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const LARGE = { width: 1240, height: 780 };
const SMALL = { width: 720, height: 480 };

test('the whole tour by keyboard', async () => {
  test.setTimeout(150_000);
  const { app, page } = await launch({ language: 'en', size: LARGE });
  page.setDefaultTimeout(10_000);
  const button = (name: RegExp | string) => page.getByRole('button', { name });
  const press = (key: string) => page.keyboard.press(key);
  const type = (text: string) => page.keyboard.type(text);
  const keeps = (after: string) => keepsFocus(page, after);
  const roomIs = (name: string) =>
    expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  let link = '';
  await test.step('my name, a room of my own, and its link', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await tabTo(page, page.getByRole('textbox', { name: 'My name' }));
    await press('Control+a');
    await type('Minsu');
    await keeps('the name');
    await tabTo(page, button('Host a room'));
    await press('Enter');
    const invite = page.getByRole('dialog');
    await tabTo(page, invite.getByRole('button', { name: 'Copy: Invite link' }));
    await keeps('Tab to the link');
    await press('Enter');
    const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(copied).toMatch(/sarangbang:\/\//);
    link = onLoopback(/sarangbang:\S+/.exec(await copied())?.[0] ?? '');
    await tabTo(page, invite.getByRole('button', { name: 'Start chatting' }));
    await press('Enter');
    await expect(composer(page)).toBeFocused();
    await keeps('the room');
  });

  const other = await person(link, 'Jihoon');
  await other.client.submit({ verb: 'create', name: 'design' });
  await test.step('what is read out', async () => {
    await type('hello all');
    await press('Enter');
    await sees(page, 'hello all');
    await keeps('a message');
    await listen(page);
    await other.client.submit({ verb: 'typing', room: 'lobby', on: true });
    await expect(page.getByText('Jihoon is typing…')).toBeVisible();
    await other.say('which **typeface**?');
    await other.say('and which colour?');
    await sees(page, 'and which colour?');
    const said = async () => (await heard(page)).filter((text) => /which/.test(text));
    await expect.poll(said).toEqual(['Jihoon: which typeface?', 'Jihoon: and which colour?']);
    // neither that somebody types, nor when it was said, nor one's own words
    expect((await heard(page)).filter((text) => /typing|\d:\d\d|hello/.test(text))).toEqual([]);
  });

  await test.step('reply, react, edit', async () => {
    await toLine(page, 'which typeface?');
    await keeps('Tab to the messages');
    await press('r');
    await expect(composer(page)).toBeFocused();
    await type('the same one');
    await press('Enter');
    await sees(page, 'the same one');
    await keeps('a reply');

    await toLine(page, 'and which colour?');
    await press('+');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await keeps('the picker');
    await type('rocket');
    await expect(page.getByRole('gridcell', { name: 'rocket' })).toBeVisible();
    await press('ArrowDown');
    await press('Enter');
    const about = line(page, 'and which colour?');
    await expect(about.getByRole('button', { name: / 1: You$/ })).toBeVisible();
    await expect(about).toBeFocused();
    await keeps('a reaction');

    await tabTo(page, composer(page));
    await press('ArrowUp');
    await expect(composer(page)).toHaveValue('the same one');
    await press('End');
    await type(' as before');
    await press('Enter');
    await sees(page, 'the same one as before');
    await expect(composer(page)).toBeFocused();
    await keeps('an edit');
  });

  await test.step('the menu of a line, pin, delete', async () => {
    await toLine(page, 'which typeface?');
    await press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    await keeps('a menu');
    await press('Escape');
    await expect(line(page, 'which typeface?')).toBeFocused();
    await press('p');
    const pinned = page.getByRole('region', { name: 'Pinned message' });
    await expect(pinned).toBeVisible();
    await keeps('pinning');
    await tabTo(page, pinned.getByRole('button', { name: '1 pinned message' }), 'Shift+Tab');
    await press('Enter');
    await tabTo(page, button('Unpin'));
    await press('Enter');
    await expect(pinned).toHaveCount(0);
    // what had the focus is gone
    await expect(composer(page)).toBeFocused();
    await keeps('the last pin');

    await type('a slip');
    await press('Enter');
    await sees(page, 'a slip');
    await toLine(page, 'a slip');
    await press('Delete');
    const ask = page.getByRole('alertdialog');
    await expect(ask).toBeVisible();
    await keeps('the question whether to delete');
    await tabTo(page, ask.getByRole('button', { name: 'Delete' }));
    await press('Enter');
    await expect(ask).toHaveCount(0);
    await expect(messages(page).filter({ hasText: 'a slip' })).toHaveCount(0);
    await keeps('deleting');
  });

  await test.step('forward', async () => {
    await toLine(page, 'and which colour?');
    await press('f');
    const sheet = page.getByRole('dialog', { name: 'Forward message' });
    await expect(sheet.getByRole('combobox')).toBeFocused();
    await keeps('forwarding');
    await type('jih');
    await expect(sheet.getByRole('option', { name: /Jihoon/ })).toBeVisible();
    await press('Enter');
    await expect(sheet.getByRole('textbox')).toBeFocused();
    await keeps('choosing where to');
    await press('Enter');
    await expect(sheet).toHaveCount(0);
    await keeps('a message forwarded');
  });

  await test.step('find, jump and back', async () => {
    await pressMenu(app, 'CmdOrCtrl+F');
    const find = page.getByRole('search').getByRole('combobox');
    await expect(find).toBeFocused();
    await type('typef');
    await expect(page.locator('[data-hit]')).toHaveCount(1);
    await press('ArrowDown');
    await press('Enter');
    await expect(line(page, 'which typeface?')).toBeFocused();
    await keeps('a jump');
    await pressMenu(app, 'Alt+Left');
    await keeps('going back');
    await pressMenu(app, 'CmdOrCtrl+F');
    await expect(find).toBeFocused();
    await press('Escape');
    await expect(page.getByRole('search')).toHaveCount(0);
    await expect(composer(page)).toBeFocused();
    await keeps('finding');
  });

  await test.step('rooms', async () => {
    await pressMenu(app, 'CmdOrCtrl+N');
    const sheet = page.getByRole('dialog', { name: 'New room' });
    await expect(sheet.getByRole('textbox', { name: 'Room name' })).toBeFocused();
    await type('plans');
    await press('Enter');
    await roomIs('plans');
    await expect(sheet).toHaveCount(0);
    await keeps('a room made');
    await pressMenu(app, 'CmdOrCtrl+K');
    const switcher = page.getByRole('dialog');
    await expect(switcher.getByRole('combobox')).toBeFocused();
    await type('des');
    await expect(page.getByRole('option', { name: /design/ }).first()).toBeVisible();
    await press('Enter');
    await roomIs('design');
    await expect(composer(page)).toBeFocused();
    await keeps('another room');
    for (const name of ['lobby', 'plans', 'design', 'plans', 'lobby']) {
      const heading = page.getByRole('heading', { level: 1 });
      const before = (await heading.textContent()) ?? '';
      await pressMenu(app, name === 'design' ? 'Alt+Up' : 'Alt+Down');
      await expect(heading).not.toHaveText(before);
      await expect(composer(page)).toBeFocused();
    }

    const rooms = page.getByRole('navigation', { name: 'Minsu’s room' });
    const lobby = rooms.getByRole('button', { name: 'lobby' });
    await tabTo(page, lobby);
    await keeps('Tab to the rooms');
    await press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    await keeps('the menu of a room');
    await press('Escape');
    await expect(lobby).toBeFocused();
    await press('Control+Shift+ArrowDown');
    await expect(rooms.getByText('lobby is now number')).toBeAttached();
    await expect(lobby).toBeFocused();
    await keeps('moving a room');
    await press('Enter');
    await roomIs('lobby');
  });

  await test.step('settings, the sheet of the host, files', async () => {
    await pressMenu(app, 'CmdOrCtrl+,');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await tabTo(page, settings.getByRole('tab', { name: 'General' }));
    await press('ArrowDown');
    await expect(settings.getByRole('tab', { name: 'Appearance' })).toBeFocused();
    await keeps('a page of the settings');
    await tabTo(page, settings.getByRole('radio', { name: '100%' }));
    await press('ArrowRight');
    await expect(page.locator('html')).toHaveAttribute('data-text-size', '115');
    await keeps('a setting');
    await press('Escape');
    await expect(settings).toHaveCount(0);
    await keeps('the settings');

    await tabTo(page, button('Manage'));
    await press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Your room' });
    await tabTo(page, sheet.getByRole('tab', { name: 'Overview' }));
    await press('ArrowDown');
    await expect(sheet.getByRole('tab', { name: 'People' })).toBeFocused();
    await keeps('a page of the sheet');
    await press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(button('Manage')).toBeFocused();

    const file = path.join(await dataFolder(), 'notes.txt');
    await writeFile(file, 'one line\n');
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, file);
    await tabTo(page, button('Attach files'));
    await press('Enter');
    const send = page.getByRole('dialog', { name: 'Send 1 file' });
    await expect(send).toBeVisible();
    await keeps('a file to send');
    await press('Escape');
    await expect(send).toHaveCount(0);
    await keeps('a file not sent');
  });

  await test.step('somebody', async () => {
    const members = page.getByRole('complementary', { name: 'Members' });
    const jihoon = members.getByRole('button', { name: /^Jihoon/ });
    const card = page.getByRole('dialog', { name: 'About Jihoon' });
    await tabTo(page, jihoon);
    await press('Enter');
    await expect(card).toBeVisible();
    await keeps('the card of somebody');
    await tabTo(page, card.getByRole('button', { name: 'Block for me' }));
    await press('Enter');
    await expect(card).toHaveCount(0);
    await expect(jihoon).toBeFocused();
    await keeps('blocking');
    await press('Enter');
    await tabTo(page, card.getByRole('button', { name: 'Unblock' }));
    await press('Enter');
    await expect(card.getByRole('button', { name: 'Block for me' })).toBeVisible();
    await keeps('unblocking');
    await tabTo(page, card.getByRole('button', { name: 'Mute…' }));
    await press('Enter');
    const mute = page.getByRole('dialog', { name: 'Mute Jihoon?' });
    await expect(mute).toBeVisible();
    await keeps('the question whether to mute');
    await tabTo(page, mute.getByRole('button', { name: 'Mute', exact: true }));
    await press('Enter');
    await expect(mute).toHaveCount(0);
    await keeps('muting');
    await press('Escape');
    await keeps('Esc');
    await press('Shift+Escape');
    await keeps('Shift+Esc');
  });

  await test.step('the trees of list, rooms and composer', async () => {
    await expect(page.getByRole('list', { name: 'Messages', exact: true })).toMatchAriaSnapshot(`
      - list "Messages":
        - listitem:
          - heading /Today/ [level=2]
        - listitem:
          - paragraph: Minsu and Jihoon joined
        - 'listitem "Minsu: hello all"':
          - button "Minsu"
          - time: /\\d+:\\d+/
          - paragraph: hello all
        - 'listitem "Jihoon: which typeface?"':
          - button "Jihoon"
        - 'listitem "Jihoon: and which colour?, 1 reaction"':
          - list "Reactions"
        - 'listitem "Minsu: Reply to Jihoon, the same one as before, edited"':
          - 'button "Reply to Jihoon: which typeface?"'
    `);
    await expect(page.getByRole('navigation', { name: 'Minsu’s room' })).toMatchAriaSnapshot(`
      - navigation "Minsu’s room":
        - heading "Minsu’s room" [level=2]
        - region "Hosted on this computer"
        - heading "Rooms" [level=3]
        - list "Rooms":
          - listitem:
            - button "design"
          - listitem:
            - button "lobby"
          - listitem:
            - button "plans"
        - status: lobby is now number 2 of 3
        - heading "Direct messages" [level=3]
        - 'button "Me: Minsu"'
    `);
    await expect(page.getByRole('main')).toMatchAriaSnapshot(`
      - main:
        - heading "lobby" [level=1]
        - list "Messages"
        - log
        - button "Attach files"
        - 'textbox "Message #lobby"'
        - button "Emoji"
        - button "Send" [disabled]
    `);
  });

  await test.step('what the system asks for, and brings', async () => {
    await tabTo(page, composer(page));
    await bringsTheSystemsMenu(app, page);
    await changesTextSize(app, page, ['130', '115', '100', '115', '100']);
    await honoursTheSystem(app, page);
  });

  await test.step('a window of its own', async () => {
    await tabTo(page, button('Room menu'));
    await press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await keeps('the menu of the room');
    const opening = app.waitForEvent('window');
    await walkTo(page, page.getByRole('menuitem', { name: /^Open in/ }));
    await press('Enter');
    const own = await opening;
    await tabTo(own, composer(own));
    await own.keyboard.type('from here');
    await own.keyboard.press('Enter');
    await sees(own, 'from here');
    await keepsFocus(own, 'a message in its own window');
    await toLine(own, 'hello all');
    await keepsFocus(own, 'its messages');
    await own.keyboard.press('Escape');
    await keepsFocus(own, 'Esc in it');
    const closed = own.waitForEvent('close');
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().includes('room='))
        ?.close(),
    );
    await closed;
    await keeps('its end');
  });

  await test.step('lists that slide over the pane', async () => {
    await resize(app, SMALL);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(SMALL.width);
    const show = button('Show the room list');
    await tabTo(page, show);
    await press('Enter');
    const me = button(/^Me: Minsu/);
    await expect(button(/^lobby/)).toBeFocused();
    await keeps('the list of rooms');
    await tabTo(page, me);
    await press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await keeps('a menu over the list');
    await press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(me).toBeFocused();
    await press('Escape');
    await expect(me).toBeHidden();
    await expect(show).toBeFocused();
    await tabTo(page, button('Show members'));
    await press('Enter');
    const members = page.getByRole('complementary', { name: 'Members' });
    await expect(members.getByRole('button', { name: /^Minsu/ })).toBeFocused();
    await keeps('the members');
    await press('Escape');
    await expect(members).toBeHidden();
    await expect(button('Show members')).toBeFocused();
    await press('Enter');
    await expect(members.getByRole('button', { name: /^Minsu/ })).toBeFocused();
    await tabTo(page, composer(page), 'Shift+Tab');
    await expect(members).toBeHidden();
    await keeps('going on from the members');
  });

  await test.step('quit', async () => {
    const closed = app.waitForEvent('close');
    await pressMenu(app, 'CmdOrCtrl+Q');
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await keeps('asking to quit');
    await tabTo(page, button('Close the room'));
    await press('Enter');
    await closed;
  });
});
