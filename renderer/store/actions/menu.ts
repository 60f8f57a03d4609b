import type { PushData } from '../../../protocol/ipc';
import { jumpBack } from './jump';
import { openDialog, openServer, toggleMembers } from './navigate';
import { openSearch } from './search';
import { openNext, openUnread } from './walk';

/** Carries out a native menu item or shortcut. */
export const runMenu = (item: PushData<'menu'>): void => {
  if (item === 'next-unread') openUnread(1);
  else if (item === 'previous-unread') openUnread(-1);
  else if (item === 'next-room') openNext(1);
  else if (item === 'previous-room') openNext(-1);
  else if (item === 'back') void jumpBack();
  else if (item === 'toggle-members') toggleMembers();
  else if (item === 'home') openServer(null);
  else if (item === 'search-room') openSearch('room');
  else if (item === 'search-everywhere') openSearch('everywhere');
  else openDialog(item);
};
