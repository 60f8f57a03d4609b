import { describe, expect, it } from 'vitest';
import { judgeKey, type TrustFacts } from './trust';

const SEEN = 'S'.repeat(43);
const OTHER = 'O'.repeat(43);
const address = { host: '::1', port: 7878 };

describe('whose key is spoken to', () => {
  it.each<[string, TrustFacts, object]>([
    [
      'the invite says so',
      { target: { fingerprint: SEEN }, pin: null, firstVisit: 'ask' },
      { kind: 'trust' },
    ],
    [
      'the invite says so, whatever was known',
      { target: { fingerprint: SEEN }, pin: OTHER, firstVisit: 'ask' },
      { kind: 'trust' },
    ],
    [
      'the invite says otherwise, whatever was known',
      { target: { fingerprint: OTHER }, pin: SEEN, firstVisit: 'trust' },
      { kind: 'fail', failure: { code: 'invite-mismatch' } },
    ],
    ['it is the known one', { target: {}, pin: SEEN, firstVisit: 'ask' }, { kind: 'trust' }],
    [
      'it was another, also for those who trust at first sight',
      { target: { name: '방' }, pin: OTHER, firstVisit: 'trust' },
      {
        kind: 'ask',
        question: { kind: 'key-changed', server: '방', known: OTHER, fingerprint: SEEN },
      },
    ],
    [
      'first visit',
      { target: {}, pin: null, firstVisit: 'ask' },
      { kind: 'ask', question: { kind: 'first-visit', server: '[::1]:7878', fingerprint: SEEN } },
    ],
    ['first visit of a script', { target: {}, pin: null, firstVisit: 'trust' }, { kind: 'trust' }],
  ])('%s', (_what, facts, verdict) => {
    expect(judgeKey(facts, SEEN, address)).toEqual(verdict);
  });

  it('no key at all is nobody', () => {
    for (const pin of [null, SEEN, '']) {
      expect(judgeKey({ target: {}, pin, firstVisit: 'trust' }, '', address)).toMatchObject({
        kind: 'fail',
      });
    }
  });
});
