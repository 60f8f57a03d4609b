/** What a started server says about itself: one line per fact, the same in every language. */
import { isIPv4 } from 'node:net';
import { formatAddress, formatInvite } from '../protocol/invite';
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

export function factLines(facts: ServerFacts, around: Surroundings): string[] {
  const { fingerprint, port, name } = facts;
  const everywhere = isWildcard(facts.host);
  const lan = around.lan.filter((address) => facts.host === '::' || isIPv4(address));
  const local = everywhere ? ['127.0.0.1', ...lan] : [facts.host];
  const reachable = everywhere && lan.length > 0 ? lan : local;
  const invite = formatInvite({
    hosts: reachable.map((host) => ({ host, port })),
    name,
    // Without TLS there is no key to check.
    ...(around.tls && { fingerprint }),
  });
  const words = (['ko', 'en'] as const).map((language) => safetyWords(fingerprint, language));
  return [
    ...local.map((host) => `listening on ${formatAddress({ host, port })}`),
    `name ${name}`,
    `data ${around.dataDir}`,
    `fingerprint ${fingerprint}`,
    `safety words ${words.map((four) => four.join(' ')).join(' / ')}`,
    ...(around.password ? ['password required'] : []),
    `invite ${invite}`,
  ];
}
