/** A lesson: the host turns it on, a hand goes up in a terminal, and everybody is asked to look. */
import { expect, test } from '@playwright/test';
import { cleanUp, launch } from './support/launch';
import { hostRoom, messages, say } from './support/talk';

test.afterEach(cleanUp);

test('the host makes the room a classroom, raises a hand by command, and asks all to look', async () => {
  const { page } = await launch();
  await hostRoom(page);
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
});
