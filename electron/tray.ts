/**
 * The lantern in the tray: lit while this computer hosts, with a mark while something is unread.
 * What it shows and offers is decided by two pure functions; the rest hands it to the system.
 */
import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron';
import type { RoomId } from '../protocol/ids';
import type { Hosting } from '../protocol/ipc';
import { TRAY_ROOMS_MAX } from '../protocol/limits';
import type { Badge } from '../protocol/telling';
import type { Until } from '../protocol/until';
import type { ServerId } from '../protocol/views';
import { fill, type Words } from './i18n/words';

export interface TrayRoom {
  server: ServerId;
  room: RoomId;
  name: string;
  unread: number;
}

export interface TrayState {
  hosting: Hosting;
  badge: Badge;
  /** With something unread, the most urgent first. */
  rooms: readonly TrayRoom[];
  away: boolean;
  dnd: boolean;
  sound: boolean;
}

export interface TrayActs {
  open(): void;
  land(room: TrayRoom): void;
  invite(): void;
  away(on: boolean): void;
  /** Null ends it. */
  dnd(until: Until | null): void;
  sound(on: boolean): void;
  quit(): void;
}

export type TrayIcon = `${'idle' | 'hosting'}${'' | '-unread'}`;

export const trayIcon = ({ hosting, badge }: TrayState): TrayIcon => {
  const lit = hosting.state === 'open' || hosting.state === 'starting' ? 'hosting' : 'idle';
  return badge.count > 0 || badge.dot ? `${lit}-unread` : lit;
};

export const trayTip = ({ hosting, badge }: TrayState, words: Words): string => {
  const { state } = hosting;
  const first =
    state === 'open'
      ? fill(words.trayTip, { name: hosting.name, people: hosting.people })
      : words.trayIdle;
  if (badge.count > 0) return `${first} · ${fill(words.trayUnread, { count: badge.count })}`;
  return badge.dot ? `${first} · ${words.traySome}` : first;
};

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

export const trayMenu = (state: TrayState, words: Words, acts: TrayActs): Item[] => {
  const rooms = state.rooms.slice(0, TRAY_ROOMS_MAX).map((room): Item => {
    const label = fill(words.trayRoom, { name: room.name, count: room.unread });
    return { label, click: () => acts.land(room) };
  });
  const hosts = state.hosting.state === 'open';
  return [
    { label: words.trayOpen, click: acts.open },
    ...(rooms.length > 0 ? [line, ...rooms] : []),
    line,
    {
      label: words.trayStatus,
      submenu: [
        {
          label: words.trayOnline,
          type: 'radio',
          checked: !state.away,
          click: () => acts.away(false),
        },
        { label: words.trayAway, type: 'radio', checked: state.away, click: () => acts.away(true) },
      ],
    },
    {
      label: words.trayDnd,
      submenu: [
        { label: words.trayDndHour, click: () => acts.dnd('hour') },
        { label: words.trayDndTomorrow, click: () => acts.dnd('tomorrow') },
        ...(state.dnd ? [line, { label: words.trayDndOff, click: () => acts.dnd(null) }] : []),
      ],
    },
    {
      label: words.traySound,
      type: 'checkbox',
      checked: state.sound,
      click: () => acts.sound(!state.sound),
    },
    ...(hosts ? [line, { label: words.invite, click: acts.invite }] : []),
    line,
    { label: hosts ? words.trayQuit : words.trayQuitIdle, click: acts.quit },
  ];
};

interface Deps {
  /** The file of an icon for the panel as it is now. */
  icon(name: TrayIcon, dark: boolean): string;
  words: () => Words;
  acts: TrayActs;
}

export interface AppTray {
  /** Shows or renews it; also after the language has changed. */
  update(state: TrayState): void;
}

/** The panel, not the app's own theme, is what the icon stands on. */
const panelIsDark = (): boolean =>
  (nativeTheme as { shouldUseDarkColorsForSystemIntegratedUI?: boolean })
    .shouldUseDarkColorsForSystemIntegratedUI ?? nativeTheme.shouldUseDarkColors;

export const createTray = ({ icon, words, acts }: Deps): AppTray => {
  let tray: Tray | null = null;
  let state: TrayState | null = null;
  let before = '';
  const image = (now: TrayState) => {
    const large = nativeImage.createFromPath(icon(trayIcon(now), panelIsDark()));
    if (process.platform === 'linux') return large;
    const sized = large.resize({ width: 16, height: 16, quality: 'best' });
    sized.addRepresentation({ scaleFactor: 2, buffer: large.toPNG() });
    return sized;
  };
  const draw = () => {
    if (!state) return;
    const made = tray ?? new Tray(image(state));
    if (!tray) made.on('click', acts.open);
    else made.setImage(image(state));
    tray = made;
    made.setToolTip(trayTip(state, words()));
    made.setContextMenu(Menu.buildFromTemplate(trayMenu(state, words(), acts)));
  };
  nativeTheme.on('updated', draw);
  return {
    update(next) {
      // Every message asks for it: what would look the same is not made anew.
      const now = JSON.stringify([next, words().trayOpen]);
      if (now === before) return;
      before = now;
      state = next;
      draw();
    },
  };
};
