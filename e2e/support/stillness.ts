/** Whether what a person reads stays where it is while things load. */
import type { Page } from '@playwright/test';

interface Watch {
  /** Where each line was, frame by frame: its seq and its distance from the window's top, px. */
  readonly places: Map<string, number[]>;
  shift: number;
  stop(): void;
}

declare global {
  interface Window {
    watch?: Watch;
  }
}

/** Looks at every frame from now on: where each line on screen is, and what the browser counts as shifts. */
export const watchLines = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const places = new Map<string, number[]>();
    let on = true;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (window.watch) window.watch.shift += (entry as unknown as { value: number }).value;
    });
    observer.observe({ type: 'layout-shift' });
    window.watch = {
      ...{ places, shift: 0 },
      stop() {
        on = false;
        observer.disconnect();
      },
    };
    // Told after each frame was painted: what is put right before that is not seen by anybody.
    const painted = new MessageChannel();
    painted.port1.onmessage = () => {
      for (const line of document.querySelectorAll<HTMLElement>('main li[data-seq]')) {
        const { top, bottom } = line.getBoundingClientRect();
        if (bottom < 0 || top > innerHeight) continue;
        const room = document.querySelector('main h1')?.textContent ?? '';
        const key = `${room} ${line.dataset.seq}`;
        const seen = places.get(key) ?? [];
        if (seen.at(-1) !== Math.round(top)) seen.push(Math.round(top));
        places.set(key, seen);
      }
      if (on) requestAnimationFrame(() => painted.port2.postMessage(null));
    };
    requestAnimationFrame(() => painted.port2.postMessage(null));
  });

/** Ends the watch: lines that were seen at more than one place, and the browser's own sum of shifts. */
export const movedLines = (page: Page): Promise<{ moved: [string, number[]][]; shift: number }> =>
  page.evaluate(() => {
    const { watch } = window;
    watch?.stop();
    return {
      moved: [...(watch?.places ?? [])].filter(([, places]) => places.length > 1),
      shift: watch?.shift ?? 0,
    };
  });
