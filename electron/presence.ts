/**
 * How others see this person, on every server at once: here, away, or not to be disturbed; and
 * what they say about it. Servers forget it when a connection ends, so each new one is told.
 */
import { AWAY_AFTER_S, AWAY_LOOK_MS, IDLE_LOOK_MS } from '../protocol/limits';
import type { Presence, UserStatus } from '../protocol/model';
import type { Settings } from '../protocol/settings';

type Shown = Exclude<Presence, 'offline'>;

/** Pure. A choice of the person goes before what the system sees. */
export const presenceOf = (
  settings: Pick<Settings, 'availability' | 'awayWhenIdle' | 'dndUntil'>,
  seen: { idleSeconds: number; locked: boolean; now: number },
): Shown => {
  if (settings.availability === 'away') return 'away';
  if (settings.dndUntil > seen.now) return 'dnd';
  const idle = settings.awayWhenIdle && seen.idleSeconds >= AWAY_AFTER_S;
  return idle || seen.locked ? 'away' : 'online';
};

interface Deps {
  settings(): Settings;
  /** A status that has ended. */
  clearStatus(): void;
  /** Seconds without key or mouse. */
  idleSeconds(): number;
  /** To every server that is online, or to one. */
  tell(presence: Shown, status: UserStatus | null, server?: string): void;
  now(): number;
}

export interface PresenceKeeper {
  /** Looks now, and goes on looking. */
  look(): void;
  locked(locked: boolean): void;
  /** A connection that knows nothing yet. */
  arrived(server: string): void;
  stop(): void;
}

export const createPresence = (deps: Deps): PresenceKeeper => {
  let locked = false;
  let told = JSON.stringify(['online', null]);
  let timer: NodeJS.Timeout | null = null;

  const current = (): [Shown, UserStatus | null] => {
    const settings = deps.settings();
    const now = deps.now();
    const { status } = settings;
    const lasts = status && (status.until === undefined || status.until > now);
    const seen = { idleSeconds: deps.idleSeconds(), locked, now };
    return [presenceOf(settings, seen), lasts ? status : null];
  };

  const look = () => {
    if (timer) clearTimeout(timer);
    const [presence, status] = current();
    if (!status && deps.settings().status) deps.clearStatus();
    const next = JSON.stringify([presence, status]);
    if (next !== told) {
      told = next;
      deps.tell(presence, status);
    }
    // Whoever comes back is here at once.
    timer = setTimeout(look, presence === 'away' ? AWAY_LOOK_MS : IDLE_LOOK_MS);
    timer.unref();
  };

  return {
    look,
    locked(now) {
      locked = now;
      look();
    },
    arrived(server) {
      const [presence, status] = current();
      if (presence !== 'online' || status) deps.tell(presence, status, server);
    },
    stop() {
      if (timer) clearTimeout(timer);
    },
  };
};
