/** Where the window was, kept over restarts. */
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { openJsonFile } from './json-file';

export const DEFAULT_SIZE = { width: 1240, height: 780 } as const;
export const MIN_SIZE = { width: 720, height: 480 } as const;
/** Moving and resizing tell dozens of times a second; saved when it has been quiet for this long, in ms. */
const SAVE_AFTER_MS = 500;
/** How much of the window must lie on some display to put it there again, in px. */
const VISIBLE = 100;

export const rectangle = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});

const schema = z.object({
  bounds: rectangle.nullable().catch(null).default(null),
  maximized: z.boolean().catch(false).default(false),
});

export interface Size {
  readonly width: number;
  readonly height: number;
}
export type Bounds = { width: number; height: number; x?: number; y?: number };

/** The saved place, or the default size in the middle when that place is on no display any more. */
export const fitBounds = (
  saved: Rectangle | null,
  displays: readonly Rectangle[],
  first: Size = DEFAULT_SIZE,
  least: Size = MIN_SIZE,
): Bounds => {
  if (!saved) return { ...first };
  const size = {
    width: Math.max(saved.width, least.width),
    height: Math.max(saved.height, least.height),
  };
  const seen = displays.some(
    (area) =>
      Math.min(saved.x + size.width, area.x + area.width) - Math.max(saved.x, area.x) >= VISIBLE &&
      saved.y >= area.y &&
      saved.y <= area.y + area.height - VISIBLE,
  );
  return seen ? { ...size, x: saved.x, y: saved.y } : size;
};

/** Calls `save` once a window that was moved or resized has come to rest. */
export const whenMoved = (window: BrowserWindow, save: () => void): void => {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!window.isDestroyed()) save();
    }, SAVE_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
};

export interface WindowState {
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
  /** Remembers where the window is. */
  follow(window: BrowserWindow): void;
}

export const openWindowState = (folder: string): WindowState => {
  const file = openJsonFile({
    folder,
    name: 'window',
    parse: (raw) => schema.parse(raw),
    onBroken: () => {},
  });
  return {
    get bounds() {
      return file.value.bounds;
    },
    get maximized() {
      return file.value.maximized;
    },
    follow(window) {
      const save = () => {
        const now = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
        if (JSON.stringify(now) !== JSON.stringify(file.value)) file.write(now);
      };
      whenMoved(window, save);
      window.on('close', save);
      window.on('hide', save);
    },
  };
};
