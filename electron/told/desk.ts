/**
 * The desk at which news arrive: keeps notifications, badge and tray as servers, settings and
 * window say. Knows no file and no network.
 */

import type { ChatEvent } from '../../protocol/events';
import type { Hosting } from '../../protocol/ipc';
import { TRAY_DRAW_MS } from '../../protocol/limits';
import { roomTitle } from '../../protocol/lobby';
import type { Settings } from '../../protocol/settings';
import { type Badge, isDisturbable, roomBadge, ruleKey, sumBadges } from '../../protocol/telling';
import type { RoomView, ServerId } from '../../protocol/views';
import type { Words } from '../i18n/words';
import type { Ear } from '../servers/ear';
import type { TrayRoom, TrayState } from '../tray';
import { Asking } from './asking';
import type { Notifier } from './note';
import { type Landing, type ServerNow, Teller } from './teller';

/** A server as far as it matters here. */
export interface DeskServer {
  readonly id: ServerId;
  readonly name: string;
  readonly me: { id: string; name: string; role?: string } | null;
  rooms(): readonly RoomView[];
}

export interface DeskDeps {
  notifier: Notifier;
  servers(): readonly DeskServer[];
  settings(): Settings;
  words(): Words;
  hosting(): Hosting;
  /** Whether that page's window has the focus; left out: any window of this app. */
  isFocused(page?: number): boolean;
  showBadge(badge: Badge): void;
  showTray(state: TrayState): void;
  land(landing: Landing): void;
  answer(landing: Landing, text: string): void;
  chime(): void;
  canReply: boolean;
}

export interface Desk {
  readonly ear: Ear;
  /** What the window of a page shows to its newest line; null: nothing, or it is closed. */
  looking(page: number, place: Landing | null): void;
  focus(focused: boolean): void;
  /** Settings, language or the own room have changed. */
  refresh(): void;
}

/** `setTimeout` takes no longer ones. */
const LONGEST_MS = 2 ** 31 - 1;

export const createDesk = (deps: DeskDeps): Desk => {
  const looking = new Map<number, Landing>();
  let due: NodeJS.Immediate | null = null;
  let later: NodeJS.Timeout | null = null;
  let drawn = Number.NEGATIVE_INFINITY;
  let wake: NodeJS.Timeout | null = null;

  const find = (id: ServerId) => deps.servers().find((server) => server.id === id);
  const nowOf = (id: ServerId): ServerNow | null => {
    const server = find(id);
    if (!server) return null;
    const rooms = new Map(server.rooms().map((room) => [room.id, room]));
    return {
      name: server.name,
      me: server.me,
      room: (room) => rooms.get(room),
      title: (room) => roomTitle(room, deps.words().lobby),
    };
  };

  const isReading = ({ server, room }: Landing): boolean =>
    [...looking].some(
      ([page, at]) => at.server === server && at.room === room && deps.isFocused(page),
    );

  const teller = new Teller({
    notifier: deps.notifier,
    server: nowOf,
    settings: deps.settings,
    words: deps.words,
    isReading,
    isWatched: () => deps.isFocused(),
    land: deps.land,
    answer: deps.answer,
    chime: deps.chime,
    canReply: deps.canReply,
    now: () => new Date(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });

  const asking = new Asking({
    notifier: deps.notifier,
    settings: deps.settings,
    words: deps.words,
    isWatched: () => deps.isFocused(),
    land: deps.land,
    chime: deps.chime,
    now: () => new Date(),
  });
  const hands = (id: ServerId, events: readonly ChatEvent[]) => {
    const server = find(id);
    if (!server) return;
    for (const event of events) {
      if (event.kind !== 'hand') continue;
      const room = server.rooms().find((one) => one.id === event.room);
      if (!room) continue;
      const title = roomTitle(room, deps.words().lobby);
      asking.hand(server, event, { owner: room.owner, title });
    }
  };

  /** Rooms of all servers with what they add to the badge, and what is unread of them. */
  const count = (): { badge: Badge; rooms: TrayRoom[] } => {
    const { roomRules } = deps.settings();
    const now = Date.now();
    const badges: Badge[] = [];
    const rooms: (TrayRoom & { called: number })[] = [];
    for (const server of deps.servers()) {
      for (const room of server.rooms()) {
        // It is about to be read: a mark that comes for half a second is noise.
        if (isReading({ server: server.id, room: room.id })) continue;
        const badge = roomBadge(room, roomRules[ruleKey(server.id, room.id)], now);
        if (badge.count === 0 && !badge.dot) continue;
        badges.push(badge);
        const name = roomTitle(room, deps.words().lobby);
        const { unread } = room;
        rooms.push({ server: server.id, room: room.id, name, unread, called: badge.count });
      }
    }
    rooms.sort((a, b) => b.called - a.called || b.unread - a.unread);
    return { badge: sumBadges(badges), rooms: rooms.map(({ called: _, ...room }) => room) };
  };

  const draw = () => {
    if (later) clearTimeout(later);
    [due, later, drawn] = [null, null, performance.now()];
    const settings = deps.settings();
    const { badge, rooms } = count();
    deps.showBadge(badge);
    deps.showTray({
      hosting: deps.hosting(),
      badge,
      rooms,
      away: settings.availability === 'away',
      dnd: !isDisturbable(
        { ...settings, quietHours: { ...settings.quietHours, on: false } },
        new Date(),
      ),
      sound: settings.sound,
    });
    wakeUp(settings);
  };
  /** However many messages come in one turn, it is drawn once. */
  const drawSoon = () => {
    if (!due) due = setImmediate(draw);
  };
  /** For what comes by itself: at once after a quiet time, then every TRAY_DRAW_MS. */
  const drawInTime = () => {
    if (due || later) return;
    const wait = drawn + TRAY_DRAW_MS - performance.now();
    if (wait <= 0) drawSoon();
    else later = setTimeout(draw, wait);
  };
  /** A mute or do-not-disturb that ends changes what is shown. */
  const wakeUp = ({ roomRules, dndUntil }: Settings) => {
    if (wake) clearTimeout(wake);
    const now = Date.now();
    const ends = [dndUntil, ...Object.values(roomRules).map((rule) => rule.mutedUntil ?? 0)];
    const next = Math.min(...ends.filter((end) => end > now)) - now;
    wake = Number.isFinite(next) ? setTimeout(draw, Math.min(next + 1, LONGEST_MS)) : null;
    wake?.unref();
  };

  return {
    ear: {
      heard(server, events, live) {
        teller.heard(server, events, live);
        if (live) hands(server, events);
      },
      knocks(id, knocks) {
        const server = find(id);
        if (server) asking.knocks(server, knocks);
      },
      ready: (server) => {
        teller.caughtUp(server);
        drawSoon();
      },
      rooms(server, rooms) {
        for (const room of rooms)
          if (room.unread === 0 || !room.joined) teller.settled(server, room.id);
        drawInTime();
      },
      roomGone(server, room) {
        teller.settled(server, room);
        asking.roomGone(server, room);
        drawSoon();
      },
      gone(server) {
        teller.forget(server);
        asking.forget(server);
        drawSoon();
      },
    },
    looking(page, place) {
      if (place) looking.set(page, place);
      else looking.delete(page);
      drawSoon();
    },
    focus(focused) {
      if (focused) {
        teller.watched();
        asking.watched();
      }
      drawSoon();
    },
    refresh: drawSoon,
  };
};
