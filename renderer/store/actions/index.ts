/** Everything a screen can ask for. Screens import this object, never a file beside it. */
import { boot } from './boot';
import {
  deleteMessage,
  editLast,
  editMessage,
  keepEdit,
  startEdit,
  startReply,
  stopComposing,
} from './composing';
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
import { forwardMessage } from './forward';
import { dropTrayed, hostChange, hostInvite, hostStart, hostStop, quit } from './host';
import { jumpBack, jumpTo, jumpToLine, jumpToTime } from './jump';
import { acknowledge, lookUp, pinMessage, react, readRevisions } from './marks';
import { deletePending, post, readMotd, retryPending, saveDraft } from './messages';
import {
  dismissBack,
  dropMoved,
  openDialog,
  openRoom,
  openServer,
  toggleMembers,
  toggleSide,
} from './navigate';
import { askNearby, checkNetwork } from './network';
import { loadNewer, loadNewest, loadOlder } from './pages';
import { rename, sendTyping, setPresence, shutdown } from './people';
import {
  focusComposer,
  insertInComposer,
  registerComposer,
  registerList,
  scrollToEnd,
} from './ports';
import {
  enterView,
  follow,
  leaveView,
  lookUp,
  markAllRead,
  markRead,
  markUnread,
  readToEnd,
  toLatest,
} from './reading';
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

import { openNext, openUnread } from './walk';

export const actions = {
  acknowledge,
  answer,
  askNearby,
  boot,
  cancel,
  checkNetwork,
  connect,
  copyText,
  createRoom,
  deleteMessage,
  deletePending,
  dismissBack,
  dropLink,
  dropMoved,
  dropTrayed,
  editLast,
  editMessage,
  enterView,
  focusComposer,
  follow,
  forget,
  forwardMessage,
  goOffline,
  hostChange,
  hostInvite,
  hostStart,
  hostStop,
  insertInComposer,
  inviteUser,
  joinRoom,
  jumpBack,
  jumpTo,
  jumpToLine,
  jumpToTime,
  keepEdit,
  leaveRoom,
  leaveView,
  loadNewer,
  loadNewest,
  loadOlder,
  markAllRead,
  markRead,
  markUnread,
  openDialog,
  openDirect,
  openNext,
  openRoom,
  openServer,
  openUnread,
  openUrl,
  pinMessage,
  post,
  quit,
  react,
  readMotd,
  readRevisions,
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
  startEdit,
  startReply,
  stopComposing,
  toLatest,
  toggleMembers,
  toggleSide,
  updateSettings,
  waitFor,
} as const;

export type { Outcome, Trouble } from './submit';
