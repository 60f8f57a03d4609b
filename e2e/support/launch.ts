/** Starts the real app with its own data folder, and looks at it from outside. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { keepEvidence, WITNESS, witnessed } from './evidence';

export const root = path.resolve(import.meta.dirname, '..', '..');

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Quits as a person would who confirms everything; the data folder stays. */
  close(): Promise<void>;
  /** Ends every process of the app at once, as a crash or a power switch would. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  userData?: string;
  language?: 'ko' | 'en';
  theme?: 'light' | 'dark';
  size?: { width: number; height: number };
  env?: Record<string, string>;
  args?: string[];
  /** False: what passes is not looked at, which takes time (witness.cjs). */
  witness?: boolean;
  /** UDP port on which rooms nearby are announced and heard; left out: none at all. */
  lan?: number;
}

/** Files that run side by side open their rooms far from each other's ports. */
export const FIRST_PORT = 7878 + 2000 * Number(process.env.TEST_PARALLEL_INDEX ?? 0);

const running = new Set<ElectronApplication>();
const folders = new Set<string>();

/** A fresh data folder, removed by `cleanUp`. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sarangbang-e2e-'));
  folders.add(folder);
  return folder;
}

/** Linux tells its language by the environment, the other systems by the switch. */
const languageEnv = ({ language = 'en' }: LaunchOptions): Record<string, string> => {
  const locale = language === 'ko' ? 'ko_KR' : 'en_US';
  return { LANG: `${locale}.UTF-8`, LANGUAGE: locale, LC_ALL: `${locale}.UTF-8` };
};

export async function launch(options: LaunchOptions = {}): Promise<RunningApp> {
  const userData = options.userData ?? (await dataFolder());
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.witness === false ? [] : ['--require', WITNESS]),
      root,
      `--user-data-dir=${userData}`,
      `--lang=${options.language ?? 'en'}`,
      ...(options.args ?? []),
    ],
    env: {
      ...(process.env as Record<string, string>),
      ...languageEnv(options),
      ...witnessed(),
      // tests that run at the same time, or a real app on this network, are not to be heard
      SARANGBANG_LAN_PORT: String(options.lan ?? 'off'),
      SARANGBANG_PORT: String(FIRST_PORT),
      ...options.env,
    },
    timeout: 30_000,
  });
  running.add(app);
  app.on('close', () => running.delete(app));
  const page = await app.firstWindow();
  if (options.theme) await page.emulateMedia({ colorScheme: options.theme });
  if (options.size) await resize(app, options.size);
  return {
    app,
    page,
    userData,
    close: async () => {
      if (!running.has(app)) return;
      const closed = app.waitForEvent('close');
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
      // with people in the room the app asks; a person who means it closes the room
      const really = page.getByRole('button', { name: /^(Close the room|방 닫기)$/ });
      await Promise.race([closed, really.click().catch(() => {})]);
      await closed;
    },
    kill: async () => {
      const closed = app.waitForEvent('close').catch(() => {});
      killTree(app.process().pid);
      await closed;
    },
  };
}

/** The size of the page itself, so that screenshots are the same on every system. */
export async function resize(app: ElectronApplication, size: { width: number; height: number }) {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.setContentSize(width, height);
  }, size);
}

import { readdirSync, readFileSync } from 'node:fs';

/** Process ids below `pid`, from /proc. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch {
      // it ended while we looked
    }
  }
  const found: number[] = [];
  const visit = (id: number) => {
    for (const child of children.get(id) ?? []) {
      found.push(child);
      visit(child);
    }
  };
  visit(pid);
  return found;
}

function killTree(pid: number | undefined) {
  if (!pid) return;
  for (const id of [...descendants(pid), pid]) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // already gone
    }
  }
}

/** Ends what a test left running and removes its folders. Call it in afterEach. */
export async function cleanUp(): Promise<void> {
  for (const app of [...running]) {
    const closed = app.waitForEvent('close').catch(() => {});
    killTree(app.process().pid);
    await closed;
  }
  running.clear();
  for (const folder of folders) keepEvidence(folder);
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.clear();
}
