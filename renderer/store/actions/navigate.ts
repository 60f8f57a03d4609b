import type { RoomId } from '../../../protocol/ids';
import { menuChoice } from '../../../protocol/ipc';
import type { ServerId } from '../../../protocol/views';
import { patchSearch } from '../slices/search';
import { type DialogName, dropBack } from '../slices/ui';
import { useStore } from '../store';
import { updateSettings } from './settings';
import { isElsewhere, showInMain } from './windows';

/** Below this width members are a sheet, and below the next one the side list slides over. */
export const MEMBERS_SHEET_BELOW_PX = 1080;
export const SIDE_SLIDES_BELOW_PX = 820;

/** Null shows the welcome screen. */
export const openServer = (server: ServerId | null): void => {
  if (useStore.getState().alone) showInMain(server === null ? { choice: 'home' } : {});
  else useStore.setState({ openServer: server, membersOpen: false });
};

export const openRoom = (server: ServerId, room: RoomId): void => {
  if (isElsewhere(server, room)) {
    showInMain({ to: { server, room } });
    return;
  }
  useStore.setState((state) => ({
    openServer: server,
    openRooms: { ...state.openRooms, [server]: room },
    sideOpen: false,
    membersOpen: false,
  }));
};

export const openDialog = (dialog: DialogName | null): void => {
  const { alone } = useStore.getState();
  // What the main window can be asked for, a room's own window has not got itself.
  const choice = alone && menuChoice.safeParse(dialog);
  if (alone && choice?.success) showInMain({ to: alone, choice: choice.data });
  else useStore.setState({ dialog });
};

export const toggleSide = (open?: boolean): void =>
  useStore.setState(({ sideOpen }) => ({ sideOpen: open ?? !sideOpen }));

/** Search stands in their place: whoever asks for them has it give way. */
const showMembersAgain = (open = true): void => {
  useStore.setState((state) => patchSearch(state, { open: false, tucked: false }));
  if (open) toggleMembers(true);
};

/** In a wide window a remembered column; in a narrow one a sheet for the moment. */
export const toggleMembers = (open?: boolean): void => {
  const { alone, search } = useStore.getState();
  if (alone) showInMain({ to: alone, choice: 'toggle-members' });
  else if (search.open) showMembersAgain(open);
  else if (window.innerWidth < MEMBERS_SHEET_BELOW_PX)
    useStore.setState(({ membersOpen }) => ({ membersOpen: open ?? !membersOpen }));
  else {
    const { showMembers } = useStore.getState().settings;
    void updateSettings({ showMembers: open ?? !showMembers });
  }
};

/** "Back. 3 messages sent, 12 new." was read. */
export const dismissBack = (server: ServerId): void =>
  useStore.setState((state) => dropBack(state, server));

/** That a server moved was said. */
export const dropMoved = (): void => useStore.setState({ moved: null });
