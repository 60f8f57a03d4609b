/**
 * What this client knows of one server, kept on disk and told to listeners: ties inbox, outbox,
 * roster and views together. Knows no socket; a connection is two functions that come and go.
 */
import type { CommandInput } from '../protocol/commands';
import { Refusal } from '../protocol/errors';
import { type ChatEvent, countsAsUnread } from '../protocol/events';
import { isGuest, type RoomId, type Seq } from '../protocol/ids';
import type { UserInfo } from '../protocol/model';
import type { Knock } from '../protocol/order';
import type { Reply } from '../protocol/replies';
import type { HostPort, RoomView } from '../protocol/views';
import type { Attention, ClientEvents, ClientStore } from './api';
import type { Clock } from './clock';
import type { Done } from './commands';
import type { Emitter } from './emitter';
import type { Route } from './files/transfer';
import { Uploads } from './files/uploads';
import type { Welcome } from './handshake';
import { type Edge, Inbox } from './inbox';
import type { StateFrame } from './live';
import { Outbox } from './outbox';
import { postOf } from './post-of';
import { changeOf } from './reply-change';
import { Roster, type RosterChange } from './roster';
import { Saver } from './saver';
import { Teller } from './teller';
import { Views, withoutNotes } from './views';

export type Ask = (command: CommandInput, done: Done, n?: number) => void;

export interface CopyDeps {
  store: ClientStore;
  clock: Clock;
  events: Emitter<ClientEvents>;
  ask: Ask;
  /** The state after `welcome` is complete. */
  complete(): void;
  /** The outbox has another name now: shake hands again, at once. */
  renamed(): void;
  attention?: Attention;
}

/** What one connection has brought so far. */
interface Visit {
  welcome: Welcome;
  fingerprint: string | null;
  address: HostPort;
  complete: boolean;
  outboxStarted: boolean;
  readyTold: boolean;
  received: number;
}

export class Copy {
  readonly roster = new Roster();
  readonly views: Views;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly uploads: Uploads;
  readonly #saver: Saver;
  readonly #teller: Teller;
  #me: UserInfo | null;
  #visit: Visit | null = null;
  #knocks: readonly Knock[] = [];

  constructor(private readonly deps: CopyDeps) {
    const { store, clock, events } = deps;
    this.#me = store.me();
    this.views = new Views(store, () => this.#me, deps.attention);
    this.roster.load(store.loadRooms().map(withoutNotes), store.loadUsers(), (room) =>
      store.loadMembers(room),
    );
    this.#saver = new Saver({ store, clock, roster: this.roster, views: this.views });
    this.#teller = new Teller(events, this.roster, this.views);
    this.inbox = new Inbox({
      store,
      clock,
      stored: (...stored) => this.#stored(...stored),
      misfit: () => this.#startOver(store.logEpoch() ?? ''),
      idle: () => this.#progress(),
    });
    this.outbox = new Outbox({
      store,
      clock,
      changed: (message) => events.emit('pending', message),
      gone: (id) => {
        this.uploads.left([id]);
        events.emit('pendingGone', id);
      },
      landed: (room, seq) => this.#landed(room, seq),
      renamed: () => deps.renamed(),
      caughtUp: () => this.#progress(),
    });
    this.uploads = new Uploads({
      store,
      clock,
      ask: (command) => this.ask(command),
      changed: (message) => events.emit('pending', message),
      gone: (id) => events.emit('pendingGone', id),
      release: (held, pending) => {
        this.outbox.adopt(held, pending);
        setImmediate(() => this.outbox.pump());
      },
    });
    this.uploads.known(this.outbox.messages());
  }

  get me(): UserInfo | null {
    return this.#me;
  }

  /** Where the server is, while it is there. */
  get route(): Route | null {
    const visit = this.#visit;
    return visit?.complete ? { address: visit.address, fingerprint: visit.fingerprint } : null;
  }

  /** Rejects with `not-authenticated` when there is no connection that lasts until the answer. */
  ask(command: CommandInput): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.deps.ask(command, (reply) => {
        if (reply) resolve(reply);
        else reject(new Refusal('not-authenticated', { message: 'no connection' }));
      });
    });
  }

  rooms(): RoomView[] {
    return this.roster.rooms().map((room) => this.views.view(room));
  }

  online(welcome: Welcome, fingerprint: string | null, address: HostPort): void {
    const { store, ask } = this.deps;
    this.#visit = {
      welcome,
      fingerprint,
      address,
      complete: false,
      outboxStarted: false,
      readyTold: false,
      received: 0,
    };
    this.#me = welcome.me;
    // A guest is somebody else each time. What is found in the log meanwhile is the former one's.
    if (!isGuest(welcome.me.id)) store.setMe(welcome.me);
    this.roster.begin();
    this.inbox.online((command, done) => ask(command, done));
    const known = store.logEpoch();
    if (known === null) store.startOver(welcome.log);
    else if (known !== welcome.log) this.#startOver(welcome.log);
  }

  offline(): void {
    this.#visit = null;
    this.#tellKnocks([]);
    this.inbox.offline();
    this.outbox.offline();
    this.uploads.offline();
    this.#saver.flush();
  }

  heads(heads: Readonly<Record<RoomId, Seq>>): void {
    for (const [room, head] of Object.entries(heads)) {
      if (this.inbox.follows(room)) this.inbox.head(room, head);
      else if (this.roster.room(room)?.joined) this.inbox.follow(room, head);
    }
  }

  state(frame: StateFrame): void {
    if (frame.t === 'ready') this.#complete();
    else if (frame.t === 'typing') {
      this.deps.events.emit('typing', frame.room, frame.user, frame.on);
    } else if (frame.t === 'notice') {
      this.deps.events.emit('notice', frame.notice);
    } else if (frame.t === 'knocks') {
      this.#tellKnocks(frame.knocks);
    } else if (frame.t === 'handover') {
      this.deps.events.emit('handover', frame);
    } else if (frame.t === 'files') {
      this.deps.events.emit('files', frame.files);
    } else if (frame.t !== 'succeeded') {
      const change = this.roster.frame(frame);
      this.#follow(change);
      this.#changed(change);
    }
  }

  /** Some replies say what will follow as state anyway; whoever asked must not wait for that. */
  replied(command: CommandInput, reply: Reply): void {
    if (!reply.ok || !this.#visit) return;
    const change = changeOf(command, reply.result, this.roster, this.#me);
    if (!change) return;
    this.#follow(change);
    this.#changed(change);
  }

  /** Who waits to be let in, where this person may do that. */
  get knocks(): readonly Knock[] {
    return this.#knocks;
  }

  #tellKnocks(knocks: readonly Knock[]): void {
    if (knocks.length === 0 && this.#knocks.length === 0) return;
    this.#knocks = knocks;
    this.deps.events.emit('knocks', knocks);
  }

  addOlder(room: RoomId, events: readonly ChatEvent[]): void {
    const answered = this.deps.store.addEvents(room, events, 'older');
    this.outbox.answered(answered);
    this.uploads.left(answered);
    this.outbox.recheck();
  }

  markRead(room: RoomId, seq: Seq): void {
    if (this.views.markRead(room, seq)) this.#teller.rooms([room]);
  }

  attend(attention: Attention): void {
    this.views.attend(attention);
    if (this.#visit?.complete !== false)
      this.#teller.rooms(this.roster.rooms().map(({ id }) => id));
  }

  markUnread(room: RoomId, seq: Seq): number {
    const unread = this.views.markUnread(room, seq);
    this.#teller.rooms([room]);
    return unread;
  }

  setDraft(room: RoomId, text: string, reply?: Seq): void {
    this.views.setDraft(room, text, this.deps.clock.now(), reply);
    this.#teller.rooms([room]);
  }

  #complete(): void {
    const visit = this.#visit;
    if (!visit || visit.complete) return;
    visit.complete = true;
    const change = this.roster.complete();
    for (const room of change.roomsGone) this.inbox.unfollow(room);
    this.deps.complete();
    this.#changed(change);
    this.#progress();
  }

  /** The outbox goes first when nothing is missing any more for a guest, else with the state. */
  #progress(): void {
    const visit = this.#visit;
    if (!visit?.complete) return;
    const filled = this.inbox.complete;
    if (!visit.outboxStarted && (filled || !isGuest(visit.welcome.me.id))) {
      visit.outboxStarted = true;
      if (this.#me) this.deps.store.setMe(this.#me);
      const { ask } = this.deps;
      this.outbox.online((row, done) => ask(postOf(row), done, row.from.n), visit.welcome.hw);
      this.uploads.online({ address: visit.address, fingerprint: visit.fingerprint });
    }
    if (this.#visit !== visit || visit.readyTold || !filled || !this.#me) return;
    if (!visit.outboxStarted || !this.outbox.isCaughtUp) return;
    visit.readyTold = true;
    const { name, motd, files } = visit.welcome.server;
    this.deps.events.emit('ready', {
      me: this.#me,
      name,
      ...(motd && { motd }),
      ...(files && { files }),
      fingerprint: visit.fingerprint,
      address: visit.address,
      sent: this.outbox.sentSince,
      received: visit.received,
    });
  }

  #stored(room: RoomId, events: readonly ChatEvent[], edge: Edge, answered: string[]): void {
    this.outbox.answered(answered);
    this.uploads.left(answered);
    if (edge === 'restart') this.views.opened(room, events);
    else this.views.added(room, events);
    const visit = this.#visit;
    if (visit && !visit.readyTold && edge === 'live') {
      visit.received += events.filter((e) => countsAsUnread(e) && e.by !== this.#me?.id).length;
    }
    const change = this.roster.events(room, events);
    this.deps.events.emit('events', events);
    this.#changed({ ...change, rooms: [room] });
    this.outbox.recheck();
  }

  #landed(room: RoomId, seq: Seq): boolean {
    if (!this.inbox.follows(room)) return true;
    const held = this.deps.store.range(room);
    if (held && seq <= held.last) return true;
    this.inbox.head(room, seq);
    return false;
  }

  #follow(change: RosterChange): void {
    const exact = this.#visit?.complete === false;
    for (const id of change.roomsGone) this.inbox.unfollow(id);
    for (const id of change.rooms) {
      const room = this.roster.room(id);
      if (room?.joined) this.inbox.follow(id, room.head, exact);
      else this.inbox.unfollow(id);
    }
    if (change.rooms.length + change.roomsGone.length > 0) this.outbox.recheck();
  }

  #startOver(epoch: string): void {
    this.deps.store.startOver(epoch);
    this.views.clear();
    this.deps.events.emit('startedOver');
    this.inbox.reset();
  }

  /** Before the state is complete nothing of it is told: it would be half of it. */
  #changed(change: RosterChange): void {
    this.#noteMe(change);
    this.#saver.touch(change);
    if (this.#visit?.complete !== false) this.#teller.tell(change);
  }

  #noteMe({ users }: RosterChange): void {
    const me = this.#me && users.includes(this.#me.id) && this.roster.user(this.#me.id);
    if (!me) return;
    this.#me = me;
    if (this.#visit?.outboxStarted || !isGuest(me.id)) this.deps.store.setMe(me);
  }
}
