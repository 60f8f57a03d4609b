/** A long room: opens at its newest line, and nothing moves while older ones arrive. */
import { expect, test } from '@playwright/test';
import { formatInvite } from '../protocol/invite';
import { startServer } from '../server/server';
import { cleanUp, dataFolder, launch } from './support/launch';
import { everybodyLeaves, person } from './support/people';
import { composer, join, sees, texts } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const MESSAGES = 1500;
/** Rows are placed on whole device pixels. */
const TOLERANCE_PX = 2;
const WHEEL_STEPS = 120;

test('1,500 messages: older pages come in above without moving what is read', async () => {
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    dataDir: await dataFolder(),
    name: 'Archive',
    rateLimit: false,
  });
  try {
    const { port, fingerprint } = server.facts;
    const link = formatInvite({ hosts: [{ host: '127.0.0.1', port }], fingerprint });
    const writer = await person(link, 'Writer');
    for (let i = 1; i < MESSAGES; i += 1) {
      await writer.client.post('lobby', `line ${i} ${'a line of some length '.repeat(i % 7)}`);
      if (i % 200 === 0) await writer.say(`checkpoint ${i}`);
    }
    await writer.say('the newest line');

    const { page } = await launch();
    await join(page, link, 'Reader');
    await sees(page, 'the newest line');
    await expect(composer(page)).toBeVisible();

    await page.getByRole('list', { name: 'Messages' }).hover();
    let worst = 0;
    for (let i = 0; i < WHEEL_STEPS; i += 1) {
      await page.mouse.wheel(0, -300);
      // two frames for the wheel, then whatever arrives afterwards may not move anything
      const moved = await page.evaluate(async () => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        for (let n = 0; n < 4; n += 1) await frame();
        const rows = [...document.querySelectorAll<HTMLElement>('li[data-kind="message"]')];
        const seen = rows.find((row) => row.getBoundingClientRect().top > innerHeight / 3);
        const before = seen?.getBoundingClientRect().top ?? 0;
        for (let n = 0; n < 6; n += 1) await frame();
        return seen?.isConnected ? Math.abs(seen.getBoundingClientRect().top - before) : 0;
      });
      worst = Math.max(worst, moved);
    }
    const numbers = (await texts(page)).map((text) => Number(/^line (\d+)/.exec(text)?.[1]));
    // far enough up that several pages were fetched
    expect(Math.min(...numbers.filter(Number.isFinite))).toBeLessThan(MESSAGES - 300);
    expect(worst).toBeLessThanOrEqual(TOLERANCE_PX);

    await page.getByRole('button', { name: /^Jump to latest/ }).click();
    await sees(page, 'the newest line');
  } finally {
    await server.stop();
  }
});
