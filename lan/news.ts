/**
 * News as the old programs send and hear them (docs/wires/news.md): plain datagrams of at most 29
 * bytes to a multicast group or to everybody, one every two seconds, no framing, no proof of who
 * speaks.
 */
import {
  LAN_LOOK_MS,
  NEWS_EVERY_MS,
  NEWS_GROUP,
  NEWS_PORT,
  NEWS_READ_MAX_BYTES,
} from '../protocol/limits';
import { oneLine } from '../protocol/text';
import { Gate } from './gate';
import { newsPieces } from './news-pieces';
import { filled, type LanOptions } from './options';
import { openSockets } from './sockets';
import type { Hear } from './voice';

export interface NewsOptions extends LanOptions {
  /** Of a multicast group (224.1.1.2) and the port of both group and broadcast (7777). */
  group?: string;
  port?: number;
}

export interface NewsSenderOptions extends NewsOptions {
  /**
   * One text, sent again and again; or the next line each time, until there is none. Lines longer
   * than a datagram go out in several.
   */
  lines: string | (() => string | null | Promise<string | null>);
  /** Hops that multicast goes, 1 to 255. */
  ttl?: number;
  /** Between two datagrams, ms. */
  everyMs?: number;
  /** By broadcast instead of to the group: who listens to both would hear everything twice. */
  broadcast?: boolean;
  /** Told what went out. */
  onSent?: (piece: string) => void;
}

export interface NewsSender {
  /** Resolves when there were no more lines, or when it was stopped. Rejects when `lines` does. */
  readonly done: Promise<void>;
  stop(): Promise<void>;
}

const newsOptions = (options: NewsOptions) =>
  filled({ ...options, group: options.group ?? NEWS_GROUP, port: options.port ?? NEWS_PORT });

export function startNews(options: NewsSenderOptions): NewsSender {
  const { lines, ttl = 1, everyMs = NEWS_EVERY_MS, broadcast = false, onSent } = options;
  const sockets = openSockets(newsOptions(options), () => {}, {
    ttl,
    by: [broadcast ? 'broadcast' : 'multicast'],
    ear: false,
  });
  const stopping = new AbortController();
  const next = typeof lines === 'string' ? endless(lines) : lines;

  async function run(): Promise<void> {
    try {
      for (;;) {
        const line = await next();
        if (line === null || stopping.signal.aborted) return;
        for (const piece of newsPieces(line)) {
          sockets.look();
          await sockets.say(Buffer.from(piece));
          if (stopping.signal.aborted) return;
          onSent?.(piece);
          if (!(await pause(everyMs, stopping.signal))) return;
        }
      }
    } finally {
      await sockets.close();
    }
  }

  const done = run();
  return {
    done,
    async stop() {
      stopping.abort();
      await done.catch(() => {}); // who waits for `done` is told
    },
  };
}

/** Its lines, without the empty ones, from the start again after the last. */
function endless(text: string): () => string | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  let at = 0;
  return () => lines[at++ % lines.length] ?? null;
}

/** False when it was cut short. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

export interface NewsListener {
  stop(): Promise<void>;
}

/**
 * Hears multicast and broadcast alike. `onLine` is given what one datagram says, without line ends
 * and control characters; anybody may have sent it.
 */
export function listenNews(
  options: NewsOptions,
  onLine: (line: string, from: { address: string; port: number }) => void,
): NewsListener {
  const all = newsOptions(options);
  const gate = new Gate(all.now);
  const hear: Hear = (bytes, { address, port }) => {
    if (!gate.admits(address) || bytes.length > NEWS_READ_MAX_BYTES) return;
    const line = oneLine(bytes.toString('utf8'));
    if (line !== '') onLine(line, { address, port });
  };
  const sockets = openSockets(all, hear, { by: [] });
  const looking = setInterval(() => sockets.look(), LAN_LOOK_MS);
  return {
    stop() {
      clearInterval(looking);
      return sockets.close();
    },
  };
}
