/**
 * What the network is told of the open room: that it is here, to the apps on it, and its news,
 * to them signed and to the old news programs as plain datagrams (docs/wires/discovery.md, news.md).
 */
import { type Announcer, startAnnouncer } from '../../lan/announcer';
import { startNews } from '../../lan/news';
import { type SignedNews, signNews } from '../../lan/signed-news';
import { PROTOCOL_VERSION } from '../../protocol/envelopes';
import type { News } from '../../protocol/lan';
import type { StartOptions } from './messages';

/** What is told of the running server. */
interface Speaker {
  readonly facts: { name: string; port: number; fingerprint: string };
  people(): number;
  readonly succession: readonly { readonly from: string }[];
  /** By its key, both base64url. */
  sign(data: Buffer): { spki: string; signature: string };
}

export interface Presence {
  discoverable(on: boolean): void;
  /** Null: no news any more. */
  news(news: News | null): void;
  /** People came or went. */
  changed(): void;
  /** Says goodbye. */
  stop(): Promise<void>;
}

type Facts = Pick<StartOptions, 'owner' | 'password' | 'version' | 'lanPort'>;

/** Silent until it is told what to say; with `lanPort` null it stays so. */
export const createPresence = (
  server: Speaker,
  { owner, password, version, lanPort }: Facts,
  log: (line: string) => void,
): Presence => {
  let announcer: Announcer | null = null;
  let signed: SignedNews | undefined;
  let caller: { stop(): Promise<void> } | null = null;
  /** Goodbyes that are still being said. */
  const leaving = new Set<Promise<void>>();

  const leave = (speaker: { stop(): Promise<void> } | null): void => {
    if (!speaker) return;
    const end = speaker.stop().finally(() => leaving.delete(end));
    leaving.add(end);
  };
  const was = server.succession.at(-1)?.from;
  const current = () => ({
    name: server.facts.name,
    ...(owner && { host: owner }),
    port: server.facts.port,
    people: server.people(),
    lock: Boolean(password),
    key: server.facts.fingerprint,
    ...(was && { was }),
    version,
    protocol: [PROTOCOL_VERSION, PROTOCOL_VERSION] as [number, number],
    ...(signed && { news: signed }),
  });

  return {
    discoverable(on) {
      if (lanPort === null || on === (announcer !== null)) return;
      if (on) announcer = startAnnouncer(current, { port: lanPort, log });
      else {
        leave(announcer);
        announcer = null;
      }
    },
    news(news) {
      signed = news ? signNews(news, server.sign) : undefined;
      announcer?.changed();
      leave(caller);
      caller = news && lanPort !== null ? startNews({ lines: news.text, log }) : null;
    },
    changed: () => announcer?.changed(),
    async stop() {
      leave(announcer);
      leave(caller);
      announcer = null;
      caller = null;
      await Promise.allSettled(leaving);
    },
  };
};
