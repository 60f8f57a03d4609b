/** The app as a good citizen: the side list as one likes it, who fits in, hands in a lesson, what plays. */
import { expect, type Page, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { pressMenu } from './support/menu';
import { everybodyLeaves, person } from './support/people';
import { composer, hostRoom, messages, say } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const list = (page: Page, name: string) => page.getByRole('list', { name, exact: true });
/** The rooms of a section, from the top. */
const order = (page: Page, section: string): Promise<string[]> =>
  list(page, section)
    .getByRole('listitem')
    .evaluateAll((rows) =>
      rows.map((row) => /lobby|cook|design|lunch/.exec(row.textContent ?? '')?.[0] ?? ''),
    );
const row = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) });

test('rooms lie in the order they were dragged to, favourites above them, also after a restart', async () => {
  const first = await launch();
  const { page } = first;
  await hostRoom(page);
  for (const name of ['cook', 'design', 'lunch']) {
    await say(page, `/create ${name}`);
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
  await expect.poll(() => order(page, 'Rooms')).toEqual(['lobby', 'cook', 'design', 'lunch']);

  await list(page, 'Rooms')
    .getByRole('listitem')
    .filter({ hasText: 'lunch' })
    .dragTo(list(page, 'Rooms').getByRole('listitem').filter({ hasText: 'cook' }), {
      targetPosition: { x: 60, y: 4 },
    });
  await expect.poll(() => order(page, 'Rooms')).toEqual(['lobby', 'lunch', 'cook', 'design']);
  await row(page, 'design').press('Control+Shift+ArrowUp');
  await expect.poll(() => order(page, 'Rooms')).toEqual(['lobby', 'lunch', 'design', 'cook']);
  await expect(page.getByRole('status').filter({ hasText: /design.*3.*4/ })).toBeAttached();
  await row(page, 'cook').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to favourites' }).click();
  await expect.poll(() => order(page, 'Favourites')).toEqual(['cook']);

  await first.close();
  const again = await launch({ userData: first.userData });
  await expect.poll(() => order(again.page, 'Favourites')).toEqual(['cook']);
  await expect.poll(() => order(again.page, 'Rooms')).toEqual(['lobby', 'lunch', 'design']);
});

test('a full house, hands in order, and what everybody is asked to look at', async () => {
  const { app, page } = await launch();
  const link = await hostRoom(page);
  const minsu = await person(link, '민수');
  await minsu.client.submit({ verb: 'create', name: '디자인' });

  await test.step('a room is found by its first letters', async () => {
    await pressMenu(app, 'CmdOrCtrl+K');
    await expect(page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('ㄷㅈㅇ');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: '디자인' })).toBeVisible();
    await row(page, 'lobby').click();
  });

  const sheet = page.getByRole('dialog', { name: 'Your room' });
  const door = async () => {
    await page.getByRole('button', { name: 'Manage', exact: true }).click();
    await sheet.getByRole('tab', { name: /^Door/ }).click();
  };
  await test.step('a full house: who comes waits, and comes in when a place is free', async () => {
    await door();
    await sheet.getByRole('textbox', { name: /People at most/ }).fill('2');
    await page.keyboard.press('Enter');
    const coming = person(link, '서연');
    await expect(sheet.getByText('1 person is waiting.')).toBeVisible();
    await minsu.leave();
    const seoyeon = await coming;
    expect(seoyeon.client.status.state).toBe('online');
    await sheet.getByRole('textbox', { name: /People at most/ }).fill('');
    await page.keyboard.press('Enter');
    await seoyeon.leave();
  });
  await test.step('a locked house says so', async () => {
    await sheet.getByRole('radio', { name: 'Stay out' }).click();
    await expect(person(link, '유나')).rejects.toThrow(/locked/);
    await sheet.getByRole('radio', { name: 'Come in' }).click();
    await page.keyboard.press('Escape');
  });

  await test.step('a lesson: hands go up in order, and all land where the host looks', async () => {
    const [jiho, yuna] = [await person(link, '지호'), await person(link, '유나')];
    await page.getByRole('button', { name: 'Room menu' }).click();
    await page.getByRole('menuitem', { name: 'Room settings' }).click();
    await page.getByRole('switch', { name: 'Classroom' }).click();
    await page.keyboard.press('Escape');
    for (const pupil of [yuna, jiho])
      await pupil.client.submit({ verb: 'hand', room: 'lobby', on: true });
    const lesson = page.getByRole('region', { name: 'Classroom' });
    await expect(lesson.getByRole('listitem')).toContainText([/유나/, /지호/]);
    await lesson.getByRole('button', { name: 'Lower 유나' }).click();
    await expect(lesson.getByRole('listitem')).toContainText([/지호/]);
    await expect(lesson.getByRole('listitem')).toHaveCount(1);

    // another one who keeps order asks as well, and this window follows
    const said = new Promise<number>((resolve) => {
      jiho.client.on('events', (events) => {
        for (const event of events)
          if (event.kind === 'posted' && event.text === 'exercise four') resolve(event.seq);
      });
    });
    await jiho.say('exercise four');
    await page.getByRole('complementary').getByRole('button', { name: /^지호/ }).click();
    await page.getByRole('button', { name: 'Make moderator' }).click();
    await page.keyboard.press('Escape');
    const role = () => jiho.client.users().find(({ name }) => name === '지호')?.role;
    await expect.poll(role).toBe('moderator');
    await row(page, '디자인').click();
    await expect(page.getByRole('heading', { name: '디자인' })).toBeVisible();
    await jiho.client.submit({ verb: 'look', room: 'lobby', target: await said });
    await expect(page.getByText('지호 asks everybody to look here.')).toBeVisible();
    await expect(messages(page).filter({ hasText: 'exercise four' })).toBeInViewport();
    await expect(composer(page)).toBeVisible();
  });
});
