/** How a server is connected to: pure decisions about pins, plain wires and names. */
import type { ClientOptions } from '../../client/api';
import type { Target } from '../../protocol/views';
import { type KnownServer, sameAddress } from './registry';

export type Plan = Pick<ClientOptions, 'target' | 'known' | 'plain'>;

/**
 * By the key it is known by. A server with a key is never spoken to without encryption, one that
 * was accepted without is not asked about again.
 */
export const planKnown = (entry: KnownServer): Plan => ({
  target: {
    hosts: entry.addresses,
    name: entry.name,
    // Our own key is no hearsay: another one at that port is not our room.
    ...(entry.hosted && entry.fingerprint && { fingerprint: entry.fingerprint }),
  },
  known: entry.fingerprint,
  plain: entry.fingerprint ? 'never' : 'allow',
});

/** As it was typed or pasted; an invite's fingerprint must be met, whatever was known before. */
export const planVisit = (target: Target, known: KnownServer | undefined): Plan => ({
  target,
  known: known?.fingerprint ?? null,
  plain: target.fingerprint || known?.fingerprint ? 'never' : known ? 'allow' : 'ask',
});

/**
 * Which known server a target means: by key where it names one, else by address. An address
 * alone may have changed hands; the pin then leads to the question about the changed key.
 */
export const meantBy = (
  target: Target,
  entries: readonly KnownServer[],
): KnownServer | undefined =>
  target.fingerprint
    ? entries.find((entry) => entry.fingerprint === target.fingerprint)
    : entries.find((entry) =>
        entry.addresses.some((known) => target.hosts.some((host) => sameAddress(known, host))),
      );

/**
 * What to be called there. A name typed for this very visit wins; the usual one does not undo
 * what a person agreed to be called there ("민수2") because it was taken.
 */
export const nameFor = (
  entry: Pick<KnownServer, 'myName'>,
  typed: string | undefined,
  usual: string,
): string => (typed && typed !== usual ? typed : entry.myName || typed || usual);
