/** What every window of this app has in common: it is confined, painted like the page, and mended. */
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron';
import { frameColours } from './appearance';
import type { Log } from './log';

/** Reloads of a crashed page within this many ms are given up after the second. */
const CRASH_WINDOW_MS = 60_000;

export interface PageWindowDeps {
  preload: string;
  icon: string;
  development: boolean;
  log: Log;
}

/**
 * A window that is not shown yet, and loads `address`, a page of the app's own scheme. `options`
 * say where it is and what frame it has; what its page may do is the same for all of them.
 */
export const makePageWindow = (
  deps: PageWindowDeps,
  options: Omit<BrowserWindowConstructorOptions, 'webPreferences'>,
): BrowserWindow => {
  const made = new BrowserWindow({
    autoHideMenuBar: true,
    icon: deps.icon,
    show: false,
    backgroundColor: frameColours().background,
    ...options,
    webPreferences: {
      preload: deps.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: deps.development,
      // Only lets the page have a checker; what is checked, and with what, is spelling.ts.
      spellcheck: true,
      // Messages go on arriving while the window is behind others.
      backgroundThrottling: false,
    },
  });
  mend(made, deps.log);
  return made;
};

/** A page whose process died is loaded again, but not over and over. */
const mend = (window: BrowserWindow, log: Log): void => {
  let lastCrash = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error(`the window's process is gone: ${reason}`);
    if (reason === 'clean-exit' || Date.now() - lastCrash < CRASH_WINDOW_MS) return;
    lastCrash = Date.now();
    window.webContents.reload();
  });
};

export const loadPage = (window: BrowserWindow, address: string, log: Log): void =>
  void window.loadURL(address).catch((error: unknown) => log.error('the page did not load', error));

/** Keeps a window in the colours of the theme until it is closed. */
export const followTheme = (window: BrowserWindow, overlay: boolean): void => {
  const paint = () => {
    const { background, symbols } = frameColours();
    window.setBackgroundColor(background);
    if (overlay && process.platform === 'win32')
      window.setTitleBarOverlay({ color: background, symbolColor: symbols });
  };
  nativeTheme.on('updated', paint);
  window.once('closed', () => nativeTheme.off('updated', paint));
};
