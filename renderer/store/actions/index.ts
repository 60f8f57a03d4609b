/** Everything a screen can ask for. Screens import this object, never a file beside it. */
import { boot } from './boot';
import {
  answer,
  cancel,
  connect,
  dropLink,
  forget,
  goOffline,
  reconnect,
  waitFor,
} from './connect';
import { dropTrayed, hostChange, hostInvite, hostStart, hostStop, quit } from './host';
import {
  deletePending,
  enterView,
  leaveView,
  loadNewest,
  loadOlder,
  markAllRead,
  markRead,
  post,
  readToEnd,
  retryPending,
  saveDraft,
} from './messages';
import {
  dismissBack,
  dropMoved,
  openDialog,
  openRoom,
  openServer,
  openUnread,
  toggleMembers,
  toggleSide,
} from './navigate';
import { askNearby, checkNetwork } from './network';
import { rename, sendTyping, setPresence, shutdown } from './people';
import { insertInComposer, registerComposer, registerList, scrollToEnd } from './ports';
import {
  createRoom,
  inviteUser,
  joinRoom,
  leaveRoom,
  openDirect,
  setAccess,
  setTopic,
} from './rooms';
import { updateSettings } from './settings';
import { copyText, openUrl } from './shell';

export const actions = {
  answer,
  askNearby,
  boot,
  cancel,
  checkNetwork,
  connect,
  copyText,
  createRoom,
  deletePending,
  dismissBack,
  dropLink,
  dropMoved,
  dropTrayed,
  enterView,
  forget,
  goOffline,
  hostChange,
  hostInvite,
  hostStart,
  hostStop,
  insertInComposer,
  inviteUser,
  joinRoom,
  leaveRoom,
  leaveView,
  loadNewest,
  loadOlder,
  markAllRead,
  markRead,
  openDialog,
  openDirect,
  openRoom,
  openServer,
  openUnread,
  openUrl,
  post,
  quit,
  readToEnd,
  reconnect,
  registerComposer,
  registerList,
  rename,
  retryPending,
  saveDraft,
  scrollToEnd,
  sendTyping,
  setAccess,
  setPresence,
  setTopic,
  shutdown,
  toggleMembers,
  toggleSide,
  updateSettings,
  waitFor,
} as const;

export type { Outcome, Trouble } from './submit';
