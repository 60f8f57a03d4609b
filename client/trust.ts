/**
 * Which server key is spoken to (docs/SECURITY.md "Pinning"). An invite's fingerprint beats what
 * was known before and knows no exception; a known key that changed, and a first visit without
 * one, are a person's to decide.
 */
import { formatAddress } from '../protocol/invite';
import type { HostPort, Target } from '../protocol/views';
import type { Verdict } from './socket/channel';

export interface TrustFacts {
  target: Pick<Target, 'fingerprint' | 'name'>;
  /** The key this server is known by, or that a person has just trusted. */
  pin: string | null;
  firstVisit: 'ask' | 'trust';
}

export function judgeKey(facts: TrustFacts, seen: string, address: HostPort): Verdict {
  const { target, pin } = facts;
  if (seen === '') return { kind: 'fail', failure: { code: 'tls-failed', detail: 'no key' } };
  if (target.fingerprint !== undefined) {
    return target.fingerprint === seen
      ? { kind: 'trust' }
      : { kind: 'fail', failure: { code: 'invite-mismatch' } };
  }
  if (pin === seen) return { kind: 'trust' };
  const server = target.name ?? formatAddress(address);
  if (pin !== null) {
    return {
      kind: 'ask',
      question: { kind: 'key-changed', server, known: pin, fingerprint: seen },
    };
  }
  if (facts.firstVisit === 'trust') return { kind: 'trust' };
  return { kind: 'ask', question: { kind: 'first-visit', server, fingerprint: seen } };
}
