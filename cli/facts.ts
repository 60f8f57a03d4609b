/** What a started server says about itself: one line per fact, the same in every language. */
import { isIPv4 } from 'node:net';
import type { CompatState } from '../protocol/compat';
import { formatAddress, formatInvite } from '../protocol/invite';
import { LANGUAGES } from '../protocol/language';
import { safetyWords } from '../protocol/safety-words';
import { isWildcard } from '../server/address';
import type { ServerFacts } from '../server/options';

export interface Surroundings {
  tls: boolean;
  /** A password is asked for. It is not part of the invite: what is printed ends up in logs. */
  password: boolean;
  dataDir: string;
  /** Addresses by which others reach this computer, the best first. */
  lan: readonly string[];
}

/** Addresses of a listener, this computer's own first. */
function addressesOf(host: string, lan: readonly string[]): { local: string[]; others: string[] } {
  if (!isWildcard(host)) return { local: [host], others: [host] };
  const others = lan.filter((address) => host === '::' || isIPv4(address));
  const local = ['127.0.0.1', ...others];
  return { local, others: others.length > 0 ? others : local };
}

/** `listening on ADDRESS`, one a line. */
export const listeningLines = (
  { host, port }: { host: string; port: number },
  lan: readonly string[],
): string[] =>
  addressesOf(host, lan).local.map((one) => `listening on ${formatAddress({ host: one, port })}`);

export function factLines(facts: ServerFacts, around: Surroundings): string[] {
  const { fingerprint, port, name } = facts;
  const reachable = addressesOf(facts.host, around.lan).others;
  const invite = formatInvite({
    hosts: reachable.map((host) => ({ host, port })),
    name,
    // Without TLS there is no key to check.
    ...(around.tls && { fingerprint }),
  });
  const words = LANGUAGES.map((language) => safetyWords(fingerprint, language));
  return [
    ...listeningLines(facts, around.lan),
    `name ${name}`,
    `data ${around.dataDir}`,
    `fingerprint ${fingerprint}`,
    `safety words ${words.map((four) => four.join(' ')).join(' / ')}`,
    ...(around.password ? ['password required'] : []),
    `invite ${invite}`,
  ];
}

/** `compat WIRE PORT open`, or `compat WIRE PORT failed WHY`. */
export const compatLines = (states: readonly CompatState[]): string[] =>
  states.map(({ wire, port, state }) =>
    ['compat', wire, port, state.state, ...(state.state === 'failed' ? [state.code] : [])].join(
      ' ',
    ),
  );
