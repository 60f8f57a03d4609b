/** Joins what tells a person with the system: notifications, badge, tray, sound, presence. */
import { homedir } from 'node:os';
import { app, powerMonitor, shell } from 'electron';
import type { Attention } from '../../client/api';
import type { Hosting, Landing } from '../../protocol/ipc';
import { untilTime } from '../../protocol/until';
import type { Words } from '../i18n/words';
import type { Handlers } from '../ipc/handle';
import type { Push } from '../ipc/push';
import { type LoginOutcome, setAutostart, setLoginItem } from '../login-item';
import { createPresence } from '../presence';
import type { RoomWindows } from '../room-windows';
import type { Servers } from '../servers/api';
import type { Ear } from '../servers/ear';
import type { SettingsStore } from '../settings';
import { createTray, trayIcon, trayMenu, trayTip } from '../tray';
import type { MainWindow } from '../window';
import { showSystemBadge } from './badge';
import { createDesk } from './desk';
import { trayIconFile } from './icons';
import { createLandings } from './landings';
import { systemNotifier } from './notifier';
import { createRecorder, recordingNotifier, wantsRecorder } from './recorder';

interface Deps {
  servers(): Servers;
  settings: SettingsStore;
  words(): Words;
  hosting(): Hosting;
  window(): MainWindow;
  roomWindows(): RoomWindows;
  push: Push;
  quit(): void;
  icon: string;
  development: boolean;
}

export interface Told {
  readonly ear: Ear;
  /** What counts as a mention, and whose messages do not count. */
  attention(): Attention;
  readonly handlers: Pick<Handlers, 'looking' | 'login.set'>;
  /** Everything is there: draws the tray, and begins to look whether somebody is. */
  start(): void;
  /** Settings, language or the own room have changed. */
  refresh(): void;
  focus(focused: boolean): void;
  /** A new page begins to load. */
  loading(): void;
  /** In the main window, whatever other windows there are. */
  goTo(landing: Landing): void;
  /** A page is gone: nobody looks at anything there. */
  pageGone(page: number): void;
  takeLanding(): Landing | undefined;
}

export const composeTold = (deps: Deps): Told => {
  const { settings, push, words } = deps;
  const recorder = wantsRecorder(deps.development) ? createRecorder() : null;
  const mainFocused = () => recorder?.focused ?? deps.window().focused;
  const isFocused = (page?: number) => {
    const room = deps.roomWindows().focused;
    if (page === undefined) return mainFocused() || room !== null;
    if (room?.window.webContents.id === page) return true;
    return mainFocused() && deps.window().current?.webContents.id === page;
  };

  const landings = createLandings(
    () => deps.window().show(),
    (landing) => push('land', landing),
  );
  const land = (landing: Landing) => {
    if (!deps.roomWindows().land(landing)) landings.go(landing);
  };
  const chime = () => {
    if (!settings.value.sound) return;
    if (recorder) recorder.chimes += 1;
    // The window makes the sound; without one the system's own has to do.
    if (deps.window().current) push('chime', undefined);
    else shell.beep();
  };

  const acts = {
    open: () => deps.window().show(),
    land: ({ server, room }: Landing) => land({ server, room }),
    invite() {
      deps.window().show();
      push('menu', 'invite');
    },
    away: (on: boolean) => void settings.update({ availability: on ? 'away' : 'auto' }),
    dnd: (until: Parameters<typeof untilTime>[0] | null) =>
      void settings.update({ dndUntil: until ? untilTime(until, new Date()) : 0 }),
    sound: (on: boolean) => void settings.update({ sound: on }),
    quit: deps.quit,
  };
  const tray = createTray({ icon: trayIconFile, words, acts });

  const desk = createDesk({
    notifier: recorder ? recordingNotifier(recorder) : systemNotifier(deps.icon),
    servers: () =>
      deps
        .servers()
        .live()
        .map((server) => ({
          id: server.entry.id,
          name: server.entry.name,
          me: server.me,
          rooms: () => server.rooms,
        })),
    settings: () => settings.value,
    words,
    hosting: deps.hosting,
    isFocused,
    showBadge(badge) {
      if (recorder) recorder.badge = badge;
      showSystemBadge(badge, deps.window().current, words());
    },
    showTray(state) {
      if (recorder) {
        const labels = trayMenu(state, words(), acts).flatMap(({ label }) => label ?? []);
        recorder.tray = { icon: trayIcon(state), tip: trayTip(state, words()), labels };
      }
      tray.update(state);
    },
    land,
    answer: ({ server, room }, text) =>
      void deps
        .servers()
        .get(server)
        .client.post(room, text)
        .catch(() => {}),
    chime,
    canReply: process.platform === 'darwin',
  });

  const presence = createPresence({
    settings: () => settings.value,
    clearStatus: () => void settings.update({ status: null }),
    idleSeconds: () => recorder?.idle ?? powerMonitor.getSystemIdleTime(),
    tell(shown, status, only) {
      const command = { verb: 'presence', presence: shown, status } as const;
      for (const server of deps.servers().live()) {
        if (server.status.state !== 'online') continue;
        if (only === undefined || server.entry.id === only)
          server.client.submit(command).catch(() => {});
      }
    },
    now: Date.now,
  });
  powerMonitor.on('lock-screen', () => presence.locked(true));
  powerMonitor.on('unlock-screen', () => presence.locked(false));
  if (recorder) recorder.look = presence.look;

  /** As a person would start it: the packed program, an AppImage, or Electron with this folder. */
  const command = app.isPackaged
    ? [process.env.APPIMAGE ?? process.execPath]
    : [process.execPath, app.getAppPath()];
  const login = (on: boolean): LoginOutcome =>
    process.platform === 'linux'
      ? setAutostart(on, { command, name: 'Sarangbang' }, process.env, homedir())
      : setLoginItem(app, on);

  const attention = (): Attention => ({
    keywords: settings.value.keywords,
    ignored: settings.value.blocked.map(({ user }) => user),
  });
  let attended = JSON.stringify(attention());
  const attend = () => {
    const now = JSON.stringify(attention());
    if (now === attended) return;
    attended = now;
    for (const server of deps.servers().live()) server.attend(attention());
  };

  return {
    attention,
    ear: {
      ...desk.ear,
      ready(server) {
        desk.ear.ready(server);
        presence.arrived(server);
      },
    },
    handlers: {
      looking: (place, page) => desk.looking(page, place),
      'login.set'({ on }) {
        const outcome = login(on);
        if (outcome.ok) settings.update({ startAtLogin: on });
        return outcome;
      },
    },
    start() {
      presence.look();
      desk.refresh();
    },
    refresh() {
      attend();
      presence.look();
      desk.refresh();
    },
    focus: desk.focus,
    loading: landings.loading,
    goTo: landings.go,
    pageGone: (page) => desk.looking(page, null),
    takeLanding: landings.take,
  };
};
