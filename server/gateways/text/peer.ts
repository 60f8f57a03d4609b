/** One terminal: lines in, lines out; outside until the first line, then a guest of the hub. */
import type { ByeReason } from '../../../protocol/envelopes';
import { Refusal } from '../../../protocol/errors';
import {
  COMMIT_BATCH_MAX,
  LINE_MAX_BYTES,
  PASSWORD_MAX_CHARS,
  TEXT_COMMAND_EVERY_MS,
  TEXT_OUTSIDE_MS,
  TEXT_QUEUE_LINES,
  TEXT_WAIT_MAX_MS,
} from '../../../protocol/limits';
import { roomTitle } from '../../../protocol/lobby';
import type { ServerInfo } from '../../../protocol/model';
import type { Knock } from '../../../protocol/order';
import type { EnterRequest } from '../../hub/api';
import type { RoomBatch, SessionSink, StateFrame } from '../../session/session';
import type { Beating } from '../../transport/heartbeat';
import type { Connection, GatewayContext, Peer } from '../gateway';
import { lineName } from '../line-name';
import { TurnQueue } from '../turn-queue';
import { COMMANDS, type Handler, say } from './commands';
import { batchBytes, toBytes } from './deliver';
import { find } from './find';
import { history } from './history';
import { languageAsked, languageOf, WORDS } from './languages';
import { type Line, LineReader } from './lines';
import { readTyped } from './typed';
import { enterAsGuest, type Visit } from './visit';
import { type Language, seconds, type Words } from './words';

/** Whoever sits at the server itself: is in at once, speaks this language, and goes by itself. */
export interface Operator {
  readonly language: Language;
  enter(sink: SessionSink): Promise<Visit>;
}

/** Refusals at the door after which there is nothing left to try. */
const FINAL = new Set([
  'banned',
  'full',
  'locked',
  'knock',
  'declined',
  'plain-refused',
  'key-required',
  'shutting-down',
]);

const isQuit = (line: string): boolean => readTyped(line).kind === 'quit';

export class TextPeer implements Peer, SessionSink, Beating {
  private readonly reader = new LineReader();
  private readonly queue: TurnQueue<Line>;
  private over = false;
  private language: Language | null = null;
  private visit: Visit | null = null;
  /** Batches that came while a room was being entered: they are shown once one is in it. */
  private held: RoomBatch[] | null = null;
  private knocksTold: ReadonlySet<string> = new Set();
  private unwatch: (() => void) | null = null;
  private outsideSince = 0;
  /** While somebody is being asked, or a place has to open: ends when they hang up. */
  private waiting: AbortController | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly context: GatewayContext,
    private readonly operator: Operator | null = null,
  ) {
    this.queue = new TurnQueue(
      connection,
      TEXT_QUEUE_LINES,
      (line) => this.take(line),
      () => this.end(this.language ? [this.farewell] : []),
    );
  }

  /** Before anything was typed. */
  comeIn(): void {
    this.begin('');
    this.queue.add([{ text: '' }]);
  }

  // ---- what the connection brings ----

  data(chunk: Buffer): void {
    if (this.over) return;
    const lines = this.reader.push(chunk);
    const telnet = this.reader.telnetAnswer();
    if (telnet) this.write(telnet);
    // Whoever waits outside is heard in one thing only.
    if (this.waiting && lines.some((line) => 'text' in line && isQuit(line.text))) {
      this.end([this.farewell]);
      return;
    }
    this.queue.add(lines);
  }

  ended(): void {
    this.waiting?.abort();
    this.queue.finish(this.reader.rest());
  }

  closed(): void {
    this.waiting?.abort();
    this.finish();
    if (this.visit) this.context.hub.leave(this.visit.session);
  }

  stop(reason: ByeReason, by?: string): void {
    if (this.visit || this.over) return;
    // whoever has not typed anything yet was never spoken to, and is not now
    this.end(this.language ? [this.words.bye[reason](by)] : []);
  }

  beat(now: number): void {
    if (this.visit || this.over || this.waiting || now - this.outsideSince < TEXT_OUTSIDE_MS)
      return;
    this.end([this.words.bye.silent(undefined)]);
  }

  // ---- what the hub brings ----

  deliver(batches: readonly RoomBatch[]): void {
    if (this.over || !this.visit) return;
    if (this.held) {
      this.held.push(...batches);
      if (this.held.length > COMMIT_BATCH_MAX) this.close('slow');
      return;
    }
    const { visit, reader } = this;
    const bytes = batchBytes(batches, {
      visit,
      words: this.words,
      language: this.language ?? 'en',
      eol: reader.crlf ? '\r\n' : '\n',
      charset: reader.charset,
    });
    if (bytes.length > 0) this.write(bytes);
  }

  /** A terminal asks for lists when it wants them; what concerns its reader alone is said. */
  state(frame: StateFrame): void {
    const { visit } = this;
    if (frame.t === 'knocks') this.tell(this.newKnocks(frame.knocks));
    if (frame.t !== 'notice' || !visit) return;
    const { notice } = frame;
    this.tell([this.words.notice(notice)]);
    if (notice.what === 'kicked' || notice.what === 'room-deleted') visit.goElsewhere();
  }

  close(reason: ByeReason, by?: string, note?: string): void {
    this.end([this.words.bye[reason](by, note)]);
  }

  // ---- one line after another ----

  private async take(line: Line): Promise<void> {
    try {
      this.tell(await this.answerTo(line));
    } catch (why) {
      this.context.log(`text gateway: ${why instanceof Error ? why.stack : why}`);
      this.tell([this.words.refused.internal({ code: 'internal' })]);
    }
  }

  private async answerTo(line: Line): Promise<string[]> {
    if (this.language === null) this.begin('text' in line ? line.text : '');
    if (this.over) return [];
    if ('tooLong' in line) return [this.words.tooLong(LINE_MAX_BYTES)];
    const typed = readTyped(line.text);
    switch (typed.kind) {
      case 'quit':
        this.end([this.farewell]);
        return [];
      case 'language': {
        const answer = this.chooseLanguage(typed.args);
        if (!this.visit) await this.enter();
        return answer;
      }
      case 'password':
        if (this.visit) return [this.words.passwordNotNeeded];
        if (typed.args === '') return [this.words.usage.password];
        await this.enter(typed.args.slice(0, PASSWORD_MAX_CHARS));
        return [];
    }
    const visit = this.visit ?? (await this.enter());
    if (!visit) return typed.kind === 'text' ? [this.words.stillOutside] : [];
    switch (typed.kind) {
      case 'nothing':
        return [];
      case 'unknown':
        return [this.words.unknownCommand(typed.name)];
      case 'command':
        return this.carryOut(visit, COMMANDS[typed.name], typed.args);
      case 'history':
        return this.carryOut(visit, history, typed.args);
      case 'find':
        return this.carryOut(visit, find, typed.args);
      case 'text':
        return this.say(visit, typed.text);
    }
  }

  private begin(line: string): void {
    this.language = this.operator?.language ?? languageOf(line);
    this.connection.admitted();
    this.outsideSince = performance.now();
    this.unwatch = this.context.heartbeat.add(this);
  }

  /** Null when they are not in, and were told why. */
  private async enter(password?: string): Promise<Visit | null> {
    const { hub, server } = this.context;
    if (!this.operator && hub.needsPassword() && password === undefined) {
      this.tell([this.words.askPassword]);
      return null;
    }
    try {
      const visit = this.operator
        ? await this.operator.enter(this)
        : await enterAsGuest(hub, this.connection, password, this, this.wait());
      if (this.over) {
        hub.leave(visit.session);
        return null;
      }
      this.visit = visit;
      this.waiting = null;
      this.unwatch?.();
      this.tell(this.greeting(visit, server));
      hub.start(visit.session);
      return visit;
    } catch (why) {
      this.waiting = null;
      if (!(why instanceof Refusal)) throw why;
      const words = [this.words.refused[why.error.code](why.error)];
      if (FINAL.has(why.error.code)) this.end(words);
      else this.tell(words);
      return null;
    }
  }

  private wait(): EnterRequest['wait'] {
    const waiting = new AbortController();
    this.waiting = waiting;
    return { signal: waiting.signal, told: ({ why }) => this.tell([this.words.waiting[why]]) };
  }

  /** Each is told once. */
  private newKnocks(knocks: readonly Knock[]): string[] {
    const fresh = knocks.filter(({ id }) => !this.knocksTold.has(id));
    this.knocksTold = new Set(knocks.map(({ id }) => id));
    return this.words.knocks(fresh.map((knock) => ({ ...knock, name: lineName(knock.name) })));
  }

  private greeting(visit: Visit, server: ServerInfo): string[] {
    const { name, room } = visit;
    if (this.operator) return this.words.consoleGreeting({ server: server.name, name });
    return this.words.greeting({
      server: server.name,
      name,
      room: room ? roomTitle(room, this.words.lobby) : '',
      others: room ? visit.othersHere(room.id) : 0,
      motd: server.motd ?? '',
    });
  }

  /** What happens in a room that is being entered is shown after the answer, none of it twice. */
  private async carryOut(visit: Visit, handler: Handler, args: string): Promise<string[]> {
    this.held = [];
    try {
      this.tell(await handler(visit, args, this.words));
    } finally {
      const { held } = this;
      this.held = null;
      this.deliver(held);
    }
    await this.queue.wait(TEXT_COMMAND_EVERY_MS);
    return [];
  }

  /** Typed too fast, a line waits for its turn, and nothing is read meanwhile. */
  private async say(visit: Visit, text: string): Promise<string[]> {
    while (visit.room && !this.over) {
      const error = await say(visit, visit.room.id, text);
      if (!error) return [];
      const { retryAfterMs = 0 } = error;
      if (error.code !== 'slow-down' || retryAfterMs > TEXT_WAIT_MAX_MS) {
        return [this.words.refused[error.code](error)];
      }
      this.tell([this.words.willSend(seconds(error))]);
      await this.queue.wait(retryAfterMs);
    }
    return [this.words.noRoom];
  }

  private chooseLanguage(args: string): string[] {
    const chosen = languageAsked(args);
    if (!chosen) return [this.words.usage.lang];
    this.language = chosen;
    return [this.words.languageChosen];
  }

  // ---- out ----

  private get farewell(): string {
    return this.operator ? this.words.consoleFarewell : this.words.farewell;
  }

  private get words(): Words {
    return WORDS[this.language ?? 'en'];
  }

  private bytesOf(lines: readonly string[]): Buffer {
    return toBytes(lines, this.reader.crlf ? '\r\n' : '\n', this.reader.charset);
  }

  private tell(lines: readonly string[]): void {
    if (lines.length > 0 && !this.over) this.write(this.bytesOf(lines));
  }

  private write(bytes: Buffer): void {
    if (!this.connection.write(bytes)) this.end([this.words.bye.slow(undefined)]);
  }

  /** The last words; whoever is in leaves when the connection is gone. */
  private end(lines: readonly string[]): void {
    if (this.over) return;
    this.finish();
    this.connection.end(lines.length > 0 ? this.bytesOf(lines) : undefined);
  }

  private finish(): void {
    this.over = true;
    this.unwatch?.();
    this.queue.stop();
  }
}
