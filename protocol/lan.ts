/**
 * What servers say about themselves to everybody on the local network, and how it is asked for
 * (docs/wires/discovery.md). All of it is a hint: nothing in a datagram proves who sent it, except
 * the news, which the server's key has signed.
 */
import { z } from 'zod';
import { fingerprint } from './ids';
import { NAME_MAX_CHARS, NEWS_MAX_BYTES, SERVER_NAME_MAX_CHARS } from './limits';

/** Version of the datagrams; one that is higher is still read as far as it is understood. */
export const LAN_VERSION = 1;

/** Length of news in bytes of UTF-8, which is what its 29 are counted in. */
export function newsBytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

/** One line of news, as long as a datagram of the old news programs. */
export const news = z.object({
  text: z
    .string()
    .min(1)
    .refine((text) => newsBytesOf(text) <= NEWS_MAX_BYTES, {
      error: 'news is one line of 29 bytes at most',
    }),
  /** When it was posted, ms since 1970 by the server's clock. */
  at: z.int().min(0),
});
export type News = z.infer<typeof news>;

export const announcement = z.object({
  app: z.literal('sarangbang'),
  v: z.int().min(1),
  /** `bye`: it is closing now. */
  kind: z.enum(['here', 'bye']),
  name: z.string().min(1).max(SERVER_NAME_MAX_CHARS),
  /** Whose computer it is, as people there call it. */
  host: z
    .string()
    .max(NAME_MAX_CHARS * 2)
    .optional(),
  port: z.int().min(1).max(65_535),
  people: z.int().min(0),
  /** A password is asked for. */
  lock: z.boolean(),
  /** Left out by a server without TLS. */
  key: fingerprint.optional(),
  /** The key before this one, of a server that was handed over: a hint for whoever knows that one. */
  was: fingerprint.optional(),
  /** Of the program, for people to read. */
  version: z.string().max(40),
  /** Lowest and highest version of the chat protocol that it speaks. */
  protocol: z.tuple([z.int(), z.int()]),
  news: news
    .extend({
      /** SPKI of the server's key, base64url: its fingerprint must be `key`. */
      spki: z.string().max(200),
      /** By that key, over the text and the time. */
      signature: z.string().max(200),
    })
    .optional(),
});
export type Announcement = z.infer<typeof announcement>;

/** "Who is there?" Every server that hears it announces itself, not at once but soon. */
export const question = z.object({
  app: z.literal('sarangbang'),
  v: z.int().min(1),
  kind: z.literal('who'),
});

/** A server that was heard on this network lately. */
export const nearbyServer = z.object({
  /** Its key's fingerprint; without TLS `host:port`. */
  id: z.string().max(120),
  name: z.string().max(SERVER_NAME_MAX_CHARS),
  host: z.string().optional(),
  /** Where its datagrams come from; the one that was heard of last for the first time leads. */
  addresses: z.array(z.object({ host: z.string(), port: z.int() })).min(1),
  people: z.int().min(0),
  lock: z.boolean(),
  key: fingerprint.optional(),
  was: fingerprint.optional(),
  version: z.string().max(40),
  /** False: it speaks no version of the chat protocol that this program does. */
  understood: z.boolean(),
  /** Present when its signature is right. */
  news: news.optional(),
});
export type NearbyServer = z.infer<typeof nearbyServer>;

/** How the network looks to a program that hears nobody, the likeliest cause first. */
export const networkCause = z.enum([
  /** Servers are heard, or a given one answers: nothing is wrong. */
  'fine',
  /** No interface but loopback has an address. */
  'no-network',
  /** What should arrive is kept back, here or at the other computer (`firewall` says where). */
  'firewall',
  /** The network seems to keep its devices apart. */
  'isolation',
  /** The way to the network leads through a tunnel. */
  'vpn',
  /** The given address is in no network that this computer is in. */
  'other-subnet',
  'unsure',
]);
export type NetworkCause = z.infer<typeof networkCause>;

export const networkReport = z.object({
  cause: networkCause,
  /** This computer's addresses on the network. */
  addresses: z.array(z.string()),
  heard: z.int().min(0),
  /** What the server that was asked about did; left out when none was. */
  target: z.enum(['open', 'refused', 'silent', 'unreachable']).optional(),
  /** Round trip to the server that was asked about, ms. */
  roundTripMs: z.number().optional(),
  /** With the cause `firewall`: of this computer, or of the one that was asked about. */
  firewall: z.enum(['here', 'there']).optional(),
});
export type NetworkReport = z.infer<typeof networkReport>;
