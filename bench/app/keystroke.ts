/**
 * From Enter in one window to the frame in which another window shows the text, beside two bare
 * windows that are joined by a socket and do nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { cleanUp, launch } from '../../e2e/support/launch';
import { composer, hostRoom, join } from '../../e2e/support/talk';
import type { Scenario } from '../lib/report';
import { onAllCores, openBare } from './electron';
import { sampleOf, tableOf } from './figures';

type Seen = { seenAt: Map<string, number> };
type Pressed = { pressedAt: number };

/** From now on the page notes when which word of ours was drawn. */
const watchWords = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seenAt = new Map<string, number>();
    const channel = new MessageChannel();
    let fresh: string[] = [];
    channel.port1.onmessage = () => {
      for (const word of fresh) seenAt.set(word, performance.timeOrigin + performance.now());
      fresh = [];
    };
    Object.assign(window, { seenAt });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          for (const [word] of node.textContent?.matchAll(/bench-\d+-end/g) ?? [])
            if (!seenAt.has(word) && !fresh.includes(word)) fresh.push(word);
      // Comes after the frame that draws them.
      if (fresh.length > 0) requestAnimationFrame(() => channel.port2.postMessage(0));
    }).observe(document.body, { childList: true, subtree: true });
  });

/** ms from Enter in `field` to the word being drawn in `there`. */
async function strike(field: Locator, there: Page, word: string): Promise<number> {
  const here = field.page();
  await field.fill(word);
  await here.evaluate(() => {
    const note = (event: KeyboardEvent) => {
      if (event.key === 'Enter')
        Object.assign(window, { pressedAt: performance.timeOrigin + performance.now() });
    };
    window.addEventListener('keydown', note, { capture: true, once: true });
  });
  await field.press('Enter');
  await there.waitForFunction((text) => (window as unknown as Seen).seenAt.has(text), word);
  const pressed = await here.evaluate(() => (window as unknown as Pressed).pressedAt);
  const seen = await there.evaluate((text) => (window as unknown as Seen).seenAt.get(text), word);
  return (seen as number) - pressed;
}

const portOf = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => (globalThis as unknown as { benchPort: number }).benchPort);

export const keystrokeScenario: Scenario = {
  name: 'app-keystroke',
  about: 'from Enter in one window to the text in another',
  async run({ quick, machine, say }) {
    onAllCores(machine);
    const [rounds, each] = quick ? [2, 5] : [5, 60];
    const base = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
    const ours: number[] = [];
    const bare: number[] = [];
    say(`${rounds * each} times Enter in two apps, and as often in two bare windows`);
    try {
      const host = await launch();
      const link = await hostRoom(host.page);
      const guest = await launch();
      await join(guest.page, link, 'Guest');
      await composer(guest.page).waitFor();
      const listening = await openBare(path.join(base, 'a'), { BENCH_LISTEN: '0' });
      const port = await portOf(listening.app);
      const dialling = await openBare(path.join(base, 'b'), { BENCH_DIAL: String(port) });
      await watchWords(guest.page);
      await watchWords(listening.page);
      const field = dialling.page.getByLabel('Text');
      let n = 0;
      for (let round = 0; round < rounds; round += 1) {
        for (let i = 0; i < each; i += 1, n += 1)
          ours.push(await strike(composer(host.page), guest.page, `bench-${n}-end`));
        for (let i = 0; i < each; i += 1, n += 1)
          bare.push(await strike(field, listening.page, `bench-${n}-end`));
      }
      await dialling.close();
      await listening.close();
      await guest.close();
      await host.close();
    } finally {
      await cleanUp();
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    }
    const beside = { name: 'two bare windows', ...sampleOf(bare) };
    const what = 'Enter to the text in another window';
    const one = { what, unit: 'ms' as const, ours: sampleOf(ours), beside };
    return [
      tableOf('A keystroke to another window', [
        { ...one, goal: { p: 'p50', most: 30 } },
        { ...one, what: `${what}, slowest in a hundred`, goal: { p: 'p99', most: 60 } },
      ]),
    ];
  },
};
