/** Listens for servers on the local network (docs/wires/discovery.md) and asks who is there. */
import type { NearbyServer, News } from '../protocol/lan';
import {
  LAN_ASK_GAP_MS,
  LAN_LOOK_MS,
  LAN_SERVERS_MAX,
  LAN_TELL_EVERY_MS,
} from '../protocol/limits';
import { QUESTION, readDatagram } from './datagram';
import { Gate } from './gate';
import { NearbyTable } from './nearby-table';
import { filled, type LanOptions } from './options';
import { NewsVerifier } from './signed-news';
import { openSockets } from './sockets';

export interface Browser {
  list(): readonly NearbyServer[];
  /** "Who is there?", now; at most every LAN_ASK_GAP_MS, else it is left out. */
  ask(): void;
  stop(): Promise<void>;
}

/**
 * `onChange` is called with the whole list when it is another than before, at most every
 * LAN_TELL_EVERY_MS. Servers of this
 * very computer are heard too: who shows the list leaves out its own by the fingerprint.
 */
export function startBrowser(
  onChange: (list: readonly NearbyServer[]) => void,
  options: LanOptions = {},
): Browser {
  const all = filled(options);
  const gate = new Gate(all.now);
  const table = new NearbyTable();
  const verifier = new NewsVerifier(2 * LAN_SERVERS_MAX);
  let asked = Number.NEGATIVE_INFINITY;
  let stopped: Promise<void> | undefined;

  // a flood of changes is told now and then; the first of them at once
  let resting: NodeJS.Timeout | undefined;
  let untold = false;
  const tell = (changed: boolean): void => {
    untold ||= changed;
    if (!untold || resting) return;
    untold = false;
    resting = setTimeout(() => {
      resting = undefined;
      tell(false);
    }, LAN_TELL_EVERY_MS);
    onChange(table.list());
  };

  const sockets = openSockets(all, (bytes, from) => {
    if (stopped || !gate.admits(from.address)) return;
    const heard = readDatagram(bytes);
    if (heard?.kind !== 'announcement') return;
    const { key, news } = heard.announcement;
    const proven: News | undefined =
      key !== undefined && news !== undefined && verifier.verify(news, key) ? news : undefined;
    tell(table.hear(heard.announcement, from.address, all.now(), proven));
  });

  function ask(): void {
    const since = all.now() - asked;
    if (stopped || (since >= 0 && since < LAN_ASK_GAP_MS)) return;
    asked = all.now();
    void sockets.say(QUESTION);
  }

  const looking = setInterval(() => {
    if (sockets.look()) ask();
    tell(table.forget(all.now()));
  }, LAN_LOOK_MS);
  ask();

  return {
    list: () => table.list(),
    ask,
    stop() {
      clearInterval(looking);
      clearTimeout(resting);
      stopped ??= sockets.close();
      return stopped;
    },
  };
}
