/**
 * Anything that people do, in any order, on a disk that fails now and then, against a model that
 * keeps only the promises: one order per room, each number once, its first answer for ever, and
 * the same state from a replay as from having been there.
 */

import { describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../protocol/events';
import { LOBBY } from '../../protocol/ids';
import type { Reply } from '../../protocol/replies';
import { fc } from '../../protocol/testing/property';
import { createMemoryLog } from '../log/memory-log';
import { replayState } from '../projections/state';
import { OUTBOX, openTestHub, type Someone, turn } from './test-support';

const PEOPLE = ['ann', 'bob', 'cat'] as const;
const ROOMS = ['lobby', 'garden', 'attic'] as const;

const who = fc.constantFrom(...PEOPLE);
const where = fc.constantFrom(...ROOMS);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('post' as const), who, where }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('repeat' as const), who, back: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('skip' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('empty' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), who, where }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who, where }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), who, where }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('nick' as const), who, name: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconnect' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('commit' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What one device sent, as its outbox would keep it. */
interface Sent {
  command: { verb: 'post'; room: string; text: string };
  answers: Promise<Reply>[];
}

class Run {
  private failing = false;
  readonly log = createMemoryLog({
    disk: () => {
      if (!this.failing) return;
      this.failing = false;
      throw new Error('no space left');
    },
  });
  readonly test = openTestHub({ store: this.log });
  readonly here = new Map<string, Someone>();
  readonly sent = new Map<string, Sent[]>(PEOPLE.map((name) => [name, []]));
  readonly committed: ChatEvent[] = [];
  private replies: Promise<unknown>[] = [];

  async start(): Promise<void> {
    this.log.follow((events) => this.committed.push(...events));
    for (const name of PEOPLE) this.here.set(name, await this.test.enter(name));
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'commit') return turn();
    if (step.do === 'fail') {
      this.failing = true;
      return;
    }
    const person = this.here.get(step.who) as Someone;
    const sent = this.sent.get(step.who) as Sent[];
    switch (step.do) {
      case 'post':
      case 'empty': {
        await this.confirm(person, sent);
        const n = sent.length + 1;
        const text = step.do === 'empty' ? ' ' : `${step.who} ${n}`;
        const room = step.do === 'empty' ? LOBBY : this.roomId(step.where);
        const command = { verb: 'post', room, text } as const;
        sent.push({ command, answers: [person.submit(command, n)] });
        return;
      }
      case 'repeat': {
        const n = sent.length - step.back;
        const entry = sent[n - 1];
        if (entry) entry.answers.push(person.submit(entry.command, n));
        return;
      }
      case 'skip': {
        const reply = await person.submit(
          { verb: 'post', room: LOBBY, text: 'x' },
          sent.length + 5,
        );
        expect(reply).toMatchObject({ ok: false, error: { code: 'out-of-order' } });
        return;
      }
      case 'reconnect': {
        const known = this.test.hub.user(person.id)?.name ?? step.who;
        const enter = () => this.test.enter(step.who, { name: known });
        const again = await enter().catch(enter); // the disk may fail just then, once
        expect(person.bye?.reason).toBe('replaced');
        this.here.set(step.who, again);
        return;
      }
      case 'nick':
        this.replies.push(person.submit({ verb: 'nick', name: `name${step.name}` }));
        return;
      default:
        this.replies.push(this.roomVerb(person, step.do, step.where));
    }
  }

  /** As a client does: what was not accepted is sent again, in order, before anything new. */
  async confirm(person: Someone, sent: readonly Sent[]): Promise<void> {
    for (const [i, entry] of sent.entries()) {
      let settled = false;
      for (const answer of entry.answers) settled ||= decided(await answer);
      while (!settled) {
        const again = person.submit(entry.command, i + 1);
        entry.answers.push(again);
        settled = decided(await again);
      }
    }
  }

  async finish(): Promise<void> {
    await Promise.all(this.replies);
    this.failing = false;
    for (const name of PEOPLE) {
      await this.confirm(this.here.get(name) as Someone, this.sent.get(name) as Sent[]);
    }
  }

  private roomVerb(person: Someone, verb: 'create' | 'join' | 'leave', name: string) {
    if (verb === 'create') return person.submit({ verb, name });
    return person.submit({ verb, room: verb === 'join' ? name : this.roomId(name) });
  }

  private roomId(name: string): string {
    const event = this.committed.find((one) => one.kind === 'created' && one.title === name);
    return event?.room ?? (name === LOBBY ? LOBBY : 'rnot_yet_there');
  }
}

const decided = (reply: Reply) => reply.ok || reply.error.code !== 'storage-failed';

describe('whatever people do', () => {
  it('each room has one order, each number one answer, and a replay gives the same state', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        const run = new Run();
        await run.start();
        for (const one of steps) await run.take(one);
        await run.finish();
        checkOrder(run);
        await checkNumbers(run);
        checkState(run);
      }),
      { numRuns: 400 },
    );
  });
});

function checkOrder({ log, committed }: Run): void {
  for (const room of new Set(committed.map((event) => event.room))) {
    const { events } = log.read(room, { after: 0, limit: 10_000, maxBytes: 1e9 });
    expect(events).toEqual(committed.filter((event) => event.room === room));
    events.forEach((event, i) => {
      expect([event.prev, event.seq]).toEqual([
        events[i - 1]?.seq ?? 0,
        (events[i - 1]?.seq ?? 0) + 1,
      ]);
    });
  }
}

async function checkNumbers({ log, sent, here, committed }: Run): Promise<void> {
  for (const name of PEOPLE) {
    const device = (here.get(name) as Someone).id;
    const entries = sent.get(name) as Sent[];
    expect(log.highWater(device, OUTBOX)).toBe(entries.length);
    for (const [i, { command, answers }] of entries.entries()) {
      const replies = (await Promise.all(answers)).filter(decided);
      for (const reply of replies) expect(reply).toEqual(replies[0]);
      const events = committed.filter((event) => event.by === device && event.from?.n === i + 1);
      const first = replies[0] as Reply;
      expect(events.map((event) => [event.room, event.seq])).toEqual(
        first.ok ? [[command.room, first.result.seq]] : [],
      );
    }
  }
}

function checkState({ log, test, here }: Run): void {
  const state = replayState(log, []);
  for (const room of state.rooms.byId.values()) {
    const members = test.hub.membersOf(room.id).map((user) => user.id);
    expect(members.sort()).toEqual([...room.members].sort());
  }
  for (const { id } of here.values()) {
    expect(test.hub.user(id)?.name).toBe(state.users.byId.get(id)?.name);
  }
}
