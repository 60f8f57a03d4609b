/** A chat client without a window, as its users (the app, the terminal client, tests) see it. */

import type { CommandInput, CommandOf, Verb } from '../protocol/commands';
import type { ChatEvent } from '../protocol/events';
import type { FilePolicy } from '../protocol/file-policy';
import type { RoomId, Seq, UserId } from '../protocol/ids';
import type { Language } from '../protocol/language';
import type { PostParts } from '../protocol/message';
import type { UserInfo } from '../protocol/model';
import type { Knock, Notice } from '../protocol/order';
import type { Page, Reply, ReplyTo } from '../protocol/replies';
import type { HandoverFrame } from '../protocol/succession';
import type {
  Answer,
  HostPort,
  PendingMessage,
  RoomView,
  ServerStatus,
  Target,
} from '../protocol/views';
import type { ClientFiles, HeldMessage } from './files/api';
import type { CopySearch } from './search/thread';
import type { SearchAnswer, SearchAsk } from './searching';

/** A device's Ed25519 identity; how it is kept on disk is the owner's business. */
export interface DeviceKey {
  readonly user: UserId;
  /** Raw public key, base64url. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

export interface ClientOptions {
  target: Target;
  /** Fingerprint that this server is known by; null on the first visit. */
  known: string | null;
  /** First visit without a fingerprint: ask (`question`), or trust silently (tests, scripts). */
  firstVisit: 'ask' | 'trust';
  /** Unencrypted: never, ask, or always. With `tls: 'off'` TLS is not even tried. */
  plain: 'never' | 'ask' | 'allow';
  tls: 'on' | 'off';
  name: string;
  password?: string;
  /** Null: a guest without a key. */
  key: DeviceKey | null;
  /** Where the copy, the cursors and the outbox live. */
  store: ClientStore;
  /** Searches that copy beside the event loop; left out: it is read in place. */
  copySearch?: CopySearch;
  language: Language;
  app: string;
  /** This program could go on with a server that is handed over to it. */
  canHost?: boolean;
  /** False: one attempt, then stop (a person is waiting and will decide). */
  reconnect: boolean;
  attention?: Attention;
}

export interface ClientEvents {
  status(status: ServerStatus): void;
  /** Stored already, in order per room, never twice. */
  events(events: readonly ChatEvent[]): void;
  rooms(rooms: readonly RoomView[]): void;
  roomGone(room: RoomId): void;
  users(users: readonly UserInfo[]): void;
  usersGone(users: readonly UserId[]): void;
  members(room: RoomId, users: readonly UserId[]): void;
  typing(room: RoomId, user: UserId, on: boolean): void;
  /** All who wait to be let in; only where this person may do that. */
  knocks(knocks: readonly Knock[]): void;
  /** Something that a moderator did and that concerns this person alone. */
  notice(notice: Notice): void;
  pending(message: PendingMessage): void;
  pendingGone(id: string): void;
  /** State after welcome is complete and every gap is filled. */
  ready(info: {
    me: UserInfo;
    name: string;
    fingerprint: string | null;
    /** Where it was found. */
    address: HostPort | null;
    /** What its host says to everybody who comes in. */
    motd?: string;
    /** What of files it takes; left out: none. */
    files?: FilePolicy;
    sent: number;
    received: number;
  }): void;
  /** What of files the server takes from now on; undefined: none. */
  files(policy: FilePolicy | undefined): void;
  /** How a hand-over stands that one offered, or was offered. */
  handover(frame: HandoverFrame): void;
  /** The server goes on under another key, as its old key has signed; `name`: at whose computer. */
  succeeded(heir: { from: string; to: string; name: string; hosts: readonly HostPort[] }): void;
  /** The server's log was replaced: every copy started over. */
  startedOver(): void;
}

export interface ChatClient {
  readonly status: ServerStatus;
  readonly me: UserInfo | null;
  on<E extends keyof ClientEvents>(event: E, listener: ClientEvents[E]): () => void;
  connect(): void;
  /** Try again now instead of waiting. */
  retryNow(): void;
  /**
   * Somebody says that the server of the known key is at these addresses. They are tried at once
   * when there is no connection; a right key is all that counts there. Without a key: nothing.
   */
  heardAt(addresses: readonly HostPort[]): void;
  answer(answer: Answer): void;
  /** Stops trying; the store stays open. */
  disconnect(why?: 'user'): void;
  /** Replies, or rejects with a `Refusal` when there is no connection (posts go through `post`). */
  submit<V extends Verb>(command: CommandOf<V>): Promise<ReplyTo<V>>;
  submit(command: CommandInput): Promise<Reply>;
  /** Resolves when it is on disk. */
  post(room: RoomId, text: string, parts?: PostParts): Promise<PendingMessage>;
  readonly files: ClientFiles;
  retryPending(id: string): void;
  deletePending(id: string): void;
  /** `at`: from that moment on, ms since 1970. */
  history(
    room: RoomId,
    range: { before?: number; after?: number; at?: number; limit: number },
  ): Promise<Page>;
  /** In the copy, and on the server for what the copy lacks. */
  search(ask: SearchAsk): Promise<SearchAnswer>;
  rooms(): RoomView[];
  users(): UserInfo[];
  members(room: RoomId): UserId[];
  pendingMessages(): PendingMessage[];
  knocks(): readonly Knock[];
  markRead(room: RoomId, seq: number): void;
  /** From this seq on it is unread again. Tells how much is. */
  markUnread(room: RoomId, seq: number): number;
  /** `reply`: the message that it answers. */
  setDraft(room: RoomId, text: string, reply?: Seq): void;
  /** Counts anew what is unread. */
  attend(attention: Attention): void;
  close(): Promise<void>;
}

/** What the person chose to hear of; it may change at any time (see `attend`). */
export interface Attention {
  keywords: readonly string[];
  /** Their messages are not unread. */
  ignored: readonly UserId[];
}

/** Whose messages count as unread, and which of them as a mention. */
export interface Counting {
  me: Pick<UserInfo, 'id' | 'name'>;
  attention: Attention;
}

/** What is half written in a room. `at`: ms since 1970; 0 without a text. */
export interface Draft {
  text: string;
  at: number;
  /** The message that it answers. */
  reply?: Seq;
}

/** The copy of one server. memory-store.ts and sqlite-store.ts pass store.contract.ts. */
export interface ClientStore {
  /** Log this copy belongs to; null for an empty one. Changing it drops events and cursors, keeps the outbox. */
  logEpoch(): string | null;
  startOver(epoch: string): void;
  /**
   * Stores events and moves the cursor in one transaction, and removes the outbox rows that they
   * answer: same number, by this user (anybody may claim the name of an outbox), same content (a
   * restored copy may have given a number again). Changes of messages held change these too, so that
   * what is read back is as it is now. Returns the ids of the removed rows. Events are an unbroken run; `live` continues the range held,
   * `older` ends right before it, `restart` replaces it.
   */
  addEvents(
    room: RoomId,
    events: readonly ChatEvent[],
    edge: 'live' | 'older' | 'restart',
  ): string[];
  /** The unbroken range held: oldest and newest seq; whether older ones exist on the server. */
  range(room: RoomId): { first: number; last: number; olderMayExist: boolean } | null;
  read(room: RoomId, range: { before?: number; after?: number; limit: number }): ChatEvent[];
  /**
   * Seq of the first event held that happened at that moment or later, ms since 1970; null when
   * none did. Times are taken to rise: where a server's clock was set back, one of the places that
   * fit is found.
   */
  firstAt(room: RoomId, at: number): number | null;
  /** Upserts. `last`, `read` and the draft are the store's own and are not taken from here. */
  saveRooms(rooms: readonly RoomView[]): void;
  /** Takes it off the list. What was said there stays in the copy. */
  removeRoom(room: RoomId): void;
  loadRooms(): RoomView[];
  /** Replaces the list. */
  saveUsers(users: readonly UserInfo[]): void;
  loadUsers(): UserInfo[];
  saveMembers(room: RoomId, users: readonly UserId[]): void;
  loadMembers(room: RoomId): UserId[];
  /** Messages by others after a seq, and those of them that are meant for me. */
  unread(room: RoomId, after: number, counting: Counting): { unread: number; mentions: number };
  /** Never moves back. */
  markRead(room: RoomId, seq: number): void;
  /** The same, and moves back. */
  setReadMark(room: RoomId, seq: number): void;
  readMark(room: RoomId): number;
  /** Neither a text nor a message to answer: there is no draft. */
  setDraft(room: RoomId, text: string, at: number, reply?: Seq): void;
  draft(room: RoomId): Draft;
  /** Outbox: epoch made when the store was created; n taken in the transaction that writes the row. */
  outboxEpoch(): string;
  /** After a restore from a backup the server's mark is above ours: new epoch, rows renumbered. */
  newOutboxEpoch(): void;
  enqueue(room: RoomId, text: string, at: number, parts?: PostParts): PendingMessage;
  /** In the order in which they go out. */
  outbox(): PendingMessage[];
  /** The highest number given out in this epoch; 0 for none. */
  lastNumber(): number;
  /** Unrefused rows numbered above `after` become after+1, after+2 … in their order. */
  renumber(after: number): void;
  updatePending(message: PendingMessage): void;
  /** Puts a failed message at the end under a new number. */
  requeue(id: string): PendingMessage | null;
  removePending(id: string): void;
  /** Messages whose files are on their way, in the order in which they were written. */
  held(): HeldMessage[];
  /** Upserts. */
  keepHeld(held: HeldMessage): void;
  dropHeld(id: string): void;
  /** It goes to the end of the outbox under the same id, and the note of it is kept until dropped. */
  enqueueHeld(held: HeldMessage, pending: PendingMessage): PendingMessage;
  setMe(me: UserInfo): void;
  me(): UserInfo | null;
  close(): void;
}
