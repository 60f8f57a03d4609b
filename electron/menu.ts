/** The application menu. What concerns the page is pushed to it; the rest are the system's roles. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { PushData } from '../protocol/ipc';
import type { Settings } from '../protocol/settings';
import type { Words } from './i18n/words';

type Item = MenuItemConstructorOptions;
export type MenuChoice = PushData<'menu'>;

interface Deps {
  words: Words;
  development: boolean;
  mac: boolean;
  choose(choice: MenuChoice): void;
  resize(step: 'larger' | 'smaller' | 'normal'): void;
  quit(): void;
}

const SIZES: readonly Settings['textSize'][] = [85, 100, 115, 130, 150];

/** The next text size in percent; stays at the ends. */
export const nextSize = (
  now: Settings['textSize'],
  step: 'larger' | 'smaller' | 'normal',
): Settings['textSize'] => {
  if (step === 'normal') return 100;
  return SIZES[SIZES.indexOf(now) + (step === 'larger' ? 1 : -1)] ?? now;
};

/** Pure, so that a test can look for a shortcut given twice. */
export const menuTemplate = (deps: Deps): Item[] => {
  const { words, development, mac, choose, resize, quit } = deps;
  const line: Item = { type: 'separator' };
  const item = (label: string, choice: MenuChoice, accelerator?: string): Item => ({
    id: choice,
    label,
    ...(accelerator && { accelerator }),
    click: () => choose(choice),
  });
  // The same on keys that say it otherwise: the plus beside Shift, and those of the number pad.
  const also = (step: 'larger' | 'smaller' | 'normal', accelerator: string): Item => ({
    ...{ label: accelerator, accelerator, visible: false, acceleratorWorksWhenHidden: true },
    click: () => resize(step),
  });
  const settings = item(words.settings, 'settings', 'CmdOrCtrl+,');
  const about = item(words.about, 'about');
  const end: Item = { id: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q', click: quit };

  const appMenu: Item = {
    label: 'Sarangbang',
    submenu: [
      about,
      line,
      settings,
      line,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      line,
      end,
    ],
  };
  const file: Item = {
    label: words.file,
    submenu: [
      item(words.host, 'host', 'CmdOrCtrl+Shift+H'),
      item(words.connect, 'connect', 'CmdOrCtrl+Shift+K'),
      item(words.invite, 'invite', 'CmdOrCtrl+Shift+I'),
      line,
      ...(mac ? [{ role: 'close', label: words.close } as Item] : [settings, line, end]),
    ],
  };
  const edit: Item = {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      line,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
  const view: Item = {
    label: words.view,
    submenu: [
      item(words.switcher, 'switcher', 'CmdOrCtrl+K'),
      item(words.home, 'home', 'Alt+Home'),
      item(words.back, 'back', mac ? 'Cmd+[' : 'Alt+Left'),
      item(words.nextRoom, 'next-room', 'Alt+Down'),
      item(words.previousRoom, 'previous-room', 'Alt+Up'),
      item(words.nextUnread, 'next-unread', 'Alt+Shift+Down'),
      item(words.previousUnread, 'previous-unread', 'Alt+Shift+Up'),
      line,
      item(words.searchRoom, 'search-room', 'CmdOrCtrl+F'),
      item(words.searchEverywhere, 'search-everywhere', 'CmdOrCtrl+Shift+F'),
      line,
      item(words.toggleMembers, 'toggle-members', 'CmdOrCtrl+Shift+M'),
      line,
      { label: words.larger, accelerator: 'CmdOrCtrl+=', click: () => resize('larger') },
      { label: words.smaller, accelerator: 'CmdOrCtrl+-', click: () => resize('smaller') },
      { label: words.normalSize, accelerator: 'CmdOrCtrl+0', click: () => resize('normal') },
      also('larger', 'CmdOrCtrl+Plus'),
      also('larger', 'CmdOrCtrl+numadd'),
      also('smaller', 'CmdOrCtrl+numsub'),
      also('normal', 'CmdOrCtrl+num0'),
      line,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(development
        ? ([
            line,
            { role: 'reload', label: words.reload, accelerator: 'CmdOrCtrl+R' },
            { role: 'toggleDevTools', label: words.devTools, accelerator: 'F12' },
          ] as Item[])
        : []),
    ],
  };
  const room: Item = {
    label: words.room,
    submenu: [item(words.newRoom, 'new-room', 'CmdOrCtrl+N')],
  };
  const help: Item = {
    label: words.help,
    role: 'help',
    submenu: [item(words.shortcuts, 'shortcuts', 'CmdOrCtrl+/'), ...(mac ? [] : [line, about])],
  };
  const windows: Item = {
    label: words.window,
    submenu: [{ role: 'minimize', label: words.minimize }, { role: 'front' }],
  };
  return [...(mac ? [appMenu] : []), file, edit, view, room, ...(mac ? [windows] : []), help];
};

export const setMenu = (deps: Deps): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(deps)));
