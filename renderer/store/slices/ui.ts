import type { RoomId } from '../../../protocol/ids';
import type { KeptRoom, PushData } from '../../../protocol/ipc';
import type { ServerId } from '../../../protocol/views';
import type { Place } from '../place';

export type DialogName =
  | 'host'
  | 'manage'
  | 'connect'
  | 'invite'
  | 'settings'
  | 'shortcuts'
  | 'switcher'
  | 'new-room'
  | 'browse-rooms'
  | 'rename'
  | 'status'
  | 'help'
  | 'shutdown'
  | 'date'
  | 'about'
  | 'export'
  | 'files'
  | 'hand-over'
  | 'backup'
  | 'restore';

/** What is on screen. Never holds what is being typed. */
export interface UiSlice {
  /** This window was made for that room alone; null: the main window. */
  alone: { server: ServerId; room: RoomId } | null;
  /** Null: no server is open, the welcome screen is shown. */
  openServer: ServerId | null;
  /** The room that is open on each server. */
  openRooms: Readonly<Record<ServerId, RoomId>>;
  dialog: DialogName | null;
  /**
   * Where "New messages" stands in the open room: below this seq. It stays until one leaves.
   * `count`: how much was unread when it was placed.
   */
  unreadLine: { at: Place; seq: number; count: number } | null;
  /** The window has the focus: only then is anything read. */
  focused: boolean;
  /** Narrow windows: the side list slid in, the member list as a sheet. */
  sideOpen: boolean;
  membersOpen: boolean;
  /** "Back. 3 messages sent, 12 new." per server, until it is read. */
  back: Readonly<Record<ServerId, { sent: number; received: number }>>;
  /** The host closed the room and its reader chose to wait, so the strip is calm now. */
  waitingFor: Readonly<Record<ServerId, true>>;
  /** A known server that was found at another address; until it is said. */
  moved: ServerId | null;
  /** Somebody has asked everybody to look at a room; until it was read. */
  look: { server: ServerId; room: RoomId; name: string } | null;
  /** An invite link the app was opened with. */
  link: string | null;
  /** The person wants to quit while so many others are in the room. */
  quitting: { people: number } | null;
  /** How far a backup, a restore or an export is, 0 to 1. */
  keeping: number;
  /** A hand-over that this person offered, or was offered, until they have read how it ended. */
  handover: PushData<'handover'> | null;
  /** Nothing is taken there while it is handed over; `to`: to whom. */
  paused: { server: ServerId; to: string } | null;
  /** Goes on under this id since this app was started: its people are no new guests. */
  movedTo: ServerId | null;
  /** A room that was taken over and is not open yet. */
  keptRoom: KeptRoom | null;
  /** A server was handed over and goes on; until it is said. `name`: at whose computer. */
  succeeded: { server: ServerId; name: string } | null;
  /** The window was closed and the room stayed open in the tray. */
  trayed: boolean;
}

export const initialUi: UiSlice = {
  alone: null,
  openServer: null,
  openRooms: {},
  dialog: null,
  unreadLine: null,
  focused: true,
  sideOpen: false,
  membersOpen: false,
  back: {},
  waitingFor: {},
  moved: null,
  look: null,
  link: null,
  quitting: null,
  keeping: 0,
  handover: null,
  paused: null,
  movedTo: null,
  keptRoom: null,
  succeeded: null,
  trayed: false,
};

export const dropBack = (slice: UiSlice, server: ServerId): Pick<UiSlice, 'back'> => {
  const { [server]: _read, ...back } = slice.back;
  return { back };
};
