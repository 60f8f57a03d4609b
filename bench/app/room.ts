/** A room of 100,000 messages: opening it beside a small one, scrolling it beside a plain list. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cleanUp } from '../../e2e/support/launch';
import type { Scenario } from '../lib/report';
import { createRandom, madeUp } from '../load/messages';
import { onAllCores, openBare } from './electron';
import { type Figure, sampleOf, single, tableOf } from './figures';
import { joinAll } from './flood';
import { droppedShare, endPage, type PageTimes, watchPage } from './probe';
import { connectTalkers, joinStage, openRoom, pour, startStage, type Talker } from './stage';

const MESSAGES = 100_000;
const SMALL = 60;
const TALKERS = 4;
/** In each frame: as fast as one can still read something. */
const SCROLL_PX = 60;
const BARE_LINES = 2_000;

/** Scrolls the tallest list of the page up for so long, from its end; back from its beginning. */
async function scroll(page: Page, seconds: number): Promise<PageTimes> {
  await page.evaluate((step) => {
    const tallest = [...document.querySelectorAll<HTMLElement>('div, ul')]
      .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY))
      .sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
    if (!tallest) throw new Error('nothing can be scrolled');
    tallest.scrollTop = tallest.scrollHeight;
    const state = { on: true };
    Object.assign(window, { scrolling: state });
    let way = -step;
    const frame = () => {
      if (!state.on) return;
      const before = tallest.scrollTop;
      tallest.scrollTop = before + way;
      if (tallest.scrollTop === before) way = -way;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }, SCROLL_PX);
  await watchPage(page);
  await page.waitForTimeout(seconds * 1000);
  const times = await endPage(page);
  await page.evaluate(() => {
    (window as unknown as { scrolling: { on: boolean } }).scrolling.on = false;
  });
  return times;
}

const openFigures = (big: Openings, small: Openings): Figure[] => {
  const figure = (what: string, of: keyof Openings): Figure => ({
    what,
    unit: 'ms',
    ours: sampleOf(big[of]),
    beside: { name: `a room of ${SMALL}`, ...sampleOf(small[of]) },
    goal: { p: 'p50', most: 150 },
  });
  return [
    figure('opening it, for the first time since the app was started', 'first'),
    figure('opening it again', 'again'),
  ];
};

interface Openings {
  first: number[];
  again: number[];
}

const scrollFigures = (ours: PageTimes, bare: PageTimes): Figure[] => {
  const name = `a plain list of ${BARE_LINES}`;
  const times = (what: string, of: keyof PageTimes): Figure => ({
    what,
    unit: 'ms',
    ours: sampleOf(ours[of]),
    beside: { name, ...sampleOf(bare[of]) },
  });
  return [
    times('scrolling: from frame to frame', 'frames'),
    { ...times('scrolling: work of a frame', 'work'), goal: { p: 'p95', most: 16 } },
    {
      what: 'scrolling: frames left out',
      unit: '%',
      ours: single(droppedShare(ours.frames)),
      beside: { name, ...single(droppedShare(bare.frames)) },
    },
  ];
};

export const roomScenario: Scenario = {
  name: 'app-room',
  about: `opening a room of ${MESSAGES} messages, and scrolling it`,
  async run({ quick, machine, say }) {
    onAllCores(machine);
    const count = quick ? 2_000 : MESSAGES;
    const [firsts, agains, seconds] = quick ? [2, 3, 3] : [8, 20, 15];
    const base = mkdtempSync(path.join(os.tmpdir(), 'sarangbang-bench-'));
    const stage = await startStage();
    const talkers: Talker[] = [];
    try {
      await connectTalkers(stage.port, TALKERS, talkers);
      const [first] = talkers as [Talker];
      say(`filling a room with ${count} messages`);
      const archive = await first.create('Archive');
      const small = await first.create('Small');
      const random = createRandom(7);
      await joinEvery(talkers, [archive, small]);
      await pour(talkers, count, () => madeUp(random), archive);
      await pour(talkers, SMALL, () => madeUp(random), small);
      await first.post('the newest of all', archive);
      await first.post('the newest of few', small);
      await first.post('the lobby');
      const running = await joinStage(stage);
      const { page } = running;
      await joinAll(running, ['Archive', 'Small']);

      const big: Openings = { first: [], again: [] };
      const few: Openings = { first: [], again: [] };
      say('opening it');
      for (let i = 0; i < firsts; i += 1) {
        await page.reload();
        await page.getByRole('button', { name: /^Archive/ }).waitFor();
        await openRoom(page, 'lobby', 'the lobby');
        few.first.push(await openRoom(page, 'Small', 'the newest of few'));
        big.first.push(await openRoom(page, 'Archive', 'the newest of all'));
      }
      for (let i = 0; i < agains; i += 1) {
        few.again.push(await openRoom(page, 'Small', 'the newest of few'));
        big.again.push(await openRoom(page, 'Archive', 'the newest of all'));
      }
      say(`scrolling it, ${seconds} s, and a plain list as long`);
      const bare = await openBare(path.join(base, 'bare'), { BENCH_LINES: String(BARE_LINES) });
      const ours = await scroll(page, seconds);
      const theirs = await scroll(bare.page, seconds);
      await bare.close();
      await running.close();
      return [
        tableOf(`A room of ${count} messages`, [
          ...openFigures(big, few),
          ...scrollFigures(ours, theirs),
        ]),
      ];
    } finally {
      for (const talker of talkers) talker.close();
      await cleanUp();
      await stage.stop();
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

const joinEvery = async (talkers: readonly Talker[], rooms: readonly string[]): Promise<void> => {
  for (const talker of talkers) for (const room of rooms) await talker.join(room);
};
