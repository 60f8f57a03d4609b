/** The one window. It may be hidden, and made anew when it was closed. */
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron';
import { frameColours, TITLE_BAR_HEIGHT } from './appearance';
import type { Log } from './log';
import { START_PAGE } from './protocol-scheme';
import { fitBounds, MIN_SIZE, type WindowState } from './window-state';

/** Reloads of a crashed page within this many ms are given up after the second. */
const CRASH_WINDOW_MS = 60_000;

export interface MainWindow {
  /** The living window, or null. */
  readonly current: BrowserWindow | null;
  readonly focused: boolean;
  /** Makes it when there is none, and brings it to the front. */
  show(): void;
  hide(): void;
  /** Closes it for good, without asking. */
  destroy(): void;
}

interface Deps {
  preload: string;
  icon: string;
  development: boolean;
  state: WindowState;
  log: Log;
  /** A new window, before its page loads. */
  onMade(window: BrowserWindow): void;
  onFocus(focused: boolean): void;
  /** The person closes the window: true when something else than closing is done instead. */
  onClose(): boolean;
}

/**
 * The system's own title bar is hidden where it leaves its buttons over the page (Windows, macOS).
 * Linux keeps its frame: window managers differ too much in what a frameless window may do.
 */
const frame = (): BrowserWindowConstructorOptions => {
  if (process.platform === 'linux') return { autoHideMenuBar: true };
  const { background, symbols } = frameColours();
  return {
    autoHideMenuBar: true,
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: background, symbolColor: symbols, height: TITLE_BAR_HEIGHT },
    trafficLightPosition: { x: 14, y: 13 },
  };
};

const build = (deps: Deps): BrowserWindow => {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  return new BrowserWindow({
    ...fitBounds(deps.state.bounds, areas),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    ...frame(),
    title: 'Sarangbang',
    icon: deps.icon,
    show: false,
    backgroundColor: frameColours().background,
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
      spellcheck: process.platform === 'darwin',
      // Messages go on arriving while the window is behind others.
      backgroundThrottling: false,
    },
  });
};

export const createMainWindow = (deps: Deps): MainWindow => {
  let window: BrowserWindow | null = null;
  let lastCrash = 0;

  const open = (): BrowserWindow => {
    const made = build(deps);
    deps.state.follow(made);
    deps.onMade(made);
    made.once('ready-to-show', () => {
      if (deps.state.maximized) made.maximize();
      made.show();
    });
    made.on('focus', () => deps.onFocus(true));
    made.on('blur', () => deps.onFocus(false));
    made.on('close', (event) => {
      if (deps.onClose()) event.preventDefault();
    });
    made.on('closed', () => {
      if (window === made) window = null;
    });
    made.on('page-title-updated', (event) => event.preventDefault());
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      deps.log.error(`the window's process is gone: ${reason}`);
      if (reason === 'clean-exit' || Date.now() - lastCrash < CRASH_WINDOW_MS) return;
      lastCrash = Date.now();
      made.webContents.reload();
    });
    void made
      .loadURL(START_PAGE)
      .catch((error: unknown) => deps.log.error('the page did not load', error));
    return made;
  };

  nativeTheme.on('updated', () => {
    if (!window) return;
    const { background, symbols } = frameColours();
    window.setBackgroundColor(background);
    if (process.platform === 'win32')
      window.setTitleBarOverlay({ color: background, symbolColor: symbols });
  });

  return {
    get current() {
      return window;
    },
    get focused() {
      return window?.isFocused() ?? false;
    },
    show() {
      if (!window) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    hide: () => window?.hide(),
    destroy: () => window?.destroy(),
  };
};
