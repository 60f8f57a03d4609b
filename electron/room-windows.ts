/**
 * Rooms in windows of their own. Each loads the same page as the main window, which reads out of its
 * own address which room it shows; only this file makes that address. A window closes when its room
 * or its server is gone.
 */
import { type BrowserWindow, screen } from 'electron';
import type { Landing, PushName } from '../protocol/ipc';
import { ROOM_WINDOWS_MAX } from '../protocol/limits';
import { type PushInput, sendTo } from './ipc/push';
import { followTheme, loadPage, makePageWindow, type PageWindowDeps } from './page-window';
import { START_PAGE } from './protocol-scheme';
import type { RoomPlaces } from './room-places';
import { fitBounds, whenMoved } from './window-state';

const FIRST_SIZE = { width: 460, height: 640 } as const;
const LEAST_SIZE = { width: 340, height: 320 } as const;

type Place = Pick<Landing, 'server' | 'room'>;

export interface RoomWindows {
  readonly all: readonly BrowserWindow[];
  /** The one that has the focus. */
  readonly focused: { readonly window: BrowserWindow; readonly place: Place } | null;
  /** To the front, made first when there is none. False: there are too many already. */
  open(place: Place): boolean;
  /** A notification leads there. False: that room has no window of its own. */
  land(landing: Landing): boolean;
  /** What is pushed to the pages may end a window, or give its server another name. */
  follow<N extends PushName>(name: N, data: PushInput<N>): void;
  hide(): void;
}

interface Deps extends PageWindowDeps {
  places: RoomPlaces;
  /** A new window, before its page loads. */
  onMade(window: BrowserWindow): void;
  onFocus(focused: boolean): void;
  /** Its page is gone. */
  onClosed(page: number): void;
}

const keyOf = ({ server, room }: Place): string => `${room} ${server}`;

/** The page of one room. */
export const roomPage = ({ server, room }: Place): string =>
  `${START_PAGE}?${new URLSearchParams({ server, room })}`;

/** Which windows a push ends: those of a server or a room that is not there any more. */
export const ends = <N extends PushName>(
  name: N,
  data: PushInput<N>,
): ((place: Place) => boolean) | null => {
  if (name === 'server.gone') {
    const gone = data as PushInput<'server.gone'>;
    return ({ server }) => server === gone.server;
  }
  if (name === 'room.gone') {
    const gone = data as PushInput<'room.gone'>;
    return ({ server, room }) => server === gone.server && room === gone.room;
  }
  if (name !== 'rooms') return null;
  const { server: of, rooms } = data as PushInput<'rooms'>;
  const left = rooms.filter(({ joined }) => !joined).map(({ id }) => id);
  return left.length === 0 ? null : ({ server, room }) => server === of && left.includes(room);
};

export const createRoomWindows = (deps: Deps): RoomWindows => {
  let open: { place: Place; window: BrowserWindow }[] = [];

  const find = (place: Place) => open.find((one) => keyOf(one.place) === keyOf(place));

  const raise = (window: BrowserWindow): void => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  const make = (first: Place): void => {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const window = makePageWindow(deps, {
      ...fitBounds(deps.places.get(keyOf(first)), areas, FIRST_SIZE, LEAST_SIZE),
      minWidth: LEAST_SIZE.width,
      minHeight: LEAST_SIZE.height,
      title: 'Sarangbang',
    });
    const entry = { place: first, window };
    open = [...open, entry];
    const page = window.webContents.id;
    const now = () => open.find((one) => one.window === window)?.place ?? first;
    const save = () => deps.places.put(keyOf(now()), window.getNormalBounds());
    followTheme(window, false);
    whenMoved(window, save);
    window.once('ready-to-show', () => window.show());
    for (const focused of [true, false])
      window.on(focused ? 'focus' : ('blur' as 'focus'), () => {
        sendTo(window.webContents, 'focus', focused);
        deps.onFocus(focused);
      });
    // Elsewhere the menu of the app has a key that closes a window; here closing means only this one.
    window.webContents.on('before-input-event', (event, { type, key, control, meta, alt }) => {
      if (type !== 'keyDown' || alt || key.toLowerCase() !== 'w' || !(control || meta)) return;
      event.preventDefault();
      window.close();
    });
    window.on('close', save);
    window.once('closed', () => {
      open = open.filter((one) => one.window !== window);
      deps.onClosed(page);
    });
    deps.onMade(window);
    loadPage(window, roomPage(first), deps.log);
  };

  return {
    get all() {
      return open.map(({ window }) => window);
    },
    get focused() {
      return open.find(({ window }) => window.isFocused()) ?? null;
    },
    open(place) {
      const there = find(place);
      if (there) raise(there.window);
      else if (open.length >= ROOM_WINDOWS_MAX) return false;
      else make(place);
      return true;
    },
    land(landing) {
      const there = find(landing);
      if (!there) return false;
      raise(there.window);
      sendTo(there.window.webContents, 'land', landing);
      return true;
    },
    follow(name, data) {
      if (name === 'succeeded') {
        const { from, to } = data as PushInput<'succeeded'>;
        open = open.map((one) =>
          one.place.server === from ? { ...one, place: { ...one.place, server: to } } : one,
        );
        return;
      }
      const gone = ends(name, data);
      if (gone) for (const { place, window } of open) if (gone(place)) window.close();
    },
    hide() {
      for (const { window } of open) window.hide();
    },
  };
};
