/**
 * Tells everybody on the local network that a server is here (docs/wires/discovery.md): again and
 * again, soon when somebody asks or something changed, and once more when it closes.
 */
import type { RemoteInfo } from 'node:dgram';
import {
  LAN_ANNOUNCE_GAP_MS,
  LAN_ANNOUNCE_MAX_MS,
  LAN_ANNOUNCE_MIN_MS,
  LAN_ANSWER_WITHIN_MS,
  LAN_ASKERS_MAX,
  LAN_BYE_TIMEOUT_MS,
} from '../protocol/limits';
import { type Facts, readDatagram, writeAnnouncement } from './datagram';
import { Gate } from './gate';
import { contains, type Network } from './interfaces';
import { filled, type LanOptions, once } from './options';
import { openSockets } from './sockets';
import { withinTime } from './within-time';

export interface Announcer {
  /** What `current` answers has changed: it is announced soon. */
  changed(): void;
  /** Says goodbye and is silent. Safe to call twice. */
  stop(): Promise<void>;
}

/** Asked for anew with each announcement; news must be signed already (lan/signed-news.ts). */
export type Current = () => Facts;

export function startAnnouncer(current: Current, options: LanOptions = {}): Announcer {
  const all = filled(options);
  const complain = once((line) => all.log(`lan: ${line}`));
  const gate = new Gate(all.now);
  const askers = new Map<string, { network: Network; from: RemoteInfo }>();
  let last = Number.NEGATIVE_INFINITY;
  let due = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped: Promise<void> | undefined;

  const sockets = openSockets(all, (bytes, from) => {
    if (stopped || !gate.admits(from.address) || readDatagram(bytes)?.kind !== 'who') return;
    // Only neighbours are answered directly, so that nobody far away is sent what he did not ask.
    const network = sockets.networks.find((one) => contains(one, from.address));
    if (network && askers.size < LAN_ASKERS_MAX) {
      askers.set(`${from.address}:${from.port}`, { network, from });
    }
    soon();
  });

  function plan(wait: number): void {
    clearTimeout(timer);
    due = all.now() + wait;
    timer = setTimeout(announce, wait);
  }

  function soon(): void {
    if (stopped) return;
    const earliest = Math.max(last + LAN_ANNOUNCE_GAP_MS, all.now());
    const wait = earliest - all.now() + Math.random() * LAN_ANSWER_WITHIN_MS;
    if (all.now() + wait < due) plan(wait);
  }

  function bytesOf(kind: 'here' | 'bye'): Uint8Array | null {
    try {
      return writeAnnouncement(kind, current());
    } catch (error) {
      complain(`cannot announce: ${error instanceof Error ? error.name : 'error'}`);
      return null;
    }
  }

  function announce(): void {
    sockets.look();
    last = all.now();
    const bytes = bytesOf('here');
    if (bytes !== null) {
      void sockets.say(bytes);
      for (const { network, from } of askers.values()) void sockets.tell(bytes, network, from);
    }
    askers.clear();
    plan(LAN_ANNOUNCE_MIN_MS + Math.random() * (LAN_ANNOUNCE_MAX_MS - LAN_ANNOUNCE_MIN_MS));
  }

  async function end(): Promise<void> {
    clearTimeout(timer);
    const bytes = bytesOf('bye');
    if (bytes !== null) await withinTime(sockets.say(bytes), LAN_BYE_TIMEOUT_MS, undefined);
    await sockets.close();
  }

  announce();
  return {
    changed: soon,
    stop() {
      stopped ??= end();
      return stopped;
    },
  };
}
