/** A long room: opens at its newest line, and nothing moves while older ones arrive. */
import { expect, type Page, test } from '@playwright/test';
import { formatInvite } from '../protocol/invite';
import { TIMELINE_MAX_EVENTS } from '../protocol/limits';
import { startServer } from '../server/server';
import { fillLobby } from './support/filled';
import { cleanUp, dataFolder, launch } from './support/launch';
import { everybodyLeaves } from './support/people';
import { composer, join, sees } from './support/talk';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const MESSAGES = 10_000;
const EVERY_MS = 20_000;
/** Rows are placed on whole device pixels. */
const TOLERANCE_PX = 2;
/** First calmly, so that lines stay on screen from frame to frame; then in leaps. */
const CALM_STEPS = 60;
const CALM_PX = 220;
const LEAP_PX = 4_000;

interface Watched {
  frames: number;
  /** Farthest that a line moved against its neighbours, and against the way one scrolls, in px. */
  apart: number;
  against: number;
  /** How far lines moved in all. */
  travelled: number;
  /** The most lines that existed at a time. */
  rows: number;
}

/**
 * From now on every frame is looked at, after it was painted: where is each line that was there in
 * the one before? (What is measured on the way to a frame is seen by nobody.)
 */
const watch = (page: Page) =>
  page.evaluate(() => {
    const seen: Watched = { frames: 0, apart: 0, against: 0, travelled: 0, rows: 0 };
    let before = new Map<Element, number>();
    const look = () => {
      const now = new Map<Element, number>();
      const list = document.querySelector('ul[aria-label="Messages"]');
      const frame = list?.parentElement?.parentElement?.getBoundingClientRect();
      for (const row of list?.children ?? []) {
        const { top, bottom } = row.getBoundingClientRect();
        if (frame && bottom > frame.top && top < frame.bottom) now.set(row, top);
      }
      const moves = [...now].flatMap(([row, top]) => {
        const was = before.get(row);
        return was === undefined ? [] : [top - was];
      });
      if (moves.length > 0) {
        seen.frames += 1;
        seen.apart = Math.max(seen.apart, Math.max(...moves) - Math.min(...moves));
        seen.against = Math.max(seen.against, -Math.min(...moves));
        seen.travelled += Math.min(...moves);
      }
      seen.rows = Math.max(seen.rows, list?.children.length ?? 0);
      before = now;
      next();
    };
    const painted = new MessageChannel();
    painted.port1.onmessage = look;
    const next = () => requestAnimationFrame(() => painted.port2.postMessage(null));
    next();
    (window as unknown as { watched: Watched }).watched = seen;
  });

const frames = (page: Page, count: number) =>
  page.evaluate(async (left) => {
    for (let n = 0; n < left; n += 1) await new Promise((done) => requestAnimationFrame(done));
  }, count);

const watched = (page: Page) =>
  page.evaluate(() => (window as unknown as { watched: Watched }).watched);

/** The lowest number of a line on screen. */
const topmost = (page: Page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('li[data-kind="message"]')];
    return Math.min(...rows.map((row) => Number(row.dataset.seq)));
  });

test('10,000 messages backwards: no line moves in any frame, and memory stays bounded', async () => {
  test.setTimeout(150_000);
  const dataDir = await dataFolder();
  const start = Date.now() - MESSAGES * EVERY_MS;
  await fillLobby(
    dataDir,
    Array.from({ length: MESSAGES }, (_, i) => ({
      text: `line ${i + 1} ${'a line of some length '.repeat(i % 7)}`,
      ts: start + i * EVERY_MS,
      by: i % 5 < 3 ? 'a' : 'b',
    })),
  );
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    dataDir,
    name: 'Archive',
    rateLimit: false,
  });
  try {
    const { port, fingerprint } = server.facts;
    const link = formatInvite({ hosts: [{ host: '127.0.0.1', port }], fingerprint });
    const { page } = await launch();
    await join(page, link, 'Reader');
    await sees(page, `line ${MESSAGES} `);
    await expect(composer(page)).toBeVisible();

    await page.getByRole('list', { name: 'Messages' }).hover();
    await watch(page);
    const began = performance.now();
    let stuck = 0;
    for (let at = MESSAGES, step = 0; at > 1 && stuck < 200; step += 1) {
      await page.mouse.wheel(0, step < CALM_STEPS ? -CALM_PX : -LEAP_PX);
      await frames(page, step < CALM_STEPS ? 2 : 3);
      const now = await topmost(page);
      stuck = now < at ? 0 : stuck + 1;
      at = now;
    }
    const took = performance.now() - began;
    const seen = await watched(page);
    const { apart, against, travelled, rows } = seen;
    console.log(
      `10,000 lines in ${Math.round(took)} ms, ${seen.frames} frames; apart ${apart.toFixed(2)} px, against ${against.toFixed(2)} px, travelled ${Math.round(travelled)} px, at most ${rows} rows`,
    );
    expect(await topmost(page)).toBe(1);
    expect(seen.frames).toBeGreaterThan(200);
    // what one scrolled calmly is what lines moved
    expect(travelled).toBeGreaterThan(CALM_STEPS * CALM_PX * 0.9);
    expect(apart).toBeLessThanOrEqual(TOLERANCE_PX);
    expect(against).toBeLessThanOrEqual(TOLERANCE_PX);
    expect(rows).toBeLessThan(200);

    // the window has let the end go, and finds it again
    expect(TIMELINE_MAX_EVENTS).toBeLessThan(MESSAGES);
    await page.getByRole('button', { name: /^Jump to latest/ }).click();
    await sees(page, `line ${MESSAGES} `);
  } finally {
    await server.stop();
  }
});
