/**
 * What the app would have shown outside its window: notifications, badge and tray are recorded in
 * its main process (electron/told/recorder.ts), as the system's own cannot be pressed from outside.
 */
import type { ElectronApplication } from '@playwright/test';

/** Goes into the environment of the app. */
export const RECORD = { SARANGBANG_RECORD_TOLD: '1' };

interface Recorded {
  notes: { title: string; body: string; open: boolean; on: { click(): void } }[];
  badge: { count: number; dot: boolean };
  tray: { icon: string; tip: string; labels: string[] } | null;
  chimes: number;
  idle: number;
  focused: boolean | null;
  look(): void;
}
type Holder = { sarangbangTold: Recorded };

/** Notifications on the screen, as `title | body`. */
export const notes = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() =>
    (globalThis as unknown as Holder).sarangbangTold.notes
      .filter(({ open }) => open)
      .map(({ title, body }) => `${title} | ${body}`),
  );

export const badge = (app: ElectronApplication): Promise<{ count: number; dot: boolean }> =>
  app.evaluate(() => (globalThis as unknown as Holder).sarangbangTold.badge);

export const tray = (app: ElectronApplication): Promise<Recorded['tray']> =>
  app.evaluate(() => (globalThis as unknown as Holder).sarangbangTold.tray);

export const chimes = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => (globalThis as unknown as Holder).sarangbangTold.chimes);

/** Presses the newest notification. */
export const pressNote = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => (globalThis as unknown as Holder).sarangbangTold.notes.at(-1)?.on.click());

/** The window gains or loses the focus: the test's display has nobody to give it to. */
export const setFocus = (app: ElectronApplication, focused: boolean): Promise<void> =>
  app.evaluate(({ BrowserWindow }, now) => {
    (globalThis as unknown as Holder).sarangbangTold.focused = now;
    BrowserWindow.getAllWindows()[0]?.emit(now ? 'focus' : 'blur');
  }, focused);

/** Nobody has touched key or mouse for so many seconds. */
export const setIdle = (app: ElectronApplication, seconds: number): Promise<void> =>
  app.evaluate((_electron, now) => {
    const told = (globalThis as unknown as Holder).sarangbangTold;
    told.idle = now;
    told.look();
  }, seconds);
