/**
 * The map of the boundary between the app's main process and its renderer: channel -> schema of
 * what goes in, and of what comes back. Both maps are parsed at run time on arrival
 * (electron/ipc/handle.ts, renderer/bridge.ts). A new chat verb changes nothing here.
 */
import { z } from 'zod';
import { command } from './commands';
import { compatState } from './compat';
import { chatEvent, postedEvent } from './events';
import { filePolicy, fileState } from './file-policy';
import { fileCalls, filePushes } from './files';
import { fingerprint, roomId, seq, userId } from './ids';
import {
  backupAsked,
  backupOutcome,
  exportAsked,
  exportOutcome,
  importOutcome,
  restoreAsked,
  restoreOutcome,
} from './keeping';
import { nearbyServer, networkReport, news } from './lan';
import { LANGUAGES } from './language';
import {
  DRAFT_MAX_CHARS,
  IPC_EVENTS_MAX,
  LAN_SERVERS_MAX,
  LICENCES_MAX_CHARS,
  MESSAGE_MAX_CHARS,
  PAGE_MAX_EVENTS,
  SEARCH_HITS_MAX,
  SEARCH_QUERY_MAX_CHARS,
  SERVER_NAME_MAX_CHARS,
  STATE_CHUNK,
} from './limits';
import { postParts } from './message';
import { userInfo } from './model';
import { knock, notice } from './order';
import { pageResult, reply } from './replies';
import { searchCursor } from './search';
import { hostChange, hostOptions, settings, settingsPatch } from './settings';
import { handoverFrame, handoverId } from './succession';
import { updateState } from './updates';
import {
  answer,
  connectStep,
  failure,
  hostPort,
  pendingMessage,
  question,
  roomView,
  serverId,
  serverStatus,
  serverView,
  target,
} from './views';

/** How this computer's own room is doing. */
export const hosting = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('starting') }),
  z.object({
    state: z.literal('open'),
    server: serverId,
    name: z.string(),
    port: z.int(),
    /** The port that was wanted and taken, when another one is used. */
    wantedPort: z.int().optional(),
    /** Addresses others can use, best first; empty when there is no network. */
    addresses: z.array(hostPort),
    fingerprint,
    /** People connected, the host included. */
    people: z.int(),
    password: z.boolean(),
    plain: z.enum(['off', 'loopback', 'lan']),
    discoverable: z.boolean(),
    /** Those that were asked for, and what became of them. */
    compat: z.array(compatState),
    /** What the network is being told. */
    news: news.optional(),
    /** How files are doing; it follows shortly after the opening. */
    files: fileState.optional(),
    /** It crashed and was started again by itself at that time (ms since 1970). */
    restartedAt: z.int().optional(),
  }),
  z.object({
    state: z.literal('failed'),
    /** `crashed`: it stopped twice; `port-taken`: a wanted port; else why listening failed. */
    code: z.enum(['crashed', 'port-taken', 'no-permission', 'storage', 'damaged', 'internal']),
    detail: z.string().max(300).optional(),
  }),
]);
export type Hosting = z.infer<typeof hosting>;

export const invite = z.object({
  link: z.string(),
  /** The whole message for the clipboard, per language. */
  message: z.record(z.enum(LANGUAGES), z.string()),
  addresses: z.array(hostPort),
  fingerprint,
});
export type Invite = z.infer<typeof invite>;

export const recentServer = z.object({
  id: serverId,
  name: z.string(),
  address: hostPort,
  lastSeen: z.int(),
});
export type RecentServer = z.infer<typeof recentServer>;

/** A room on this network, as the lists show it. Nothing of it is proven but the news. */
export const nearbyRoom = nearbyServer.extend({
  /** Somebody of this app was there before, and it proved this very key. */
  known: z.boolean(),
});
export type NearbyRoom = z.infer<typeof nearbyRoom>;

/** A place to go to. */
export const landing = z.object({ server: serverId, room: roomId, seq: seq.optional() });
export type Landing = z.infer<typeof landing>;

export const boot = z.object({
  settings,
  /** The system user's name, to fill in. */
  systemName: z.string(),
  /** The OS's first language that is spoken here. */
  systemLanguage: z.enum(LANGUAGES),
  platform: z.enum(['linux', 'darwin', 'win32']),
  version: z.string(),
  /** False where the system offers no real key store (said in the settings). */
  keysEncrypted: z.boolean(),
  servers: z.array(serverView),
  recent: z.array(recentServer),
  nearby: z.array(nearbyRoom),
  hosting,
  updates: updateState,
  /** An invite link the app was opened with, still to be confirmed. */
  link: z.string().max(2048).optional(),
  /** Where a notification led while there was no window. */
  land: landing.optional(),
});
export type Boot = z.infer<typeof boot>;

/** What the main window's page carries out: native menu items, shortcuts, wishes of room windows. */
export const menuChoice = z.enum([
  'host',
  'connect',
  'invite',
  'settings',
  'shortcuts',
  'new-room',
  'switcher',
  'next-unread',
  'previous-unread',
  'next-room',
  'previous-room',
  'back',
  'toggle-members',
  'search-room',
  'search-everywhere',
  'home',
  'about',
  'browse-rooms',
  'manage',
  'rename',
  'status',
]);

const none = z.undefined();
const byServer = z.object({ server: serverId });
/** What came of taking a server over: see electron/heir.ts. */
const takeOver = z.enum(['done', 'failed', 'hosting', 'no-space', 'kept', 'here']);
export type TakeOver = z.infer<typeof takeOver>;
/** `password`: it has one, which has to be said anew. */
const keptRoom = z.object({ name: z.string().max(SERVER_NAME_MAX_CHARS), password: z.boolean() });
export type KeptRoom = z.infer<typeof keptRoom>;
const byRoom = byServer.extend({ room: roomId });
const byPending = byServer.extend({ id: z.string().max(60) });

/** Where each server is to be asked on; null: from the newest. Those that are done are not named. */
const searchCursors = z.record(serverId, searchCursor.nullable());

/** renderer -> main: `[what goes in, what comes back]`. */
export const calls = {
  boot: [none, boot],
  'settings.update': [settingsPatch, settings],
  /** Starts an attempt; what follows is pushed as `attempt`. */
  connect: [
    z.object({
      target,
      name: z.string().min(1).max(128),
      password: z.string().max(128).optional(),
    }),
    z.object({ attempt: z.string() }),
  ],
  /** To a question of an attempt, or of a known server (`id` is either's). */
  answer: [z.object({ id: z.string().max(300), answer }), none],
  cancel: [z.object({ attempt: z.string().max(60) }), none],
  /** Try again now. */
  reconnect: [byServer, none],
  /** Stop trying, keep the copy. */
  offline: [byServer, none],
  /** Remove from the rail; the copy is deleted when asked to. */
  forget: [byServer.extend({ deleteCopy: z.boolean() }), none],
  submit: [byServer.extend({ command }), reply],
  /** Stored on disk before this resolves: only then may the composer be cleared. */
  post: [
    byRoom.extend({ text: z.string().min(1).max(MESSAGE_MAX_CHARS), ...postParts.shape }),
    pendingMessage,
  ],
  'pending.retry': [byPending, none],
  'pending.delete': [byPending, none],
  /** From the local copy, filled up from the server when it is there. */
  history: [
    byRoom.extend({
      before: seq.optional(),
      after: seq.optional(),
      /** From that moment on, ms since 1970. */
      at: z.int().min(0).optional(),
      limit: z.int().min(1).max(PAGE_MAX_EVENTS),
    }),
    pageResult,
  ],
  /** What was typed, in one room, on one server, or everywhere; the newest hits first. */
  search: [
    z.object({
      text: z.string().max(SEARCH_QUERY_MAX_CHARS),
      server: serverId.optional(),
      /** Of that server. */
      room: roomId.optional(),
      /** Of the page before. */
      cursors: searchCursors.optional(),
    }),
    z.object({
      hits: z.array(z.object({ server: serverId, event: postedEvent })).max(SEARCH_HITS_MAX),
      cursors: searchCursors,
      /** Time ran out somewhere: older messages may be missing. */
      partial: z.boolean(),
      /** Servers of which only the copy was searched. */
      copyOnly: z.array(serverId),
      /** No room is called as `in:` says. */
      noRoom: z.boolean(),
    }),
  ],
  read: [byRoom.extend({ seq }), none],
  /** The events that were pushed last are on the screen: more may come. */
  drawn: [byServer, none],
  /** From this message on it is unread again: the one way in which a read mark moves back. */
  unread: [byRoom.extend({ seq: seq.min(1) }), z.object({ unread: z.int().min(0) })],
  draft: [byRoom.extend({ text: z.string().max(DRAFT_MAX_CHARS), reply: seq.optional() }), none],
  'host.start': [hostOptions, hosting],
  'host.stop': [none, none],
  /** While the room is open; resolves when it is done. */
  'host.change': [hostChange, hosting],
  /** The room closes for a moment. Rejects where the key could not be changed. */
  'host.renewKey': [none, hosting],
  'host.invite': [z.object({ room: roomId.optional(), password: z.boolean() }), invite],
  /** Asks everybody on the network to say that they are there. */
  'nearby.ask': [none, none],
  /** What may be wrong with the network; with a server that does not answer, or without. */
  'network.check': [z.object({ target: hostPort.optional() }), networkReport],
  /** The host's words were read; they come again when they are others. */
  'motd.read': [byServer, none],
  /** Takes over the server that is offered; how it goes on is pushed as `handover`. */
  'handover.accept': [byServer.extend({ id: handoverId }), z.object({ state: takeOver })],
  /** A server that was taken over and is not open yet; null: there is none. */
  'handover.kept': [none, keptRoom.nullable()],
  'handover.again': [
    z.object({ password: hostOptions.shape.password }),
    z.object({ state: takeOver }),
  ],
  'handover.drop': [none, none],
  /** All of this computer's server as one file; the room may be open. */
  'backup.now': [backupAsked, backupOutcome],
  /** A backup becomes this computer's server; what was there is set aside. Not while it is open. */
  'backup.restore': [restoreAsked, restoreOutcome],
  /** Out of the copy, filled up from the server when it is there. */
  'export.room': [exportAsked, exportOutcome],
  /** An exported room (JSON) becomes a room of this computer's open server. */
  'import.room': [none, importOutcome],
  /** Stops what is going on of these three. */
  'keeping.cancel': [none, none],
  /** The file that was written last, in the system's file manager. */
  'keeping.show': [none, none],
  /** What a person decided when quitting while hosting. */
  quit: [z.enum(['tray', 'close', 'cancel']), none],
  /** The room whose newest line is on the screen; null: none. Nothing pops up for it. */
  looking: [byRoom.nullable(), none],
  /** Start with the system. Where that cannot be: why not. */
  'login.set': [
    z.object({ on: z.boolean() }),
    z.object({ ok: z.boolean(), why: z.enum(['sandboxed', 'denied']).optional() }),
  ],
  /** The room in a window of its own, or that window to the front. False: there are too many. */
  'room.window': [byRoom, z.boolean()],
  /** From a room's own window: what only the main window can show. */
  'main.show': [
    z.object({
      to: landing.optional(),
      choice: menuChoice.optional(),
      /** One of our own links, to be asked about. */
      link: z.string().max(2048).optional(),
    }),
    none,
  ],
  open: [z.object({ url: z.string().max(2048) }), none],
  copy: [z.object({ text: z.string().max(8192) }), none],
  /** Looks for a newer version now; what comes of it is pushed. */
  'updates.check': [none, none],
  /** Ends the app and installs what is ready. */
  'updates.install': [none, none],
  /** The licences of all that is in the app, with their texts. */
  licences: [none, z.object({ text: z.string().max(LICENCES_MAX_CHARS) })],
  ...fileCalls,
} as const satisfies Record<string, readonly [z.ZodType, z.ZodType]>;
export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.input<Calls[N][0]>;
export type CallOutput<N extends CallName> = z.output<Calls[N][1]>;

/** main -> renderer. */
export const pushes = {
  /** In order, per server; those a client missed were fetched before. */
  events: byServer.extend({ events: z.array(chatEvent).max(IPC_EVENTS_MAX) }),
  /** A whole server: new, or after coming back online. Replaces what was known. */
  server: serverView,
  'server.status': byServer.extend({ status: serverStatus }),
  'server.gone': byServer,
  /** Upserts. */
  rooms: byServer.extend({ rooms: z.array(roomView) }),
  'room.gone': byRoom,
  users: byServer.extend({ users: z.array(userInfo).max(STATE_CHUNK) }),
  'users.gone': byServer.extend({ users: z.array(userId).max(STATE_CHUNK) }),
  members: byRoom.extend({ users: z.array(userId) }),
  typing: byRoom.extend({ user: userId, on: z.boolean() }),
  /** All who wait to be let in. */
  knocks: byServer.extend({ knocks: z.array(knock).max(STATE_CHUNK) }),
  /** Something that a moderator did and that concerns this person alone. */
  notice: byServer.extend({ notice }),
  /** What of files it takes from now on; left out: none. */
  'server.files': byServer.extend({ files: filePolicy.optional() }),
  /** Upsert; it leaves by its event, or by `pending.gone`. */
  pending: byServer.extend({ message: pendingMessage }),
  'pending.gone': byPending,
  /** Back after an absence: how much went out and came in. */
  back: byServer.extend({ sent: z.int(), received: z.int() }),
  attempt: z.object({
    attempt: z.string(),
    state: z.discriminatedUnion('state', [
      z.object({ state: z.literal('working'), step: connectStep }),
      z.object({ state: z.literal('question'), question }),
      z.object({ state: z.literal('failed'), failure }),
      z.object({ state: z.literal('done'), server: serverId, room: roomId.optional() }),
    ]),
  }),
  hosting,
  settings,
  recent: z.array(recentServer),
  /** All of them, the own room left out. */
  nearby: z.array(nearbyRoom).max(LAN_SERVERS_MAX),
  /** A known server was found at another address; the app is in again. */
  moved: byServer,
  /** How a hand-over stands that was offered to, or by, this person. */
  handover: byServer.extend(handoverFrame.omit({ t: true }).shape),
  /**
   * A server has another id from now on. `name`: it was handed over, and goes on at that person's
   * computer (empty: not told); left out: a person trusted its new key.
   */
  succeeded: z.object({ from: serverId, to: serverId, name: z.string().optional() }),
  /** How far a backup, a restore or an export is: 0 to 1. */
  keeping: z.object({ part: z.number().min(0).max(1) }),
  menu: menuChoice,
  link: z.object({ url: z.string().max(2048) }),
  /** A notification or the tray leads there; without `seq` to where reading stopped. */
  land: landing,
  /** The app's own small sound. */
  chime: none,
  /** The person wants to quit while others are in the room. */
  quitting: z.object({ people: z.int() }),
  /** The window was closed and the room stays open in the tray (shown once). */
  trayed: none,
  updates: updateState,
  /** The window gained or lost focus. */
  focus: z.boolean(),
  ...filePushes,
} as const satisfies Record<string, z.ZodType>;
export type Pushes = typeof pushes;
export type PushName = keyof Pushes;
export type PushData<N extends PushName> = z.output<Pushes[N]>;

/** What preload exposes as `window.sarangbang`: three functions, nothing else. */
export interface Preload {
  call(channel: string, input: unknown): Promise<unknown>;
  /** Returns its own clean-up. */
  on(channel: string, listener: (data: unknown) => void): () => void;
  /** `File` objects that were dropped, or picked; answered with picked files. */
  drop(files: readonly object[]): Promise<unknown>;
}
/** How a refused call travels: Electron would otherwise flatten errors into strings. */
export const callResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    code: z.enum(['bad-input', 'denied', 'failed']),
    message: z.string(),
  }),
]);
export type CallResult = z.infer<typeof callResult>;
