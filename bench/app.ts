/** In the real app: launch to first window, and a keystroke's way into another window. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const LAUNCHES = 5;
const MESSAGES = 60;

const percentile = (values: number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] as number;
};

async function open(folder: string): Promise<{ app: ElectronApplication; page: Page; ms: number }> {
  const started = performance.now();
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      process.cwd(),
      `--user-data-dir=${folder}`,
      '--lang=en',
    ],
  });
  const page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return { app, page, ms: performance.now() - started };
}

const quit = async (app: ElectronApplication) => {
  const closed = app.waitForEvent('close');
  app.process().kill('SIGTERM');
  await closed;
};

export async function benchApp(): Promise<void> {
  const folders = Array.from({ length: 2 }, () =>
    mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-')),
  );
  const [hostFolder, guestFolder] = folders as [string, string];
  try {
    const launches: number[] = [];
    for (let i = 0; i < LAUNCHES; i += 1) {
      const { app, ms } = await open(hostFolder);
      launches.push(ms);
      await quit(app);
    }
    process.stdout.write(
      `\nLaunch to a usable first window (${LAUNCHES} times): p50 ${Math.round(percentile(launches, 0.5))} ms, worst ${Math.round(Math.max(...launches))} ms\n`,
    );
    await keystrokes(hostFolder, guestFolder);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** Both windows read the same clock: ms since 1970 with fractions. */
async function keystrokes(hostFolder: string, guestFolder: string): Promise<void> {
  const host = await open(hostFolder);
  await host.page.getByRole('button', { name: 'Host a room' }).click();
  const shown = await host.page
    .getByRole('dialog')
    .getByText(/^sarangbang:\/\//)
    .textContent();
  // the load stays on this machine
  const link = (shown ?? '')
    .replace(/\/\/[^/]+:(\d+)\//, '//127.0.0.1:$1/')
    .replace(/&a=[^&]*/g, '');
  await host.page.getByRole('button', { name: 'Start chatting' }).click();
  const guest = await open(guestFolder);
  await guest.page.getByLabel('My name').fill('Guest');
  await guest.page.getByRole('textbox', { name: /invite link or address/i }).fill(link);
  await guest.page.keyboard.press('Enter');
  await guest.page.getByRole('textbox', { name: /message/i }).waitFor();
  await guest.page.evaluate(() => {
    const seen = new Map<string, number>();
    Object.assign(window, { seenAt: seen });
    new MutationObserver(() => {
      const text = document.body.textContent ?? '';
      for (const [word] of text.matchAll(/bench-\d+-end/g)) {
        if (!seen.has(word)) seen.set(word, performance.timeOrigin + performance.now());
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  const composer = host.page.getByRole('textbox', { name: /message/i });
  const times: number[] = [];
  for (let i = 0; i < MESSAGES; i += 1) {
    const word = `bench-${i}-end`;
    await composer.fill(word);
    await host.page.evaluate(() => {
      const note = (event: KeyboardEvent) => {
        if (event.key === 'Enter')
          Object.assign(window, { pressedAt: performance.timeOrigin + performance.now() });
      };
      window.addEventListener('keydown', note, { capture: true, once: true });
    });
    await composer.press('Enter');
    await guest.page.waitForFunction(
      (text) => (window as unknown as { seenAt: Map<string, number> }).seenAt.has(text),
      word,
    );
    const pressed = await host.page.evaluate(
      () => (window as unknown as { pressedAt: number }).pressedAt,
    );
    const seen = await guest.page.evaluate(
      (text) => (window as unknown as { seenAt: Map<string, number> }).seenAt.get(text),
      word,
    );
    times.push((seen as number) - pressed);
  }
  process.stdout.write(
    `Enter in one window to visible in the other (${MESSAGES} times): p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms\n`,
  );
  await quit(guest.app);
  await quit(host.app);
}
