/** Invites that a host gives: what they open, for whom, how often, how long, and when no more. */
import { expect, it } from 'vitest';
import { Refusal } from '../../protocol/errors';
import { type GivenInvite, inviteResults } from '../../protocol/invites';
import { INVITES_KEPT, INVITES_MAX } from '../../protocol/limits';
import type { Log } from '../log/log';
import { createMemoryLog } from '../log/memory-log';
import type { EnterRequest } from './api';
import { keyOf, openTestHub, type Someone } from './test-support';

const MINUTE = 60_000;

/** A server that asks for a password, and a clock that the test holds. */
async function scene(store: Log = createMemoryLog(), more: { password?: string } = {}) {
  const clock = { now: 1_000_000 };
  const options = { hosts: [keyOf('host')], password: '열려라', ...more };
  const house = openTestHub({ ...options, store, now: () => clock.now });
  const host = await house.enter('host');
  return { ...house, clock, host, store };
}

async function make(host: Someone, more: { [key: string]: unknown } = {}) {
  const made = await host.ok({ verb: 'make-invite', ...more });
  return inviteResults['make-invite'].parse(made);
}

const listed = async (host: Someone): Promise<GivenInvite[]> =>
  inviteResults.invites.parse(await host.ok({ verb: 'invites' })).invites;

type Enter = (label: string, more?: Partial<EnterRequest>) => Promise<Someone>;

/** `in`, or the code of the refusal. */
async function tries(enter: Enter, label: string, invite?: string): Promise<string> {
  try {
    (await enter(label, invite === undefined ? {} : { invite })).go();
    return 'in';
  } catch (why) {
    if (why instanceof Refusal) return why.error.code;
    throw why;
  }
}

it('opens the door without the password, and stays open to who came by it', async () => {
  const { host, enter } = await scene();
  const { token, invite } = await make(host, { note: '  3학년\n2반 ' });
  expect(invite).toMatchObject({ n: 1, by: 'host', note: '3학년 2반', used: 0 });
  expect(await tries(enter, 'ann')).toBe('password-required');
  expect(await tries(enter, 'ann', token)).toBe('in');
  // They show it again with each connection, and are counted once.
  expect(await tries(enter, 'ann', token)).toBe('in');
  expect(await tries(enter, 'ann')).toBe('in');
  expect(await listed(host)).toMatchObject([{ n: 1, used: 1 }]);
});

it('is for as many people as were said, also when two come at once', async () => {
  const { host, enter } = await scene();
  const { token } = await make(host, { uses: 2 });
  const came = await Promise.all(
    ['ann', 'bob', 'cid', 'dan'].map((one) => tries(enter, one, token)),
  );
  expect(came.sort()).toEqual(['in', 'in', 'invite-used-up', 'invite-used-up']);
  expect(await listed(host)).toEqual([]);
});

it('ends with its time, and says so', async () => {
  const { host, enter, clock } = await scene();
  const { token, invite } = await make(host, { minutes: 10 });
  expect(invite.until).toBe(clock.now + 10 * MINUTE);
  clock.now += 10 * MINUTE - 1;
  expect(await tries(enter, 'ann', token)).toBe('in');
  clock.now += 1;
  expect(await tries(enter, 'bob', token)).toBe('invite-expired');
  // Who came in time is in.
  expect(await tries(enter, 'ann', token)).toBe('in');
});

it('is taken back: for who is new, and for who came by it', async () => {
  const { host, enter } = await scene();
  const [leaked, other] = [await make(host), await make(host)];
  expect(await tries(enter, 'ann', leaked.token)).toBe('in');
  expect(await tries(enter, 'cid', other.token)).toBe('in');
  await host.ok({ verb: 'revoke-invite', invite: leaked.invite.n });
  await host.ok({ verb: 'revoke-invite', invite: leaked.invite.n });
  await host.ok({ verb: 'revoke-invite', invite: 99 });
  expect(await tries(enter, 'bob', leaked.token)).toBe('invite-revoked');
  expect(await tries(enter, 'ann', leaked.token)).toBe('password-required');
  expect(await tries(enter, 'ann')).toBe('password-required');
  expect(await tries(enter, 'cid')).toBe('in');
  expect(await tries(enter, 'bob', 'A'.repeat(22))).toBe('invite-revoked');
});

it('holds over a restart, with what was counted and taken back', async () => {
  const { host, enter, store, hub } = await scene();
  const [one, two, gone] = [await make(host, { uses: 1 }), await make(host), await make(host)];
  expect(await tries(enter, 'ann', one.token)).toBe('in');
  expect(await tries(enter, 'bob', two.token)).toBe('in');
  await host.ok({ verb: 'revoke-invite', invite: gone.invite.n });
  await hub.stop('restarting');

  const again = await scene(store);
  expect(await tries(again.enter, 'cid', one.token)).toBe('invite-used-up');
  expect(await tries(again.enter, 'cid', gone.token)).toBe('invite-revoked');
  expect(await tries(again.enter, 'ann')).toBe('in');
  expect(await listed(again.host)).toMatchObject([{ n: two.invite.n, used: 1 }]);
  expect((await make(again.host)).invite.n).toBe(4);
});

it('is not used up by a host who tries it', async () => {
  const { host, enter } = await scene();
  const { token } = await make(host, { uses: 1 });
  host.go();
  const again = await enter('host', { invite: token });
  expect(await listed(again)).toMatchObject([{ used: 0 }]);
  expect(await tries(enter, 'ann', token)).toBe('in');
});

it('spares the knock, and neither the lock nor a ban', async () => {
  const { host, enter } = await scene(undefined, { password: undefined });
  const { token } = await make(host);
  await host.ok({ verb: 'door', door: 'knock' });
  expect(await tries(enter, 'ann')).toBe('knock');
  expect(await tries(enter, 'ann', token)).toBe('in');
  await host.ok({ verb: 'door', door: 'locked' });
  expect(await tries(enter, 'bob', token)).toBe('locked');
  await host.ok({ verb: 'door', door: 'open' });
  await host.ok({ verb: 'ban', user: keyOf('ann'), address: false });
  expect(await tries(enter, 'ann', token)).toBe('banned');
});

it('that has ended stops nobody who was here before', async () => {
  const { host, enter } = await scene(undefined, { password: undefined });
  const { token, invite } = await make(host);
  expect(await tries(enter, 'ann')).toBe('in');
  await host.ok({ verb: 'revoke-invite', invite: invite.n });
  expect(await tries(enter, 'ann', token)).toBe('in');
  expect(await tries(enter, 'bob', token)).toBe('invite-revoked');
});

it('leads into the room that it is for, whoever else may not see it', async () => {
  const { host, enter } = await scene();
  const created = await host.ok({ verb: 'create', name: '비밀', access: 'invite' });
  const { id: room } = created.room as { id: string };
  const { token } = await make(host, { room });
  const plain = await make(host);
  const ann = await enter('ann', { invite: token });
  await ann.ok({ verb: 'join', room });
  const bob = await enter('bob', { invite: plain.token });
  expect(await bob.refusal({ verb: 'join', room })).toBe('no-such-room');
  // Whoever is in already is invited by it too.
  bob.go();
  await (await enter('bob', { invite: token })).ok({ verb: 'join', room });
  await host.ok({ verb: 'delete-room', room });
  expect(await tries(enter, 'cid', token)).toBe('in');
});

it('is a host’s to give, to see and to take back', async () => {
  const { host, enter } = await scene();
  const { token, invite } = await make(host);
  const ann = await enter('ann', { invite: token });
  await host.ok({ verb: 'role', user: ann.id, role: 'moderator' });
  for (const command of [
    { verb: 'make-invite' },
    { verb: 'invites' },
    { verb: 'revoke-invite', invite: invite.n },
  ] as const) {
    expect(await ann.refusal(command)).toBe('not-allowed');
  }
  expect(await host.refusal({ verb: 'make-invite', room: 'r-none-such' })).toBe('no-such-room');
});

it('is kept as a hash: the log opens no door', async () => {
  const { host, store } = await scene();
  const { token } = await make(host);
  const written: unknown[] = [];
  store.replay({ fact: (fact) => written.push(fact), event: (event) => written.push(event) });
  expect(written.length).toBeGreaterThan(0);
  expect(JSON.stringify(written)).not.toContain(token);
});

it('there are so many and no more, and what ended is forgotten in the end', async () => {
  const { host, enter, clock } = await scene();
  const first = await make(host, { minutes: 1 });
  const many = (count: number) =>
    Promise.all(Array.from({ length: count }, () => make(host, { minutes: 1 })));
  await many(INVITES_MAX - 1);
  expect(await host.refusal({ verb: 'make-invite' })).toBe('full');
  for (let made = INVITES_MAX; made <= INVITES_KEPT; made += INVITES_MAX) {
    clock.now += MINUTE;
    expect(await listed(host)).toEqual([]);
    await many(INVITES_MAX);
  }
  expect(await tries(enter, 'ann', first.token)).toBe('invite-revoked');
  expect(await listed(host)).toHaveLength(INVITES_MAX);
});
