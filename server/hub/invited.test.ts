/** Random histories of invites against a second, plain list of what they are worth. */
import { expect, it } from 'vitest';
import { Refusal } from '../../protocol/errors';
import { fc } from '../../protocol/testing/property';
import type { Fact } from '../projections/facts';
import { emptyState, foldFact, type State } from '../projections/state';
import type { EnterRequest } from './api';
import { hashOfToken, passOf } from './invited';
import type { World } from './world';

const tokenOf = (n: number) => `${n}`.padEnd(22, 'A');
const userOf = (n: number) => `k${`${n}`.padEnd(22, '_')}`;

type Step =
  | { do: 'make'; uses: number | null; lasts: number | null }
  | { do: 'come'; user: number; invite: number | null }
  | { do: 'revoke'; invite: number }
  | { do: 'wait'; ms: number }
  | { do: 'restart' };

const few = fc.integer({ min: 1, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('make' as const),
    uses: fc.option(few),
    lasts: fc.option(fc.integer({ min: 1, max: 50 })),
  }),
  fc.record({ do: fc.constant('come' as const), user: few, invite: fc.option(few) }),
  fc.record({ do: fc.constant('come' as const), user: few, invite: fc.option(few) }),
  fc.record({ do: fc.constant('revoke' as const), invite: few }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('restart' as const) }),
);

/** The rules again, as docs/PROTOCOL.md says them. */
class Rules {
  readonly given: { uses: number | null; until: number | null; who: Set<number>; back: boolean }[] =
    [];
  readonly known = new Set<number>();

  come(user: number, n: number | null, now: number): string {
    const invite = n === null ? undefined : this.given[n - 1];
    const had = this.given.some(({ who, back }) => who.has(user) && !back);
    const end = (() => {
      if (!invite || invite.back) return 'invite-revoked';
      if (invite.until !== null && invite.until <= now) return 'invite-expired';
      if (invite.uses !== null && invite.who.size >= invite.uses) return 'invite-used-up';
      return null;
    })();
    if (n === null || end !== null) {
      if (had) return 'invited';
      if (n !== null && !this.known.has(user)) return end as string;
      this.known.add(user);
      return 'as anybody';
    }
    invite?.who.add(user);
    this.known.add(user);
    return 'invited';
  }
}

it('is worth what the rules say, over any history and any restart', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const log: Fact[] = [];
      let state: State = emptyState([]);
      let now = 1_000;
      const rules = new Rules();
      const write = (facts: readonly Fact[]) => {
        for (const fact of facts) {
          log.push(fact);
          foldFact(state, fact);
        }
      };
      const world = () => ({ state, now, role: () => 'member' }) as unknown as World;
      const come = (user: number, invite: number | null): string => {
        const request = { user: userOf(user), ...(invite && { invite: tokenOf(invite) }) };
        try {
          const pass = passOf(world(), request as EnterRequest);
          const id = userOf(user);
          const name = `${user}`;
          write([{ type: 'user', id, name, wire: 'app', verified: true }]);
          write(pass.redeem(name).facts);
          return pass.invited ? 'invited' : 'as anybody';
        } catch (why) {
          if (why instanceof Refusal) return why.error.code;
          throw why;
        }
      };
      for (const one of steps) {
        if (one.do === 'wait') now += one.ms;
        else if (one.do === 'restart') {
          state = emptyState([]);
          for (const fact of log) foldFact(state, fact);
        } else if (one.do === 'revoke') {
          const given = rules.given[one.invite - 1];
          if (!given) continue;
          given.back = true;
          write([{ type: 'invite-revoked', n: one.invite }]);
        } else if (one.do === 'make') {
          const { uses, lasts } = one;
          const until = lasts === null ? null : now + lasts;
          rules.given.push({ uses, until, who: new Set(), back: false });
          write([
            {
              type: 'invite',
              hash: hashOfToken(tokenOf(rules.given.length)),
              ...{ ts: now, by: userOf(0), byName: 'host' },
              ...(until !== null && { until }),
              ...(uses !== null && { uses }),
            },
          ]);
        } else expect(come(one.user, one.invite)).toBe(rules.come(one.user, one.invite, now));
      }
      for (const [n, { who, uses }] of rules.given.entries()) {
        const came = state.invites.byNumber.get(n + 1)?.who;
        expect([...(came ?? [])].sort()).toEqual([...who].map(userOf).sort());
        if (uses !== null) expect(who.size).toBeLessThanOrEqual(uses);
      }
    }),
    { numRuns: 2_000 },
  );
});
