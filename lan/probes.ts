/** The questions that the network check asks, each bounded in time and none of them throwing. */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect, isIPv4 } from 'node:net';
import type { NetworkReport } from '../protocol/lan';
import { CHECK_ASK_EVERY_MS, CHECK_LISTEN_MS, CHECK_TARGET_MS } from '../protocol/limits';
import { QUESTION, readDatagram } from './datagram';
import { Gate } from './gate';
import { kindOf, type Network } from './interfaces';
import type { FilledOptions } from './options';
import { openSockets } from './sockets';
import { closing } from './voice';
import { withinTime } from './within-time';

type Outcome = NonNullable<NetworkReport['target']>;

/** A documentation address (RFC 5737) far away, in the half of the internet that tunnels take too. */
const FAR_AWAY = '198.51.100.1';
const ANY_PORT = 9;

/**
 * This computer's address on the way to another one; null: there is no way. A UDP socket that is
 * connected asks the system's routes and sends nothing.
 */
export function addressTowards(host: string = FAR_AWAY): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const settle = (address: string | null) => {
      resolve(address);
      void closing(socket);
    };
    socket.on('error', () => settle(null));
    socket.connect(ANY_PORT, host, (...[error]: unknown[]) =>
      settle(error ? null : socket.address().address),
    );
  });
}

/** IPv4 address of a name or address; null when there is none within `ms`. */
export async function resolveIPv4(host: string, ms: number): Promise<string | null> {
  if (isIPv4(host)) return host;
  const found = lookup(host, { family: 4 }).then(
    ({ address }) => address,
    () => null,
  );
  return withinTime(found, ms, null);
}

/** Knocks on a TCP port: round trip in ms when somebody is there. Says nothing. */
export function knock(
  host: string,
  port: number,
  ms = CHECK_TARGET_MS,
): Promise<{ outcome: Outcome; ms?: number }> {
  return new Promise((resolve) => {
    const started = performance.now();
    const socket = connect({ host, port });
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      socket.destroy();
      const answered = outcome === 'open' || outcome === 'refused';
      resolve({ outcome, ...(answered && { ms: performance.now() - started }) });
    };
    const timer = setTimeout(() => settle('silent'), ms);
    socket.on('connect', () => settle('open'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => settle(outcomeOf(code)));
  });
}

function outcomeOf(code: string | undefined): Outcome {
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return 'refused';
  return code === 'ETIMEDOUT' ? 'silent' : 'unreachable';
}

export interface Listened {
  readonly loop: 'heard' | 'silent' | 'unknown';
  /** Ids of the servers that answered from other computers. */
  readonly servers: ReadonlySet<string>;
  /** Addresses that datagrams came from. */
  readonly sources: ReadonlySet<string>;
}

/**
 * Asks everybody who is there and listens: for servers, and for the questions themselves, which
 * come back to this computer over its own network unless something keeps them. Ends as soon as
 * `enough` says so.
 */
export async function listenAround(
  options: FilledOptions,
  networks: readonly Network[],
  enough: (listened: Listened) => boolean,
  ms = CHECK_LISTEN_MS,
): Promise<Listened> {
  if (networks.length === 0) return { loop: 'unknown', servers: new Set(), sources: new Set() };
  const own = new Set(networks.map(({ address }) => address));
  // what stays inside this computer proves nothing about the network
  const outward = networks.filter(({ name }) => kindOf(name) === 'network');
  const servers = new Set<string>();
  const sources = new Set<string>();
  const gate = new Gate(options.now);
  let loop: Listened['loop'] = 'silent';
  let wake = () => {};

  const sockets = openSockets({ ...options, interfaces: () => networks }, (bytes, from) => {
    if (!gate.admits(from.address)) return;
    const heard = readDatagram(bytes);
    if (heard === null) return;
    if (outward.some(({ address }) => address === from.address)) loop = 'heard';
    if (!own.has(from.address)) {
      sources.add(from.address);
      if (heard.kind === 'announcement' && heard.announcement.kind === 'here') {
        servers.add(heard.announcement.key ?? `${from.address}:${heard.announcement.port}`);
      }
    }
    if (enough({ loop, servers, sources })) wake();
  });
  const asking = setInterval(() => void sockets.say(QUESTION), CHECK_ASK_EVERY_MS);
  void sockets.say(QUESTION);
  const over = new Promise<void>((resolve) => {
    wake = resolve;
  });
  await withinTime(over, ms, undefined);
  clearInterval(asking);
  const deaf = (await withinTime(sockets.listening, 0, 'unknown')) !== null;
  await sockets.close();
  if (loop === 'silent' && (deaf || outward.length === 0)) loop = 'unknown';
  return { loop, servers, sources };
}
