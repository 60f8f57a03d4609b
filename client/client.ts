/** The chat client: a link to the server, and the copy of what is known of it. */
import type { CommandInput } from '../protocol/commands';
import { Refusal } from '../protocol/errors';
import type { RoomId, UserId } from '../protocol/ids';
import { MESSAGE_MAX_CHARS } from '../protocol/limits';
import type { PostParts } from '../protocol/message';
import type { UserInfo } from '../protocol/model';
import type { Knock } from '../protocol/order';
import type { Page, Reply } from '../protocol/replies';
import { checkText } from '../protocol/text';
import type { Answer, HostPort, PendingMessage, RoomView, ServerStatus } from '../protocol/views';
import type { Attention, ChatClient, ClientEvents, ClientOptions } from './api';
import { systemClock } from './clock';
import { Copy } from './copy';
import { Emitter } from './emitter';
import type { ClientFiles } from './files/api';
import { clientFiles } from './files/client-files';
import { History, type Range } from './history';
import { Link, type LinkDeps } from './link';
import { type SearchAnswer, type SearchAsk, Searching } from './searching';
import { connectTcp } from './socket/connect';

/**
 * Not connecting yet: call `connect`. The store is the client's until `close`, which closes it.
 * `deps` are for tests.
 */
export function createClient(options: ClientOptions, deps: Partial<LinkDeps> = {}): ChatClient {
  return new Client(options, {
    clock: systemClock,
    random: Math.random,
    connect: connectTcp,
    ...deps,
  });
}

class Client implements ChatClient {
  readonly #events = new Emitter<ClientEvents>();
  readonly #copy: Copy;
  readonly #link: Link;
  readonly #history: History;
  readonly files: ClientFiles;
  readonly #searching: Searching;
  #closed = false;

  constructor(
    private readonly options: ClientOptions,
    deps: LinkDeps,
  ) {
    const { store } = options;
    const copy = new Copy({
      store,
      clock: deps.clock,
      events: this.#events,
      ask: (command, done, n) => this.#link.ask(command, done, n),
      complete: () => this.#link.complete(),
      renamed: () => this.#link.restart(),
      ...(options.attention && { attention: options.attention }),
    });
    this.#copy = copy;
    this.#link = new Link(options, deps, {
      status: (status) => this.#events.emit('status', status),
      entered: (...found) => copy.online(...found),
      left: () => copy.offline(),
      succeeded: (heir) => this.#events.emit('succeeded', heir),
      name: () => copy.me?.name ?? null,
      events: (events) => copy.inbox.live(events),
      heads: (heads) => copy.heads(heads),
      state: (frame) => copy.state(frame),
    });
    this.files = clientFiles(copy, deps.clock);
    this.#history = new History({
      store,
      reachable: (room) => this.#link.isOnline && copy.inbox.follows(room),
      head: (room) => copy.roster.room(room)?.head ?? 0,
      ask: (command) => this.#ask(command),
      begin: (room, page) => copy.inbox.begin(room, page),
      addOlder: (room, events) => copy.addOlder(room, events),
    });
    this.#searching = new Searching({
      store,
      copy: options.copySearch,
      rooms: () => copy.roster.rooms().filter(({ joined }) => joined),
      online: () => this.#link.isOnline,
      ask: (command) => this.#ask(command),
    });
  }

  get status(): ServerStatus {
    return this.#link.status;
  }

  get me(): UserInfo | null {
    return this.#copy.me;
  }

  on<E extends keyof ClientEvents>(event: E, listener: ClientEvents[E]): () => void {
    return this.#events.on(event, listener);
  }

  connect(): void {
    if (!this.#closed) this.#link.connect();
  }

  retryNow(): void {
    this.connect();
  }

  heardAt(addresses: readonly HostPort[]): void {
    if (!this.#closed) this.#link.heardAt(addresses);
  }

  answer(answer: Answer): void {
    if (!this.#closed) this.#link.answer(answer);
  }

  disconnect(): void {
    if (!this.#closed) this.#link.disconnect();
  }

  // The overloads of ChatClient narrow what a caller gets; there is one way through.
  async submit(command: CommandInput): Promise<never> {
    return (await this.#ask(command)) as never;
  }

  async post(room: RoomId, text: string, parts: PostParts = {}): Promise<PendingMessage> {
    const checked = checkText(text);
    if (!checked.ok) {
      const { why: message } = checked;
      throw new Refusal('bad-text', { field: 'text', limit: MESSAGE_MAX_CHARS, message });
    }
    const kept = this.#copy.outbox.add(room, checked.text, parts);
    // Whoever wrote it hears that it is kept before anybody hears that it is under way.
    setImmediate(() => this.#copy.outbox.pump());
    return kept;
  }

  retryPending(id: string): void {
    const { outbox, uploads } = this.#copy;
    if (uploads.has(id)) {
      uploads.retry(id);
      return;
    }
    const row = outbox.messages().find((one) => one.id === id);
    // The server had thrown the files away before the message reached it: from the beginning.
    const expired = row?.state === 'failed' && row.error?.code === 'no-such-file';
    if (expired && uploads.takeBack(id)) outbox.remove(id);
    else outbox.retry(id);
  }

  deletePending(id: string): void {
    const { outbox, uploads } = this.#copy;
    if (uploads.has(id)) uploads.remove(id);
    else outbox.remove(id);
  }

  history(room: RoomId, range: Range): Promise<Page> {
    return this.#history.page(room, range);
  }

  search(ask: SearchAsk): Promise<SearchAnswer> {
    return this.#searching.find(ask);
  }

  rooms(): RoomView[] {
    return this.#copy.rooms();
  }

  users(): UserInfo[] {
    return this.#copy.roster.users();
  }

  members(room: RoomId): UserId[] {
    return this.#copy.roster.members(room);
  }

  knocks(): readonly Knock[] {
    return this.#copy.knocks;
  }

  pendingMessages(): PendingMessage[] {
    return [...this.#copy.outbox.messages(), ...this.#copy.uploads.messages()];
  }

  markRead(room: RoomId, seq: number): void {
    this.#copy.markRead(room, seq);
  }

  markUnread(room: RoomId, seq: number): number {
    return this.#copy.markUnread(room, seq);
  }

  setDraft(room: RoomId, text: string, reply?: number): void {
    this.#copy.setDraft(room, text, reply);
  }

  attend(attention: Attention): void {
    if (!this.#closed) this.#copy.attend(attention);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#events.clear();
    this.#link.stop();
    this.#copy.uploads.close();
    await this.options.copySearch?.leave();
    this.options.store.close();
  }

  /** Rejects with a `Refusal` when there is no connection, or none that lasts until the answer. */
  #ask(command: CommandInput): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const lost = () => reject(new Refusal('not-authenticated', { message: 'no connection' }));
      if (!this.#link.isOnline) {
        lost();
        return;
      }
      this.#link.ask(command, (reply) => {
        if (reply === null) {
          lost();
          return;
        }
        this.#copy.replied(command, reply);
        resolve(reply);
      });
    });
  }
}
