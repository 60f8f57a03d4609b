/** A lesson: the host turns it on, a hand goes up in a terminal, and everybody is asked to look. */
import { expect, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { everybodyLeaves, person } from './support/people';
import { composer, hostRoom, messages, say } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

test('the host makes the room a classroom, raises a hand by command, and asks all to look', async () => {
  const { page } = await launch();
  const link = await hostRoom(page);
  await say(page, '/hand');
  await expect(page.getByText('You are not allowed to do that')).toBeVisible();
  await page.getByRole('textbox', { name: /^Message/ }).fill('');

  await page.getByRole('button', { name: 'Room menu' }).click();
  await page.getByRole('menuitem', { name: 'Room settings' }).click();
  await page.getByRole('switch', { name: 'Classroom' }).click();
  await page.keyboard.press('Escape');
  const lesson = page.getByRole('region', { name: 'Classroom' });
  await expect(lesson).toContainText('No hands are up');

  await say(page, '/hand');
  await expect(lesson.getByRole('listitem')).toHaveCount(1);
  await say(page, '/hand');
  await expect(lesson).toContainText('No hands are up');

  await say(page, 'page 42');
  await messages(page).filter({ hasText: 'page 42' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Everyone look here' }).click();
  await expect(page.getByText(/asked everybody to look/)).toBeVisible();

  // who is called away from a reply finds it again
  const helper = await person(link, 'Helper');
  const made = await helper.client.submit({ verb: 'create', name: 'lab' });
  const lab = made.ok ? (made.result as { room: { id: string } }).room.id : '';
  await helper.client.submit({ verb: 'rules', room: lab, classroom: true });
  await say(page, '/join lab');
  await expect(page.getByRole('heading', { level: 1, name: 'lab' })).toBeVisible();
  await page.getByRole('button', { name: /^lobby/ }).click();
  await messages(page).filter({ hasText: 'page 42' }).focus();
  await page.keyboard.press('r');
  await composer(page).fill('half an answer');
  await helper.client.submit({ verb: 'look', room: lab });
  await expect(page.getByRole('heading', { level: 1, name: 'lab' })).toBeVisible();
  await expect(composer(page)).toHaveValue('');
  await page.getByRole('button', { name: /^lobby/ }).click();
  await expect(composer(page)).toHaveValue('half an answer');
  await expect(page.getByText(/^Replying to/)).toBeVisible();
});
