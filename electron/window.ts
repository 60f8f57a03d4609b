/** The main window. It may be hidden, and made anew when it was closed. */
import { type BrowserWindow, type BrowserWindowConstructorOptions, screen } from 'electron';
import { frameColours, TITLE_BAR_HEIGHT } from './appearance';
import { followTheme, loadPage, makePageWindow, type PageWindowDeps } from './page-window';
import { START_PAGE } from './protocol-scheme';
import { fitBounds, MIN_SIZE, type WindowState } from './window-state';

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

interface Deps extends PageWindowDeps {
  state: WindowState;
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
  if (process.platform === 'linux') return {};
  const { background, symbols } = frameColours();
  return {
    titleBarStyle: 'hidden',
    titleBarOverlay: { color: background, symbolColor: symbols, height: TITLE_BAR_HEIGHT },
    trafficLightPosition: { x: 14, y: 13 },
  };
};

const build = (deps: Deps): BrowserWindow => {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const made = makePageWindow(deps, {
    ...fitBounds(deps.state.bounds, areas),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    ...frame(),
    title: 'Sarangbang',
  });
  followTheme(made, true);
  return made;
};

export const createMainWindow = (deps: Deps): MainWindow => {
  let window: BrowserWindow | null = null;

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
    loadPage(made, START_PAGE, deps.log);
    return made;
  };

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
