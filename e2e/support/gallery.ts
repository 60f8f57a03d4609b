/** The camera of `npm run screenshots`: each thing in both themes and both sizes of window. */
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { LocalFile } from '../../client/files/api';
import { dataFolder, type RunningApp } from './launch';
import { look } from './looks';
import type { Person } from './people';

export const LARGE = { width: 1240, height: 780 };
export const SMALL = { width: 720, height: 480 };

const SIZES = [
  [SMALL, '-small'],
  [LARGE, ''],
] as const;

export type Language = 'ko' | 'en';

/** Whether all pictures are wanted; in a test run only a few are, by their own specs. */
export const TAKING = Boolean(process.env.SARANGBANG_SCREENSHOTS);
/** The languages of specs that exist for their pictures alone. */
export const TAKEN: readonly Language[] = TAKING ? ['ko', 'en'] : [];

/** Makes one window's page that large, whichever of the app's windows it is. */
async function resizeTo({ app }: Pick<RunningApp, 'app'>, page: Page, size: typeof LARGE) {
  const window = await app.browserWindow(page);
  await window.evaluate((own, { width, height }) => {
    own.setMinimumSize(1, 1);
    own.setContentSize(width, height);
  }, size);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width);
}

interface ShotOptions {
  /** Done again after each change of size: what a pointer shows goes when things move. */
  again?: () => Promise<unknown>;
  page?: Page;
}

/** Takes pictures of one app. What fails does not keep the rest from being looked at. */
export function camera(running: RunningApp, language: Language) {
  const failed: string[] = [];
  const { page } = running;

  const inThemes = async (at: Page, name: string, suffix: string): Promise<void> => {
    for (const theme of ['dark', 'light'] as const) {
      await at.emulateMedia({ colorScheme: theme });
      await expect(at.locator('html')).toHaveAttribute('data-theme', theme);
      await look(at, `${name}-${language}-${theme}${suffix}`);
    }
  };

  /** What is on the screen now. */
  const shot = async (name: string, options: ShotOptions = {}): Promise<void> => {
    const { again, page: at = page } = options;
    for (const [size, suffix] of SIZES) {
      await resizeTo(running, at, size);
      await again?.();
      await inThemes(at, name, suffix);
    }
  };

  const away = async (): Promise<void> => {
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(overlays(page)).toHaveCount(0, { timeout: 1000 });
    }).toPass({ timeout: 6000 });
  };

  const step = (name: string, body: () => Promise<unknown>): Promise<void> =>
    test.step(name, async () => {
      try {
        await body();
      } catch (error) {
        failed.push(`${name}: ${String(error).split('\n').slice(0, 6).join(' ')}`);
        await page
          .screenshot({ path: `test-results/failed-${name.replace(/\W+/g, '-')}-${language}.png` })
          .catch(() => {});
        await resizeTo(running, page, LARGE).catch(() => {});
        await away().catch(() => {});
      }
    });

  /** Shows one thing over the screen, in each size anew, looks at it and puts it away again. */
  const screen = (name: string, show: () => Promise<unknown>) =>
    step(name, async () => {
      for (const [size, suffix] of SIZES) {
        await resizeTo(running, page, size);
        await show();
        await inThemes(page, name, suffix);
        await away();
      }
    });

  return {
    away,
    screen,
    shot,
    step,
    /** Call it last: tells what could not be shown. */
    done: () => expect(failed).toEqual([]),
  };
}

export const overlays = (page: Page): Locator =>
  page.locator('[role="dialog"], [role="alertdialog"], [role="menu"]');

/** What this reads in one of the two languages, from its beginning. */
export const said = (en: string, ko: string): RegExp => new RegExp(`^(?:${en}|${ko})`);

/** Pictures as people send them: drawn by the page itself, as files of this computer. */
export async function paintings(page: Page, words: readonly string[]): Promise<LocalFile[]> {
  const folder = await dataFolder();
  const painted = await page.evaluate(async (titles) => {
    const hues = [172, 38, 262, 12];
    return titles.map((title, i) => {
      const [width, height] = i % 2 === 0 ? [1200, 560] : [900, 1100];
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const ink = canvas.getContext('2d');
      if (!ink) return '';
      const hue = hues[i % hues.length] ?? 0;
      const sky = ink.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, `hsl(${hue} 45% 30%)`);
      sky.addColorStop(1, `hsl(${hue + 30} 55% 68%)`);
      ink.fillStyle = sky;
      ink.fillRect(0, 0, width, height);
      ink.fillStyle = `hsl(${hue + 20} 90% 88% / 0.9)`;
      ink.beginPath();
      ink.arc(width * 0.74, height * 0.32, height * 0.14, 0, 7);
      ink.fill();
      for (let hill = 0; hill < 3; hill += 1) {
        ink.fillStyle = `hsl(${hue + 8 * hill} 45% ${32 - hill * 9}%)`;
        ink.beginPath();
        ink.moveTo(0, height);
        for (let x = 0; x <= width; x += 10)
          ink.lineTo(
            x,
            height * (0.6 + hill * 0.12) + Math.sin(x / (150 - hill * 25) + i + hill * 2) * 50,
          );
        ink.lineTo(width, height);
        ink.fill();
      }
      ink.fillStyle = 'white';
      ink.font = '700 84px "Pretendard Variable", sans-serif';
      ink.fillText(title, 60, 150);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
  }, words);
  return painted.map((base64, i) => {
    const bytes = Buffer.from(base64, 'base64');
    const place = path.join(folder, `poster-${i + 1}.png`);
    writeFileSync(place, bytes);
    return {
      ...{ token: `paint-${i}`, path: place, own: false, name: `poster-${i + 1}.png` },
      ...{ modified: statSync(place).mtimeMs, size: bytes.length, type: 'image/png' },
      width: bytes.readUInt32BE(16),
      height: bytes.readUInt32BE(20),
    };
  });
}

/** Resolves when the files are in the room. */
export const sendsFiles = ({ client }: Person, files: readonly LocalFile[], text: string) =>
  new Promise<void>((resolve) => {
    const off = client.on('events', (events) => {
      if (!events.some((event) => event.kind === 'posted' && event.files)) return;
      off();
      resolve();
    });
    void client.files.send('lobby', files, text);
  });

/** Whether it is in the window: the side list and the members wait outside of a small one. */
export async function inSight(thing: Locator): Promise<boolean> {
  if ((await thing.count()) === 0) return false;
  // a list that is being put away slides out of the window, and takes no press any more
  if (await thing.evaluate((element) => element.closest('[inert]') !== null)) return false;
  const box = await thing.boundingBox();
  const width = await thing.page().evaluate(() => innerWidth);
  return box !== null && box.x >= 0 && box.x + box.width <= width && (await thing.isVisible());
}

/** A button of the side list, which lies behind a button in small windows. */
export async function pressInSide(
  page: Page,
  name: RegExp,
  mouse: 'left' | 'right' = 'left',
): Promise<void> {
  const wanted = page.getByRole('button', { name }).first();
  if (!(await inSight(wanted)))
    await page.getByRole('button', { name: /^(Show the room list|대화방 목록 보기)$/ }).click();
  await wanted.click({ button: mouse });
}
