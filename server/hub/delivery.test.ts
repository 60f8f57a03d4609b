/** Accepted means kept; once, in order: numbers, commits, fan-out, and what happens when a disk fails. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FLUSH_EVERY_MS } from '../../protocol/limits';
import { createMemoryLog } from '../log/memory-log';
import type { RoomBatch } from '../session/session';
import { OUTBOX, openTestHub, type Someone, turn } from './test-support';

const post = (text: string, room = 'lobby') => ({ verb: 'post', room, text }) as const;
const idOf = (reply: Record<string, unknown>) => (reply.room as { id: string }).id;

/** A disk that writes when it is told to. */
function slowDisk() {
  const waiting: { write(): void; fail(why: Error): void }[] = [];
  let held = false;
  return {
    hold: () => {
      held = true;
    },
    /** Lets everything that waits be written, and holds no more. */
    release: () => {
      held = false;
      for (const one of waiting.splice(0)) one.write();
    },
    /** Fails the write that waits, or the next one that comes. */
    failNext: async () => {
      while (waiting.length === 0) await turn();
      waiting.shift()?.fail(new Error('no space left'));
    },
    get waiting() {
      return waiting.length;
    },
    disk: () =>
      held ? new Promise<void>((write, fail) => waiting.push({ write, fail })) : undefined,
  };
}

describe('numbers of an outbox', () => {
  type Row = [text: string, n: number, outcome: string];
  /** After 1 “one”, 2 “” (refused for good), 3 “three”. */
  const TABLE: Row[] = [
    ['one', 1, 'seq 2'],
    ['', 2, 'bad-text'],
    ['three', 3, 'seq 3'],
    ['other', 1, 'reused-number'],
    ['now not empty', 2, 'reused-number'],
    ['five', 5, 'out-of-order, expected 4'],
    ['four', 4, 'seq 4'],
  ];
  it('another answer, file or origin under a text is other content', async () => {
    const { enter } = openTestHub();
    const ann = await enter('ann');
    const said = { verb: 'post', room: 'lobby', text: 'two' } as const;
    await ann.submit(post('one'), 1);
    const first = await ann.submit({ ...said, reply: 2 }, 2);
    expect(first).toMatchObject({ ok: true });
    expect(await ann.submit({ ...said, reply: 2 }, 2)).toEqual(first);
    const forwarded = { name: 'bob', room: 'here' };
    for (const more of [{}, { reply: 1 }, { reply: 2, forwarded }]) {
      expect(await ann.submit({ ...said, ...more }, 2)).toMatchObject({
        error: { code: 'reused-number' },
      });
    }
  });

  for (const [text, n, outcome] of TABLE) {
    it(`${n} “${text}”: ${outcome}`, async () => {
      const { enter, log } = openTestHub();
      const ann = await enter('ann');
      await ann.submit(post('one'), 1);
      await ann.submit(post(''), 2);
      await ann.submit(post('three'), 3);
      const before = log.head('lobby');
      const reply = await ann.submit(post(text), n);
      const { error } = reply.ok ? { error: null } : reply;
      const expected = error?.expected === undefined ? '' : `, expected ${error.expected}`;
      const seq = reply.ok ? (reply.result.seq as number) : 0;
      expect(reply.ok ? `seq ${seq}` : `${error?.code}${expected}`).toBe(outcome);
      expect(log.head('lobby')).toBe(n === 4 ? before + 1 : before);
      expect(log.highWater(ann.id, OUTBOX)).toBe(n === 4 ? 4 : 3);
    });
  }

  it('are decided in the order of arrival, in one commit, and come back with the event', async () => {
    const { enter } = openTestHub({ rateLimit: true });
    const ann = await enter('ann');
    const replies = await Promise.all([1, 2, 3].map((n) => ann.submit(post(`${n}`), n)));
    expect(replies.map((reply) => reply.ok && reply.result.seq)).toEqual([2, 3, 4]);
    await ann.until(() => ann.events.length === 3);
    expect(ann.events.map((event) => event.from)).toEqual(
      [1, 2, 3].map((n) => ({ epoch: OUTBOX, n })),
    );
  });

  it('are not used up by refusals that pass', async () => {
    const { enter, log } = openTestHub({ rateLimit: true });
    const ann = await enter('ann');
    const replies = await Promise.all(
      Array.from({ length: 41 }, (_, i) => ann.submit(post(`${i + 1}`), i + 1)),
    );
    expect(replies.filter((reply) => reply.ok)).toHaveLength(40);
    expect(replies[40]).toMatchObject({ ok: false, error: { code: 'slow-down' } });
    expect(replies[40]?.ok === false && replies[40].error.retryAfterMs).toBeGreaterThan(0);
    expect(log.highWater(ann.id, OUTBOX)).toBe(40);
  });

  it('wait for the first answer when it is repeated before the commit', async () => {
    const disk = slowDisk();
    const { enter, log } = openTestHub({ store: createMemoryLog({ disk: disk.disk }) });
    const ann = await enter('ann');
    disk.hold();
    const first = ann.submit(post('once'), 1);
    const repeat = ann.submit(post('once'), 1);
    const other = ann.submit(post('another'), 1);
    expect(await other).toMatchObject({ error: { code: 'reused-number' } });
    disk.release();
    await turn();
    disk.release();
    expect(await repeat).toEqual(await first);
    expect(log.head('lobby')).toBe(2);
  });

  it('survive a new connection that repeats while the old one’s commit is under way', async () => {
    const disk = slowDisk();
    const { enter, log } = openTestHub({ store: createMemoryLog({ disk: disk.disk }) });
    const ann = await enter('ann');
    disk.hold();
    const first = ann.submit(post('once'), 1);
    await turn();
    const entering = enter('ann');
    while (disk.waiting > 0) {
      disk.release();
      await turn();
    }
    const again = await entering;
    expect(await again.submit(post('once'), 1)).toEqual(await first);
    expect(log.head('lobby')).toBe(2);
  });

  it('belong to posts only', async () => {
    const { enter } = openTestHub();
    const ann = await enter('ann');
    expect(await ann.refusal({ verb: 'leave', room: 'lobby' }, 1)).toBe('bad-frame');
  });
});

describe('a slow commit', () => {
  it('lets no reply and no event out before it is durable', async () => {
    const disk = slowDisk();
    const { enter, hub } = openTestHub({ store: createMemoryLog({ disk: disk.disk }) });
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await turn();
    ann.clear();
    bob.clear();
    disk.hold();
    let replied = false;
    const reply = ann.submit(post('wait for it'), 1).finally(() => {
      replied = true;
    });
    await turn();
    await turn();
    const { events } = (await bob.ok({ verb: 'history', room: 'lobby' })) as { events: unknown[] };
    expect([replied, ann.lines, bob.lines, events.length]).toEqual([false, [], [], 2]);
    expect(hub.heads(bob.session)).toEqual({ lobby: 2 });
    disk.release();
    expect(await reply).toMatchObject({ ok: true });
    await bob.until(() => bob.lines.length > 0);
    expect(bob.lines).toEqual(['lobby ann: wait for it']);
    expect(hub.changedHeads(bob.session)).toEqual({ lobby: 3 });
    expect(hub.changedHeads(bob.session)).toEqual({});
  });
});

describe('a commit that fails', () => {
  const failing = async (run: (people: { ann: Someone; bob: Someone }) => Promise<unknown>[]) => {
    const disk = slowDisk();
    const test = openTestHub({ store: createMemoryLog({ disk: disk.disk }) });
    const [ann, bob] = [await test.enter('ann'), await test.enter('bob')];
    await turn();
    ann.clear();
    bob.clear();
    disk.hold();
    const replies = run({ ann, bob });
    await disk.failNext();
    const settled = await Promise.all(replies);
    disk.release();
    await turn();
    return { ...test, ann, bob, replies: settled };
  };

  it('is told to everybody who waited, shown to nobody, and the number is free again', async () => {
    const { ann, bob, replies, log } = await failing(({ ann, bob }) => [
      ann.submit(post('lost'), 1),
      bob.submit(post('lost too'), 1),
    ]);
    expect(replies).toEqual(Array(2).fill({ ok: false, error: { code: 'storage-failed' } }));
    expect([ann.lines, bob.lines]).toEqual([[], []]);
    expect(await ann.submit(post('kept'), 1)).toMatchObject({ ok: true, result: { seq: 3 } });
    expect(log.head('lobby')).toBe(3);
    await bob.until(() => bob.lines.length > 0);
    expect(bob.lines).toEqual(['lobby ann: kept']);
  });

  it('takes back rooms, names and memberships that it would have brought', async () => {
    const { ann, bob, hub } = await failing(({ ann, bob }) => [
      ann.submit({ verb: 'create', name: 'garden' }),
      ann.submit({ verb: 'nick', name: '지훈' }),
      bob.submit({ verb: 'leave', room: 'lobby' }),
    ]);
    expect(hub.roomsFor(ann.session).map((room) => room.id)).toEqual(['lobby']);
    expect(hub.user(ann.id)?.name).toBe('ann');
    expect(hub.membersOf('lobby').map((user) => user.name)).toEqual(['ann', 'bob']);
    await bob.ok({ verb: 'nick', name: '지훈' });
    await ann.ok({ verb: 'create', name: 'garden' });
    await ann.ok(post('still heard'));
    await bob.until(() => bob.lines.includes('lobby ann: still heard'));
  });

  it('tells the state again', async () => {
    const { bob } = await failing(({ ann }) => [ann.submit({ verb: 'create', name: 'garden' })]);
    await turn();
    const rooms = bob.framesOf('rooms').at(-1)?.rooms;
    expect(rooms?.map((room) => room.name)).toEqual(['lobby']);
  });

  it('lets nobody in on it, and frees their name and place', async () => {
    const disk = slowDisk();
    const { knock, hub, enter } = openTestHub({
      store: createMemoryLog({ disk: disk.disk }),
      capacity: 1,
    });
    disk.hold();
    const entering = knock({ name: 'gus' });
    const failed = expect(entering).rejects.toMatchObject({
      error: { code: 'storage-failed' },
    });
    await disk.failNext();
    await failed;
    disk.release();
    expect(hub.people()).toBe(0);
    expect(hub.membersOf('lobby')).toEqual([]);
    await enter('gus');
  });

  it('does not leave a guest behind who went away on it', async () => {
    const disk = slowDisk();
    const { guest, enter, hub } = openTestHub({ store: createMemoryLog({ disk: disk.disk }) });
    const [gus, ann] = [await guest('gus'), await enter('ann')];
    disk.hold();
    gus.go();
    await disk.failNext();
    disk.release();
    await turn();
    expect(hub.membersOf('lobby').map((user) => user.name)).toEqual(['gus', 'ann']);
    await ann.ok(post('anything'));
    await ann.until(() => ann.lines.includes('lobby -gus'));
    expect(hub.membersOf('lobby').map((user) => user.name)).toEqual(['ann']);
  });
});

describe('fan-out', () => {
  /** Everybody in the lobby; every second one also in a room of ann's. */
  const crowd = async (size: number) => {
    const test = openTestHub();
    const ann = await test.enter('ann');
    const room = idOf(await ann.ok({ verb: 'create', name: 'garden' }));
    const people: Someone[] = [];
    for (let i = 0; i < size; i += 1) {
      const one = await test.enter(`p${i}`, { features: [] });
      if (i % 2 === 0) await one.ok({ verb: 'join', room });
      people.push(one);
    }
    // What was done so far is handed out, so that the next flush is one of its own.
    await ann.ok(post('settled'));
    for (const one of people) {
      await one.until(() => one.lines.includes('lobby ann: settled'));
      one.clear();
    }
    return { ...test, ann, room, people };
  };

  it('delivers once per flush, with what is shared shared', async () => {
    const { ann, room, people } = await crowd(6);
    const posts = [post('1'), post('a', room), post('2'), post('b', room)];
    await Promise.all(posts.map((one) => ann.submit(one)));
    for (const one of people) await one.until(() => one.deliveries.length > 0);
    expect(people.map((one) => one.deliveries.length)).toEqual(Array(6).fill(1));
    expect(people[0]?.lines).toEqual([
      'lobby ann: 1',
      'lobby ann: 2',
      `${room} ann: a`,
      `${room} ann: b`,
    ]);
    expect(people[1]?.lines).toEqual(['lobby ann: 1', 'lobby ann: 2']);
    const batches = new Set<RoomBatch>(people.flatMap((one) => one.deliveries.flat()));
    expect(batches.size).toBe(2);
    expect(people[1]?.deliveries[0]).toBe(people[3]?.deliveries[0]);
    for (const batch of batches) expect(batch.encoded.size).toBe(0);
  });

  it('goes at once when it is quiet, and gathers when it is not', async () => {
    const { ann, people } = await crowd(2);
    const [bob] = people as [Someone, Someone];
    const quiet = performance.now() + FLUSH_EVERY_MS;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(quiet);
    onTestFinished(() => clock.mockRestore());
    await ann.ok(post('first'));
    expect(bob.lines).toEqual(['lobby ann: first']);
    await Promise.all([ann.ok(post('second')), turn().then(() => ann.ok(post('third')))]);
    await bob.until(() => bob.lines.length === 3);
    expect(bob.deliveries.length).toBeLessThan(4);
    expect(bob.lines).toEqual(['lobby ann: first', 'lobby ann: second', 'lobby ann: third']);
  });

  it('tells whoever comes in nothing of what was before, and of what follows all', async () => {
    const { ann, people, room } = await crowd(3);
    const [old, fresh, later] = people as [Someone, Someone, Someone];
    // one after another, and yet one commit, handed out together
    const decided = async () => {
      for (let i = 0; i < 10; i += 1) await Promise.resolve();
    };
    const answers: Promise<unknown>[] = [];
    for (const [who, what] of [
      [ann, post('before', room)],
      [fresh, { verb: 'join', room }],
      [ann, post('between', room)],
      [ann, post('in the lobby')],
      [later, { verb: 'leave', room }],
      [later, { verb: 'join', room }],
      [ann, post('after', room)],
    ] as const) {
      answers.push(who.submit(what));
      await decided();
    }
    await Promise.all(answers);
    for (const one of [old, fresh, later]) {
      await one.until(() => one.lines.includes(`${room} ann: after`));
    }
    const inRoom = (one: Someone) => one.lines.filter((line) => line.startsWith(room));
    const rejoined = [`${room} -p2`, `${room} +p2`, `${room} ann: after`];
    expect(inRoom(old)).toEqual([
      `${room} ann: before`,
      `${room} +p1`,
      `${room} ann: between`,
      ...rejoined,
    ]);
    expect(inRoom(fresh)).toEqual([`${room} +p1`, `${room} ann: between`, ...rejoined]);
    expect(inRoom(later)).toEqual(rejoined.slice(1));
    for (const one of [old, fresh, later]) expect(one.lines).toContain('lobby ann: in the lobby');
    expect(fresh.deliveries).toHaveLength(1);
  });

  it('goes on when one gateway throws', async () => {
    const { ann, people, lines } = await crowd(3);
    const [bad, good] = people as [Someone, Someone];
    bad.deliver = () => {
      throw new Error('gateway bug');
    };
    await ann.ok(post('hello'));
    await good.until(() => good.lines.includes('lobby ann: hello'));
    expect(lines.join()).toContain('gateway bug');
  });
});
