/** What the page of every window may and may not do. */
import type { BrowserWindowConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { makePageWindow } from './page-window';

const made = vi.hoisted(() => [] as BrowserWindowConstructorOptions[]);
vi.mock('electron', () => ({
  nativeTheme: { shouldUseDarkColors: false },
  BrowserWindow: class {
    readonly webContents = { on: () => {} };
    constructor(options: BrowserWindowConstructorOptions) {
      made.push(options);
    }
  },
}));

test('a page is confined, and can have its words checked', () => {
  const log = { error: () => {} };
  const deps = { preload: '/preload.js', icon: '/icon.png', development: false, log };
  makePageWindow(deps as never, { width: 400 });
  expect(made[0]?.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
    // Without it no checker exists in the page, whatever the session says (electron/spelling.ts).
    spellcheck: true,
  });
  // What weakens a page is nowhere asked for.
  for (const weaker of [
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'enableBlinkFeatures',
    'disableBlinkFeatures',
  ])
    expect(made[0]?.webPreferences).not.toHaveProperty(weaker);
});
