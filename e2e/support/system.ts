/** What the system of a computer asks of an app, and what it brings: wishes, keys, menus, frames. */
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { pressMenu } from './menu';

/** A key as the window gets it from the system, so that the app's menu hears of it. */
const pressAsSystem = (app: ElectronApplication, [keyCode, ...modifiers]: readonly string[]) =>
  app.evaluate(
    ({ BrowserWindow }, input) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents;
      page?.focus();
      for (const type of ['keyDown', 'keyUp'] as const)
        page?.sendInputEvent({ type, ...input } as Electron.KeyboardInputEvent);
    },
    { keyCode, modifiers },
  );

/** What is on the page that would move, other than by fading. */
const moving = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element);
      const slides =
        /all|translate|transform|scale|width|height/.test(style.transitionProperty) &&
        style.transitionDuration !== '0s';
      const runs =
        style.animationName !== 'none' && Number.parseFloat(style.animationDuration) > 0.01;
      return slides || runs ? [element.outerHTML.slice(0, 120)] : [];
    }),
  );

/** With the focus in a text field: the menu key brings the system's own menu, in our words. */
export async function bringsTheSystemsMenu(app: ElectronApplication, page: Page) {
  await app.evaluate(({ Menu }) => {
    const popped: string[] = [];
    Object.assign(globalThis, { popped });
    Menu.prototype.popup = function () {
      for (const { visible, type: kind, label } of this.items)
        if (visible && kind !== 'separator') popped.push(label);
    };
  });
  await page.keyboard.press('Shift+F10');
  const popped = () => app.evaluate(() => (globalThis as unknown as { popped: string[] }).popped);
  await expect.poll(popped).toEqual(['Cut', 'Copy', 'Paste', 'Select all', 'Check spelling']);
}

/** Every key that changes the size of the text, and to which size each of them should lead, in %. */
export async function changesTextSize(
  app: ElectronApplication,
  page: Page,
  [shifted, minus, pad, equals, zero]: readonly [string, string, string, string, string],
) {
  for (const [keys, size] of [
    [['Plus', 'control', 'shift'], shifted],
    [['-', 'control'], minus],
    [['numsub', 'control'], pad],
    [['=', 'control'], equals],
    [['0', 'control'], zero],
  ] as const) {
    await pressAsSystem(app, keys);
    await expect(page.locator('html')).toHaveAttribute('data-text-size', size);
  }
}

/** More contrast, less motion, colours of the system's choice, and a window without a title bar. */
export async function honoursTheSystem(app: ElectronApplication, page: Page) {
  const html = page.locator('html');
  await page.emulateMedia({ contrast: 'more' });
  await expect(html).toHaveAttribute('data-contrast', 'more');
  await page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'reduce' });
  await expect(html).toHaveAttribute('data-contrast', 'normal');
  expect(await moving(page)).toEqual([]);

  await page.emulateMedia({ reducedMotion: 'no-preference', forcedColors: 'active' });
  await pressMenu(app, 'CmdOrCtrl+,');
  // grounds and shadows are not painted: lines say what is chosen, and where a sheet ends
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  await expect(sheet).toHaveCSS('border-top-style', 'solid');
  const chosen = sheet.getByRole('radio', { name: 'System' }).first();
  await expect(chosen).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.emulateMedia({ forcedColors: 'none' });

  // the strip by which the window is moved, and what is cut out of it
  const drags = (selector: string, part?: string) =>
    page.evaluate(
      ([at, pseudo]) =>
        getComputedStyle(document.querySelector(at) as Element, pseudo).getPropertyValue(
          '-webkit-app-region',
        ),
      [selector, part] as const,
    );
  expect(await drags('body', '::before')).toBe('drag');
  expect(await drags('header button')).toBe('no-drag');
}
