/** What a person does in the app, by role and by word. */
import { expect, type Locator, type Page } from '@playwright/test';

/** The address others would use is this machine's; tests stay on loopback. */
export const onLoopback = (link: string, port?: number): string =>
  link
    .replace(
      /^sarangbang:\/\/(\[[^\]]+\]|[^:/]+):(\d+)/,
      (_, __, p) => `sarangbang://127.0.0.1:${port ?? p}`,
    )
    .replace(/&a=[^&]*/g, '');

export const portOf = (link: string): number => Number(/:(\d+)\//.exec(link)?.[1]);

/** Opens a room from the welcome screen and goes to it. Resolves to the invite link. */
export async function hostRoom(page: Page, clicks?: { count: number }): Promise<string> {
  const click = async (target: Locator) => {
    await target.click();
    if (clicks) clicks.count += 1;
  };
  await click(page.getByRole('button', { name: /^(Host a room|방 열기)$/ }));
  const sheet = page.getByRole('dialog');
  const link = await sheet.getByText(/^sarangbang:\/\//).textContent();
  await click(sheet.getByRole('button', { name: /^(Start chatting|대화 시작)$/ }));
  await expect(composer(page)).toBeVisible();
  return onLoopback(link ?? '');
}

/** Pastes a link (or anything else) into the welcome screen and joins. */
export async function join(page: Page, pasted: string, name: string): Promise<void> {
  await page.getByRole('textbox', { name: /^(My name|내 이름)/ }).fill(name);
  const field = page.getByRole('textbox', { name: /invite link or address|초대 링크나 주소/ });
  await field.fill(pasted);
  await field.press('Enter');
}

export const composer = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^(Write|Message)|쓰기|쓰세요|메시지|쪽지/ });

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** The messages on screen, oldest first. */
export const messages = (page: Page): Locator => page.locator('li[data-kind="message"]');

/** The texts of the messages on screen. */
export const texts = (page: Page): Promise<string[]> =>
  page.locator('li[data-kind="message"] [data-selectable]').allInnerTexts();

export async function sees(page: Page, text: string): Promise<void> {
  await expect(messages(page).filter({ hasText: text }).first()).toBeVisible();
}
