/** What is watched in a page and in the main process while something goes on. */
import type { ElectronApplication, Page } from '@playwright/test';
import { cpuOf, memoryOf } from '../lib/machine';

export interface PageTimes {
  /** From one frame to the next, ms. */
  frames: number[];
  /** From the beginning of a frame to its being handed over for drawing, ms. */
  work: number[];
  /** How late the page's event loop got to a timer, ms. */
  late: number[];
}

interface Recorder {
  end(): PageTimes;
}

const TICK_MS = 10;

/** From now on every frame of the page is noted. */
export const watchPage = (page: Page): Promise<void> =>
  page.evaluate((tick) => {
    const times: PageTimes = { frames: [], work: [], late: [] };
    let on = true;
    let last = 0;
    const channel = new MessageChannel();
    let began = 0;
    channel.port1.onmessage = () => times.work.push(performance.now() - began);
    const frame = (at: number) => {
      if (!on) return;
      if (last > 0) times.frames.push(at - last);
      last = at;
      began = at;
      // Comes after what this frame lays out and paints.
      channel.port2.postMessage(0);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    let due = performance.now() + tick;
    const late = () => {
      if (!on) return;
      const now = performance.now();
      times.late.push(Math.max(0, now - due));
      due = now + tick;
      setTimeout(late, tick);
    };
    setTimeout(late, tick);
    const recorder: Recorder = {
      end() {
        on = false;
        channel.port1.close();
        return times;
      },
    };
    Object.assign(window, { bench: recorder });
  }, TICK_MS);

export const endPage = (page: Page): Promise<PageTimes> =>
  page.evaluate(() => (window as unknown as { bench: Recorder }).bench.end());

/** A frame that took this long left out at least one other. */
const DROPPED_MS = 25;
const FRAME_MS = 1000 / 60;

/** Share of the frames that were due and did not come, %. */
export const droppedShare = (frames: readonly number[]): number => {
  const due = frames.reduce((sum, ms) => sum + Math.max(1, Math.round(ms / FRAME_MS)), 0);
  const missed = frames.reduce(
    (sum, ms) => sum + (ms > DROPPED_MS ? Math.round(ms / FRAME_MS) - 1 : 0),
    0,
  );
  return due > 0 ? (100 * missed) / due : Number.NaN;
};

interface LoopDelay {
  p50: number;
  p95: number;
  p99: number;
  most: number;
}

interface Histogram {
  enable(): void;
  disable(): void;
  percentile(share: number): number;
  max: number;
}

/** From now on the main process notes how late its event loop gets. */
export const watchMain = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    Object.assign(globalThis, { benchDelay: delay });
  });

/** In ms; a timer of 1 ms is never earlier than that. */
export const endMain = (app: ElectronApplication): Promise<LoopDelay> =>
  app.evaluate(() => {
    const delay = (globalThis as unknown as { benchDelay: Histogram }).benchDelay;
    delay.disable();
    const at = (share: number) => delay.percentile(share) / 1e6;
    return { p50: at(50), p95: at(95), p99: at(99), most: delay.max / 1e6 };
  });

export interface Processes {
  main: number;
  page: number;
}

export const processesOf = async (app: ElectronApplication): Promise<Processes> => ({
  main: app.process().pid as number,
  page: await app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  ),
});

/** Seconds of CPU and bytes of memory, of the main process and of the page's. */
export const usageOf = ({ main, page }: Processes) => ({
  main: { cpu: cpuOf(main), memory: memoryOf(main) },
  page: { cpu: cpuOf(page), memory: memoryOf(page) },
});

export interface Heaps {
  /** Bytes in use after everything that is not needed was thrown away. */
  page: number;
  main: number;
}

/** What is held after garbage was collected, in the page and in the main process. */
export async function heapsOf(app: ElectronApplication, page: Page): Promise<Heaps> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const main = await app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    collect();
    return process.memoryUsage().heapUsed;
  });
  return { page: usedSize, main };
}
