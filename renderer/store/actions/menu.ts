import type { PushData } from '../../../protocol/ipc';
import { openDialog, openServer, openUnread, toggleMembers } from './navigate';

/** Carries out a native menu item or shortcut. */
export const runMenu = (item: PushData<'menu'>): void => {
  if (item === 'next-unread') openUnread(1);
  else if (item === 'previous-unread') openUnread(-1);
  else if (item === 'toggle-members') toggleMembers();
  else if (item === 'home') openServer(null);
  else openDialog(item);
};
