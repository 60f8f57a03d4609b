/** What a person does who has no mouse, and what one hears who has no screen. */
import { expect, type Locator, type Page } from '@playwright/test';
import { messages } from './talk';

const STEPS_MAX = 60;

const hasFocus = (target: Locator): Promise<boolean> =>
  target.first().evaluate((element) => element === document.activeElement);

/** Presses Tab, or Shift+Tab, until this has the focus. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(target.first()).toBeVisible();
  for (let i = 0; i < STEPS_MAX; i += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${target}`);
}

/** Presses ArrowDown until this line of the open menu is the one that Enter takes. */
export async function walkTo(page: Page, item: Locator): Promise<void> {
  await expect(item).toBeVisible();
  const at = () => page.evaluate(() => document.activeElement?.textContent);
  for (let i = 0; i < STEPS_MAX && !(await hasFocus(item)); i += 1) {
    const before = await at();
    await page.keyboard.press('ArrowDown');
    await expect.poll(at).not.toBe(before);
  }
}

/** The newest line that says this itself; what it quotes does not count. */
export const line = (page: Page, text: string): Locator =>
  messages(page)
    .filter({ has: page.locator('[data-selectable]', { hasText: text }) })
    .last();

/** To the line that says this: one Tab stop leads to the list, arrows lead through it. */
export async function toLine(page: Page, text: string) {
  await tabTo(page, page.locator('li[data-index][tabindex="0"]'), 'Shift+Tab');
  await page.keyboard.press('End');
  await expect(page.locator('li[data-index]').last()).toBeFocused();
  const at = () => page.locator('li:focus').getAttribute('data-index');
  for (let i = 0; i < STEPS_MAX && !(await hasFocus(line(page, text))); i += 1) {
    const before = await at();
    await page.keyboard.press('ArrowUp');
    await expect.poll(at).not.toBe(before);
  }
}

/** The focus is on something in the window that can be used, and is marked as for the keyboard. */
export const keepsFocus = (page: Page, after: string): Promise<void> =>
  expect
    .poll(
      () =>
        page.evaluate(() => {
          const at = document.activeElement;
          if (!at || at === document.body) return 'nowhere';
          const what = at.outerHTML.slice(0, 160);
          const { top, bottom, left, right, width } = at.getBoundingClientRect();
          const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
          if (width === 0 || !inside) return `outside of the window: ${what}`;
          if (at.closest('[inert], [aria-hidden="true"]')) return `put away: ${what}`;
          return at.matches(':focus-visible') ? 'seen' : `unseen: ${what}`;
        }),
      { message: `the focus, after ${after}` },
    )
    .toBe('seen');

/** From now on all that live regions give to a screen reader is kept. */
export const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const live = '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]';
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes) {
        const at = target instanceof Element ? target : target.parentElement;
        if (!at?.closest(live)) continue;
        for (const node of addedNodes) if (node.textContent) heard.push(node.textContent);
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

export const heard = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
