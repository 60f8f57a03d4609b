/** The badge at the app's own picture: a number for what is meant for me, a dot for the rest. */
import { app, type BrowserWindow, nativeImage } from 'electron';
import type { Badge } from '../../protocol/telling';
import { fill, type Words } from '../i18n/words';
import { overlayFile } from './icons';

/** Where a system shows no badge, nothing happens. */
export const showSystemBadge = (
  { count, dot }: Badge,
  window: BrowserWindow | null,
  words: Words,
): void => {
  app.setBadgeCount(count);
  if (process.platform === 'darwin' && count === 0) app.dock?.setBadge(dot ? '•' : '');
  if (process.platform !== 'win32' || !window) return;
  const kind = count > 0 ? 'number' : dot ? 'dot' : null;
  const said = count > 0 ? fill(words.trayUnread, { count }) : words.traySome;
  window.setOverlayIcon(kind && nativeImage.createFromPath(overlayFile(kind)), kind ? said : '');
};
