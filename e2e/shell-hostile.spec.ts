/**
 * Ten thousand hostile texts and names, seen in the real app: no script, no request, no call to the app,
 * nothing on the page that no text may make, and a window that can be used all the while.
 *
 *     SARANGBANG_HOSTILE=100000 SARANGBANG_SEED=random npm test -- e2e e2e/shell-hostile.spec.ts
 */
import { expect, type Page, test } from '@playwright/test';
import { formatInvite } from '../protocol/invite';
import { checkName } from '../protocol/names';
import { seedOf } from '../protocol/testing/property';
import { startServer } from '../server/server';
import { randomOf } from '../torture/lib/random';
import { fillRoom } from './support/filled';
import { hostileRoom } from './support/hostile/conversation';
import { hostileName } from './support/hostile/letters';
import { hostileText } from './support/hostile/texts';
import { watch } from './support/hostile/watch';
import { cleanUp, dataFolder, launch } from './support/launch';
import { everybodyLeaves, person } from './support/people';
import { composer, join, messages, say, sees } from './support/talk';
import { RECORD } from './support/told';

test.afterEach(async () => {
  await everybodyLeaves();
  await cleanUp();
});

const SEED = seedOf(process.env.SARANGBANG_SEED) ?? Math.floor(Math.random() * 2 ** 31);
const PAYLOADS = Number(process.env.SARANGBANG_HOSTILE ?? 10_000);
/** Of them, so many texts and names come while one looks on. */
const LIVE = 60;
/** A text of 4,000 characters that is nothing but marks is made of about as many elements. */
const ELEMENTS_MAX = 6_000;
/** ms that the window may stand still, on a machine that does much else. */
const STILL_MAX_MS = 5_000;
/** No page arrives for so long (ms) only where there is none. */
const NO_MORE_MS = 15_000;

/** What reading a room asks of the app, and no more. */
const READING = ['draft', 'drawn', 'history', 'looking', 'read', 'submit'];

/** Backwards through the room, so that each line is drawn. Resolves to how many were. */
const readAll = (page: Page, wanted: number) =>
  page.evaluate(
    async ([count, patience]) => {
      const list = document.querySelector('ul[aria-label="Messages"]');
      const scroller = list?.parentElement?.parentElement;
      const seen = () =>
        (window as unknown as { seenLines(): { drawn: number[] } }).seenLines().drawn.length;
      let had = 0;
      let since = performance.now();
      while (list && scroller && had < count && performance.now() - since < patience) {
        // The topmost line that exists, which has others above it, comes into view.
        const tops = [...list.children].map((line) => line.getBoundingClientRect().top);
        scroller.scrollTop += Math.min(...tops) - scroller.getBoundingClientRect().top - 4;
        for (let frames = 0; frames < 2; frames += 1)
          await new Promise((done) => requestAnimationFrame(done));
        const has = seen();
        if (has > had) since = performance.now();
        had = has;
      }
      return had;
    },
    [wanted, NO_MORE_MS] as const,
  );

test(`${PAYLOADS} hostile texts and names do nothing`, async () => {
  test.setTimeout(120_000 + PAYLOADS * 20);
  console.log(`seed ${SEED}`);
  const dataDir = await dataFolder();
  const room = hostileRoom(SEED, PAYLOADS, Date.now());
  await fillRoom(dataDir, room.drafts);
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    dataDir,
    name: 'Hostile',
    rateLimit: false,
  });
  try {
    const { port, fingerprint } = server.facts;
    const link = formatInvite({ hosts: [{ host: '127.0.0.1', port }], fingerprint });
    const { app, page } = await launch({ size: { width: 1200, height: 1100 }, env: RECORD });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const watching = await watch(app, page);
    await join(page, link, 'Reader');
    await expect(composer(page)).toBeVisible();
    await expect(messages(page).first()).toBeVisible();
    await watching.calls();

    const began = performance.now();
    expect(await readAll(page, room.messages.length)).toBe(room.messages.length);
    const took = performance.now() - began;

    // and as they come, with what the app says outside of its window
    await page.getByRole('button', { name: /^Jump to latest/ }).click();
    const random = randomOf(SEED, 'live');
    const mallory = await person(link, 'Mallory');
    for (let n = 0; n < LIVE; n += 1) {
      const name = hostileName(random);
      const named = await mallory.client.submit({ verb: 'nick', name });
      if (named.ok) expect(checkName(name), JSON.stringify(name)).toMatchObject({ ok: true });
      void mallory.client.post('lobby', hostileText(random));
    }
    await mallory.say('that was all');
    await sees(page, 'that was all');

    const seen = await watching.seen();
    console.log(
      `${room.payloads + 2 * LIVE} payloads, ${seen.drawn.length} messages read in ${Math.round(took)} ms; at most ${seen.elements} elements in a line; still for ${Math.round(seen.longest)} ms at most, ${seen.long} times more than 50`,
    );
    expect(seen).toMatchObject({ strange: [], links: [], refused: [] });
    expect(seen.elements).toBeLessThan(ELEMENTS_MAX);
    expect(seen.longest).toBeLessThan(STILL_MAX_MS);
    expect(watching.events).toEqual([]);
    expect(READING).toEqual(expect.arrayContaining(await watching.calls()));
    await say(page, 'still here');
    await sees(page, 'still here');
    await watching.calls();

    // whoever looks for what did not happen has to see it when it does
    await page.evaluate(() => {
      const line = document.querySelector('li[data-kind="message"] p');
      const image = document.createElement('img');
      image.src = 'https://127.0.0.1:1/x.png';
      line?.append(image);
      line?.setAttribute('contenteditable', '');
      document.body.append(document.createElement('iframe'));
      const { sarangbang } = window as unknown as {
        sarangbang: { call(name: string, input: unknown): Promise<unknown> };
      };
      void sarangbang.call('copy', { text: '' });
      setTimeout(() => alert('planted'));
    });
    await expect
      .poll(() => watching.events.map((event) => event.split(' ')[0]))
      .toEqual(expect.arrayContaining(['dialog', 'console', 'frame']));
    await expect
      .poll(async () => (await watching.seen()).strange.sort())
      .toEqual(['img', 'img[src]', 'p[contenteditable]']);
    expect((await watching.seen()).refused).toContain('img-src https://127.0.0.1:1/x.png');
    expect(await watching.calls()).toContain('copy');
  } finally {
    await server.stop();
  }
});
