/** The pictures drawn by scripts/tray-icons.mjs. */
import hostingDark from '../assets/tray/hosting-dark.png?asset';
import hostingLight from '../assets/tray/hosting-light.png?asset';
import hostingUnreadDark from '../assets/tray/hosting-unread-dark.png?asset';
import hostingUnreadLight from '../assets/tray/hosting-unread-light.png?asset';
import idleDark from '../assets/tray/idle-dark.png?asset';
import idleLight from '../assets/tray/idle-light.png?asset';
import idleUnreadDark from '../assets/tray/idle-unread-dark.png?asset';
import idleUnreadLight from '../assets/tray/idle-unread-light.png?asset';
import overlayDot from '../assets/tray/overlay-dot.png?asset';
import overlayNumber from '../assets/tray/overlay-number.png?asset';
import type { TrayIcon } from '../tray';

const icons: Record<TrayIcon, { light: string; dark: string }> = {
  idle: { light: idleLight, dark: idleDark },
  hosting: { light: hostingLight, dark: hostingDark },
  'idle-unread': { light: idleUnreadLight, dark: idleUnreadDark },
  'hosting-unread': { light: hostingUnreadLight, dark: hostingUnreadDark },
};

export const trayIconFile = (name: TrayIcon, dark: boolean): string =>
  icons[name][dark ? 'dark' : 'light'];

/** Laid over the button in the taskbar of Windows. */
export const overlayFile = (kind: 'number' | 'dot'): string =>
  kind === 'number' ? overlayNumber : overlayDot;
