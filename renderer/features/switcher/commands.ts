/** What can be done from anywhere, by its name: the same as in the menus and settings. */
import type { LucideIcon } from 'lucide-react';
import {
  CheckCheck,
  Keyboard,
  Languages,
  Link2,
  MonitorCog,
  Moon,
  Plus,
  QrCode,
  Radio,
  Settings2,
  Sun,
  UserPen,
  UsersRound,
} from 'lucide-react';
import { languageAfter, spokenOf } from '../../../protocol/language';
import { actions } from '../../store/actions';
import { selectOpenServer } from '../../store/selectors';
import type { DialogName } from '../../store/slices/ui';
import type { State } from '../../store/store';

export const COMMANDS = [
  'host',
  'connect',
  'invite',
  'newRoom',
  'rename',
  'members',
  'markAllRead',
  'settings',
  'shortcuts',
  'language',
  'themeLight',
  'themeDark',
  'themeSystem',
] as const;
export type CommandName = (typeof COMMANDS)[number];

interface Command {
  icon: LucideIcon;
  run(): void;
  /** Left out: always there. */
  when?(state: State): boolean;
}

const dialog = (name: DialogName) => () => actions.openDialog(name);
const online = (state: State): boolean => selectOpenServer(state)?.status.state === 'online';
const inside = (state: State): boolean => selectOpenServer(state) !== null;
const theme = (name: 'light' | 'dark' | 'system') => () =>
  void actions.updateSettings({ theme: name }).catch(() => {});

export const commands: Readonly<Record<CommandName, Command>> = {
  host: { icon: Radio, run: dialog('host'), when: ({ hosting }) => hosting.state !== 'open' },
  connect: { icon: Link2, run: dialog('connect') },
  invite: { icon: QrCode, run: dialog('invite'), when: ({ hosting }) => hosting.state === 'open' },
  newRoom: { icon: Plus, run: dialog('new-room'), when: online },
  rename: { icon: UserPen, run: dialog('rename'), when: online },
  members: { icon: UsersRound, run: () => actions.toggleMembers(), when: inside },
  markAllRead: { icon: CheckCheck, run: () => actions.markAllRead(), when: inside },
  settings: { icon: Settings2, run: dialog('settings') },
  shortcuts: { icon: Keyboard, run: dialog('shortcuts') },
  language: {
    icon: Languages,
    run: () => {
      const language = languageAfter(spokenOf([document.documentElement.lang]));
      void actions.updateSettings({ language }).catch(() => {});
    },
  },
  themeLight: { icon: Sun, run: theme('light') },
  themeDark: { icon: Moon, run: theme('dark') },
  themeSystem: { icon: MonitorCog, run: theme('system') },
};
