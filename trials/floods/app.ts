/**
 * A flood against somebody who hosts in the app: whether their window still obeys them. A bundle of
 * its own, because nobody else needs what drives a browser.
 */
import { cleanUp, launch, type RunningApp } from '../../e2e/support/launch';
import { composer, hostRoom, messages, portOf } from '../../e2e/support/talk';
import { LOBBY } from '../../protocol/ids';
import type { Flood } from './flood';
import { type Delays, delaysOf, Pair } from './pair';

/** A person who types: a letter this often, for as long as the flood lasts. */
const TYPE_EVERY_MS = 250;

/** What is said when it is over, and how long (ms) it may take until the window shows it. */
const OVER = 'the flood is over';
const OVER_WITHIN_MS = 20_000;

export interface FloodedApp {
  readonly told: string;
  /** Two others, in a room of their own. */
  readonly talk: Delays;
  /** ms by which timers of the app's main process were late. */
  readonly main: Lateness;
  /** The window: ms by which its timers were late, and between two of its frames. */
  readonly window: Lateness;
  readonly frames: Lateness;
  /** From a key that is pressed to the frame that shows what it did. */
  readonly keys: Delays;
  /** Messages that the host's window shows. */
  readonly shown: number;
}

export interface Lateness {
  readonly p99: number;
  readonly worst: number;
}

/** Rejects when the room dies, or when those who behave are refused. */
export async function withFloodedApp(
  flood: Flood,
  { seconds, scale }: { seconds: number; scale: number },
): Promise<FloodedApp> {
  try {
    const running = await launch({ size: { width: 1200, height: 800 }, witness: false });
    const port = portOf(await hostRoom(running.page));
    const pair = await Pair.meet({ port });
    const going = await flood.begin({ port }, scale);
    const looked = await look(running);
    const flooding = going.flood(seconds);
    const typing = type(running, flooding);
    const talk = await pair.talk(flooding.catch(() => {}));
    const told = await flooding;
    await typing;
    const seen = await looked();
    going.end();
    // whoever sits there was at the end all the time, and still is
    await pair.say(OVER, LOBBY);
    await messages(running.page).filter({ hasText: OVER }).waitFor({ timeout: OVER_WITHIN_MS });
    pair.part();
    await running.close();
    return { told, talk, ...seen };
  } finally {
    await cleanUp();
  }
}

/** Types into the host's composer until `over`. Fails when a letter does not arrive. */
async function type({ page }: RunningApp, over: Promise<unknown>): Promise<void> {
  let flooded = true;
  void over
    .catch(() => {})
    .finally(() => {
      flooded = false;
    });
  const field = composer(page);
  await field.focus();
  let typed = '';
  while (flooded) {
    await page.keyboard.press('a');
    typed += 'a';
    await page.waitForTimeout(TYPE_EVERY_MS);
  }
  const there = await field.inputValue();
  if (there !== typed) throw new Error(`${typed.length} letters typed, ${there.length} arrived`);
}

interface Looking {
  late: number[];
  frames: number[];
  keys: number[];
}

/** Begins to look at both processes; what is returned ends it. */
async function look({ app, page }: RunningApp) {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 2 });
    delay.enable();
    Object.assign(globalThis, { delay });
  });
  await page.evaluate(() => {
    const looking: Looking = { late: [], frames: [], keys: [] };
    Object.assign(globalThis, { looking });
    const everyMs = 5;
    let due = performance.now() + everyMs;
    setInterval(() => {
      looking.late.push(Math.max(0, performance.now() - due));
      due = performance.now() + everyMs;
    }, everyMs);
    let last = performance.now();
    const frame = (now: number) => {
      looking.frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) {
        if (name === 'keydown') looking.keys.push(duration);
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  return async (): Promise<Pick<FloodedApp, 'main' | 'window' | 'frames' | 'keys' | 'shown'>> => {
    const main = await app.evaluate(() => {
      const { delay } = globalThis as unknown as {
        delay: { percentile(p: number): number; max: number };
      };
      const ms = (ns: number) => Math.max(0, ns / 1e6 - 2);
      return { p99: ms(delay.percentile(99)), worst: ms(delay.max) };
    });
    const { late, frames, keys } = await page.evaluate(
      () => (globalThis as unknown as { looking: Looking }).looking,
    );
    const shown = await page.locator('li[data-kind="message"]').count();
    return { main, window: delaysOf(late), frames: delaysOf(frames), keys: delaysOf(keys), shown };
  };
}
