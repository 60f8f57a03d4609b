/** Whether what a person reads stays where it is while things load. */
import type { Page } from '@playwright/test';

interface Watch {
  /** Where each line was, frame by frame: its seq and its distance from the window's top, px. */
  readonly places: Map<string, number[]>;
  /** What the browser itself says has shifted in the pane. */
  readonly shifted: string[];
  stop(): void;
}

interface Shift {
  readonly sources: readonly { readonly node: Node | null }[];
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
      const pane = document.querySelector('main');
      for (const entry of list.getEntries() as unknown as Shift[])
        for (const { node } of entry.sources)
          if (node && pane?.contains(node)) window.watch?.shifted.push(node.textContent ?? '');
    });
    observer.observe({ type: 'layout-shift' });
    window.watch = {
      ...{ places, shifted: [] },
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

/** Ends the watch: lines that were seen at more than one place, and what the browser saw shifting. */
export const movedLines = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { watch } = window;
    watch?.stop();
    return [
      ...[...(watch?.places ?? [])]
        .filter(([, places]) => places.length > 1)
        .map(([line, places]) => `${line}: ${places.join(' → ')}`),
      ...(watch?.shifted ?? []),
    ];
  });
