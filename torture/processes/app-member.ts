/**
 * The real app as a member: typed into through its window, killed with all its processes, and asked
 * what it holds by its file and what it shows by its window.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openCopyForReading } from '../../client/store/schema';
import { createFaultProxy, type FaultProxy } from '../../client/testing/fault-proxy';
import { launch, type RunningApp } from '../../e2e/support/launch';
import { composer, join, texts } from '../../e2e/support/talk';
import type { ChatEvent } from '../../protocol/events';
import { LOBBY } from '../../protocol/ids';
import { formatInvite } from '../../protocol/invite';
import type { UserInfo } from '../../protocol/model';
import { type Random, randomOf } from '../lib/random';
import { openJournal, readJournal } from './journal';
import type { ServerFacts } from './server';
import type { Tortured } from './tortured';
import { type Dump, keyOf, type State } from './words';

const PROXY_LIFE_MS = 24 * 3_600_000;
const PAUSE_MS = [80, 500] as const;
/** Of the newest messages as many as are certainly on screen. */
const WINDOW = 3;

interface Options {
  house: string;
  server: ServerFacts;
  seed: number;
}

export class AppMember implements Tortured {
  readonly name = 'app';
  readonly partial = true;
  #running: RunningApp | null = null;
  #talking = false;
  #loop: Promise<void> = Promise.resolve();

  private constructor(
    readonly folder: string,
    readonly line: FaultProxy,
    private readonly link: string,
    private readonly seed: number,
  ) {}

  static async make({ house, server, seed }: Options): Promise<AppMember> {
    const folder = path.join(house, 'app');
    mkdirSync(folder, { recursive: true });
    const target = { host: '127.0.0.1', port: server.port };
    const line = await createFaultProxy({ target, lifeMs: PROXY_LIFE_MS });
    const hosts = [{ host: '127.0.0.1', port: line.port }];
    const link = formatInvite({ hosts, fingerprint: server.fingerprint });
    return new AppMember(folder, line, link, seed);
  }

  /** The first time it joins by the link, later it comes back by itself. */
  async start(): Promise<void> {
    if (this.#running) return;
    const first = this.#file === null;
    const running = await launch({ userData: path.join(this.folder, 'data'), language: 'en' });
    this.#running = running;
    if (first) await join(running.page, this.link, this.name);
    await composer(running.page).waitFor();
    if (this.#talking) this.#begin(running);
  }

  async talk(on: boolean): Promise<void> {
    this.#talking = on;
    if (!on) return this.#loop;
    if (this.#running) this.#begin(this.#running);
  }

  async kill(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.kill();
    await this.#loop;
  }

  async end(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await this.#loop;
    await running?.close();
  }

  pause(): void {
    this.#running?.app.process().kill('SIGSTOP');
  }

  goOn(): void {
    this.#running?.app.process().kill('SIGCONT');
  }

  /** It talks in the lobby only. */
  async enter(): Promise<void> {}

  async comeBack(): Promise<void> {
    await this.#running?.page
      .getByRole('button', { name: /^(Connect|Reconnect|Move here)/ })
      .click();
  }

  async state(): Promise<State> {
    const { rooms, waiting } = this.#read();
    const held = Object.fromEntries(rooms.map(([room, events]) => [room, events.at(-1)?.seq ?? 0]));
    const page = this.#running?.page;
    const isReplaced = await page?.getByText('You connected elsewhere').isVisible();
    const status: State['status'] = isReplaced
      ? { state: 'offline', why: 'replaced' }
      : { state: 'online', secure: true };
    return { status: rooms.length > 0 ? status : { state: 'offline', why: 'user' }, waiting, held };
  }

  async dump(): Promise<Dump> {
    const { rooms, user } = this.#read();
    const page = this.#running?.page;
    if (!page) throw new Error('the app is not there');
    const newest = rooms.find(([room]) => room === LOBBY)?.[1].findLast(isThere);
    if (newest?.kind === 'posted') await this.#goToEnd(page, keyOf(newest.text));
    const said = (await texts(page)).map(keyOf).filter((key) => KEY.test(key));
    const keys = said.slice(-WINDOW);
    return {
      user,
      rooms: Object.fromEntries(rooms),
      pending: [],
      partial: true,
      window: { room: LOBBY, keys },
    };
  }

  /**
   * As a person does who is shown that there is more below: after a restart the window stands where
   * they stopped reading. It is told after the disk, and so is waited for.
   */
  async #goToEnd(page: RunningApp['page'], key: string): Promise<void> {
    const newest = page.getByText(key).last();
    const latest = page.getByRole('button', { name: /^Jump to latest/ });
    await newest.or(latest).first().waitFor();
    if (await latest.isVisible()) await latest.click();
    await newest.waitFor();
  }

  /** Types, presses Enter, and takes it for kept when the composer is empty. */
  #begin(running: RunningApp): void {
    const before = readJournal(this.folder);
    let count = before.filter(({ t }) => t === 'want').length;
    const random: Random = randomOf(this.seed, this.name, count);
    const note = openJournal(this.folder);
    if (before.length === 0) note({ t: 'begin', held: {} });
    const field = composer(running.page);
    const one = async (): Promise<void> => {
      count += 1;
      const key = `${this.name}-${count}`;
      note({ t: 'want', key, room: LOBBY });
      await field.fill(`${key} ${'다라 '.repeat(random.whole(0, 8))}`.trim());
      await field.press('Enter');
      await running.page.waitForFunction(
        () =>
          document.activeElement instanceof HTMLTextAreaElement && !document.activeElement.value,
      );
      note({ t: 'kept', key, room: LOBBY });
      await running.page.waitForTimeout(random.whole(...PAUSE_MS));
    };
    this.#loop = (async () => {
      try {
        while (this.#talking && this.#running === running) await one();
      } catch (why) {
        // Whoever was killed says nothing more; anything else is a failure.
        if (this.#running === running) throw why;
      }
    })();
    this.#loop.catch(() => {});
  }

  /** The file of the copy; null while there is none. */
  get #file(): string | null {
    const base = path.join(this.folder, 'data');
    try {
      const all = readdirSync(base, { recursive: true }).map(String);
      const found = all.find((file) => path.basename(file) === 'copy.db');
      return found === undefined ? null : path.join(base, found);
    } catch {
      return null;
    }
  }

  #read(): { rooms: [string, ChatEvent[]][]; waiting: number; user: string } {
    const file = this.#file;
    if (file === null) return { rooms: [], waiting: 0, user: '' };
    const db = openCopyForReading(file);
    try {
      const rows = db.prepare('SELECT json FROM events WHERE room = ? ORDER BY seq').all(LOBBY);
      const events = (rows as { json: string }[]).map(({ json }) => JSON.parse(json) as ChatEvent);
      const { n } = db.prepare('SELECT count(*) AS n FROM outbox').get() as { n: number };
      const me = db.prepare("SELECT value FROM meta WHERE key = 'me'").get() as
        | { value: string }
        | undefined;
      const user = me ? (JSON.parse(me.value) as UserInfo).id : '';
      return { rooms: [[LOBBY, events]], waiting: n, user };
    } finally {
      db.close();
    }
  }
}

/** Of a deleted message the window says that it is gone. */
const KEY = /^~?(m\d+|app)-\d+$/;

const isThere = (event: ChatEvent): boolean => event.kind === 'posted' && !event.gone;
