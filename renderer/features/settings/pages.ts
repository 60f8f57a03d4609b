import {
  Bell,
  FolderDown,
  Globe,
  Info,
  Keyboard,
  Palette,
  PencilLine,
  Settings2,
  ShieldCheck,
} from 'lucide-react';
import type { SettingsPage } from './entry';
import { about } from './sections/about';
import { appearance } from './sections/appearance';
import { files } from './sections/files';
import { general } from './sections/general';
import { keyboard } from './sections/keyboard';
import { network } from './sections/network';
import { notifications } from './sections/notifications';
import { privacy } from './sections/privacy';
import { writing } from './sections/writing';

/** In the order in which they stand. A new page is a file in sections/ and a line here. */
export const PAGES: readonly SettingsPage[] = [
  { id: 'general', title: 'settings.general', icon: Settings2, entries: general },
  { id: 'appearance', title: 'settings.appearance', icon: Palette, entries: appearance },
  { id: 'notifications', title: 'settings.notifications', icon: Bell, entries: notifications },
  { id: 'privacy', title: 'settings.privacy', icon: ShieldCheck, entries: privacy },
  { id: 'writing', title: 'settings.writing', icon: PencilLine, entries: writing },
  { id: 'files', title: 'file.settings', icon: FolderDown, entries: files },
  { id: 'keyboard', title: 'settings.keyboard', icon: Keyboard, entries: keyboard },
  { id: 'network', title: 'settings.network', icon: Globe, entries: network },
  { id: 'about', title: 'settings.about', icon: Info, entries: about },
];
