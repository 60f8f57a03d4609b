/** Colours of the native frame around the page; the page itself has them in renderer/styles. */
import { nativeTheme } from 'electron';
import type { Settings } from '../protocol/settings';

/** `--bg-app` and `--text` of both themes. */
const COLOURS = {
  light: { background: '#efece7', symbols: '#1d2227' },
  dark: { background: '#0c1115', symbols: '#edebe7' },
} as const;

export const TITLE_BAR_HEIGHT = 40;

export const frameColours = () => COLOURS[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];

export const applyTheme = (theme: Settings['theme']): void => {
  nativeTheme.themeSource = theme;
};
