/**
 * The servers that were heard lately, decided without sockets or clocks. Everything in it was
 * claimed by somebody on the network and is a hint, but for the news, whose signature was checked
 * before (`news` of `hear`).
 */
import { PROTOCOL_VERSION } from '../protocol/envelopes';
import type { Announcement, NearbyServer, News } from '../protocol/lan';
import {
  LAN_ADDRESSES_MAX,
  LAN_FORGET_MS,
  LAN_MOVED_MS,
  LAN_SERVERS_MAX,
  LAN_SERVERS_PER_SOURCE_MAX,
  NAME_MAX_CHARS,
  SERVER_NAME_MAX_CHARS,
} from '../protocol/limits';
import { cleanName } from '../protocol/names';

interface HeardAt {
  readonly host: string;
  readonly port: number;
  last: number;
}

interface Entry {
  /** Without addresses. */
  facts: Omit<NearbyServer, 'addresses'>;
  /** The one heard of last for the first time stands first. */
  addresses: HeardAt[];
}

export class NearbyTable {
  readonly #entries = new Map<string, Entry>();

  /** True when the list is another than before. `from` is the address of the datagram. */
  hear(heard: Announcement, from: string, now: number, news?: News): boolean {
    const id = heard.key ?? `${from}:${heard.port}`;
    const known = this.#entries.get(id);
    if (heard.kind === 'bye') return known !== undefined && this.#leave(id, known, heard, from);
    const facts = factsOf(id, heard, latest(known?.facts.news, news));
    if (facts === null) return false;
    if (known === undefined) {
      if (this.#entries.size >= LAN_SERVERS_MAX || this.#crowded(from)) return false;
      const addresses = [{ host: from, port: heard.port, last: now }];
      this.#entries.set(id, { facts, addresses });
      return true;
    }
    const changed = JSON.stringify(facts) !== JSON.stringify(known.facts);
    known.facts = facts;
    return place(known, from, heard.port, now) || changed;
  }

  /** Drops what was not heard for its time; true when that changed the list. */
  forget(now: number): boolean {
    let changed = false;
    for (const [id, entry] of this.#entries) {
      const newest = Math.max(...entry.addresses.map(({ last }) => last));
      const fresh = entry.addresses.filter(
        // a clock that was set back makes nobody live for ever
        ({ last }) => Math.abs(now - last) < LAN_FORGET_MS && newest - last < LAN_MOVED_MS,
      );
      if (fresh.length === entry.addresses.length) continue;
      entry.addresses = fresh;
      if (fresh.length === 0) this.#entries.delete(id);
      changed = true;
    }
    return changed;
  }

  list(): NearbyServer[] {
    return [...this.#entries.values()].map(({ facts, addresses }) => ({
      ...facts,
      addresses: addresses.map(({ host, port }) => ({ host, port })),
    }));
  }

  /** A goodbye takes away only what was heard from where it comes from. */
  #leave(id: string, entry: Entry, { port }: Announcement, from: string): boolean {
    const rest = entry.addresses.filter((one) => one.host !== from || one.port !== port);
    if (rest.length === entry.addresses.length) return false;
    entry.addresses = rest;
    if (rest.length === 0) this.#entries.delete(id);
    return true;
  }

  /** Nobody alone fills the list. */
  #crowded(from: string): boolean {
    const here = [...this.#entries.values()].filter(({ addresses }) =>
      addresses.some(({ host }) => host === from),
    );
    return here.length >= LAN_SERVERS_PER_SOURCE_MAX;
  }
}

/** True when the address is new. */
function place(entry: Entry, host: string, port: number, now: number): boolean {
  const known = entry.addresses.find((one) => one.host === host && one.port === port);
  if (known !== undefined) {
    known.last = now;
    return false;
  }
  entry.addresses = [{ host, port, last: now }, ...entry.addresses].slice(0, LAN_ADDRESSES_MAX);
  return true;
}

/** Old news that is played again does not take the place of newer ones. */
function latest(known: News | undefined, heard: News | undefined): News | undefined {
  return known !== undefined && heard !== undefined && known.at > heard.at ? known : heard;
}

/** As it may be shown; null when nothing of its name is left. */
function factsOf(id: string, heard: Announcement, news?: News): Entry['facts'] | null {
  const name = cleanName(heard.name, SERVER_NAME_MAX_CHARS);
  if (name === '') return null;
  const host = cleanName(heard.host ?? '', NAME_MAX_CHARS);
  const [lowest, highest] = heard.protocol;
  const text = news === undefined ? '' : cleanName(news.text, news.text.length);
  return {
    id,
    name,
    ...(host !== '' && { host }),
    people: heard.people,
    lock: heard.lock,
    ...(heard.key !== undefined && { key: heard.key }),
    ...(heard.was !== undefined && { was: heard.was }),
    version: cleanName(heard.version, heard.version.length),
    understood: lowest <= PROTOCOL_VERSION && PROTOCOL_VERSION <= highest,
    ...(news !== undefined && text !== '' && { news: { text, at: news.at } }),
  };
}
