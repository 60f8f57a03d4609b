/** Which Electron is measured, and with what it is started. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Machine } from '../lib/machine';

/** Pages and programs that are not bundled: they run in Electron. */
export const PAGES = path.resolve('bench/app/pages');
/** The neighbour: one window with the least in it. */
export const BARE = path.join(PAGES, 'bare');

/** The program; scripts/bench.mjs says where it is. */
export const electronProgram = (): string =>
  createRequire(path.resolve('package.json'))('electron') as string;

export const appArguments = (at: string, folder: string): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  at,
  `--user-data-dir=${folder}`,
  '--lang=en',
];

/** English, and not a word to the local network. */
export const quietEnv = (more: Record<string, string> = {}): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  LANG: 'en_US.UTF-8',
  LANGUAGE: 'en_US',
  LC_ALL: 'en_US.UTF-8',
  SARANGBANG_LAN_PORT: 'off',
  ...more,
});

/**
 * An app is several processes: they may use every core, as on anybody's desk. Where the system does
 * not pin processes to cores they do so anyway.
 */
export function onAllCores({ cores }: Machine): void {
  try {
    const all = `0-${cores - 1}`;
    execFileSync('taskset', ['-acp', all, String(process.pid)], { stdio: 'ignore' });
  } catch {
    // nothing was pinned either
  }
}

export interface Bare {
  app: ElectronApplication;
  page: Page;
  close(): Promise<void>;
}

/** The neighbour's window, driven like ours. */
export async function openBare(folder: string, env: Record<string, string> = {}): Promise<Bare> {
  const app = await _electron.launch({ args: appArguments(BARE, folder), env: quietEnv(env) });
  const page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return {
    app,
    page,
    close: async () => {
      const closed = app.waitForEvent('close');
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
      await closed;
    },
  };
}
