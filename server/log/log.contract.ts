/** What every log must do. A new implementation's test calls this and is ten lines long. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../protocol/errors';
import type { ChatEvent } from '../../protocol/events';
import { COMMIT_BATCH_MAX } from '../../protocol/limits';
import type { Log, Mark, RoomDraft, ServerFact } from './log';

export interface LogUnderTest {
  log: Log;
  /** From now on commits fail, until `heal`. */
  fail(): void;
  heal(): void;
  /** Opens the same data again after `log.close()`; left out by logs that keep none. */
  reopen?(): Log;
  clean(): void;
}

const ann = `k${'a'.repeat(22)}`;
const bob = `k${'b'.repeat(22)}`;
const EPOCH = '0123456789abcdef';
const LAVISH = { limit: 1000, maxBytes: 1_000_000 };

const post = (text: string, room = 'lobby', by = ann): RoomDraft => ({
  kind: 'posted',
  room,
  ts: 1_700_000_000_000,
  by,
  name: '지훈',
  text,
});
const joined = (room = 'lobby', by = ann): RoomDraft => ({
  kind: 'joined',
  room,
  ts: 1_700_000_000_000,
  by,
  name: '지훈',
});
const mark = (n: number, more: Partial<Mark> = {}): Mark => ({
  device: ann,
  epoch: EPOCH,
  n,
  hash: `hash-${n}`,
  answer: null,
  ...more,
});
const texts = (events: readonly ChatEvent[]) =>
  events.map((event) => (event.kind === 'posted' ? event.text : event.kind));

export function logContract(name: string, open: () => LogUnderTest): void {
  describe(`${name} keeps the log's promises`, () => {
    let under: LogUnderTest;
    let log: Log;
    beforeEach(() => {
      under = open();
      log = under.log;
    });
    afterEach(async () => {
      await log.close();
      under.clean();
    });

    describe('places', () => {
      it('gives seq and prev at once, per room, in call order', async () => {
        const first = log.append({ events: [post('1'), post('2'), post('x', 'rabcdefghijk')] });
        const second = log.append({ events: [post('3')] });
        const places = [...first.events, ...second.events].map((e) => [e.room, e.prev, e.seq]);
        expect(places).toEqual([
          ['lobby', 0, 1],
          ['lobby', 1, 2],
          ['rabcdefghijk', 0, 1],
          ['lobby', 2, 3],
        ]);
        expect(log.head('lobby')).toBe(3);
        expect(log.head('rnever-heard')).toBe(0);
        await second.done;
      });

      it('names itself with a random epoch', () => {
        expect(log.epoch).toMatch(/^[0-9a-f]{16}$/);
        const other = open();
        expect(other.log.epoch).not.toBe(log.epoch);
        return other.log.close().then(() => other.clean());
      });
    });

    describe('commits', () => {
      it('calls followers once per commit, with everything, before the promises resolve', async () => {
        const seen: string[] = [];
        log.follow((events) => seen.push(`commit ${texts(events).join(',')}`));
        const all = ['a', 'b', 'c'].map((text) =>
          log.append({ events: [post(text)] }).done.then(() => seen.push(`done ${text}`)),
        );
        expect(seen).toEqual([]);
        await Promise.all(all);
        expect(seen).toEqual(['commit a,b,c', 'done a', 'done b', 'done c']);
      });

      it('does not wait for ever when more arrives than one commit takes', async () => {
        const sizes: number[] = [];
        log.follow((events) => sizes.push(events.length));
        const total = COMMIT_BATCH_MAX * 2 + 10;
        const all = Array.from({ length: total }, (_, i) => log.append({ events: [post(`${i}`)] }));
        await Promise.all(all.map((staged) => staged.done));
        expect(sizes).toEqual([COMMIT_BATCH_MAX, COMMIT_BATCH_MAX, 10]);
        const newest = log.read('lobby', { limit: 1, maxBytes: 1_000_000 });
        expect(newest.events[0]?.seq).toBe(total);
      });

      it('stops calling a follower that has gone', async () => {
        let calls = 0;
        const stop = log.follow(() => {
          calls += 1;
        });
        await log.append({ events: [post('a')] }).done;
        stop();
        await log.append({ events: [post('b')] }).done;
        expect(calls).toBe(1);
      });

      it('does not show what is staged to readers', async () => {
        const staged = log.append({ events: [post('later')], mark: mark(1) });
        expect(log.read('lobby', LAVISH).events).toEqual([]);
        expect(log.answerOf(ann, EPOCH, 1)).toBeNull();
        expect(log.highWater(ann, EPOCH)).toBe(1);
        await staged.done;
        expect(texts(log.read('lobby', LAVISH).events)).toEqual(['later']);
      });

      it('commits what is staged when it is closed, and refuses afterwards', async () => {
        const staged = log.append({ events: [post('last words')] });
        await log.close();
        await expect(staged.done).resolves.toBeUndefined();
        expect(() => log.append({ events: [post('too late')] })).toThrow(Refusal);
      });
    });

    describe('pages', () => {
      beforeEach(async () => {
        await Promise.all([
          ...Array.from({ length: 10 }, (_, i) => log.append({ events: [post(`${i + 1}`)] }).done),
          log.append({ events: [post('elsewhere', 'rabcdefghijk')] }).done,
        ]);
      });
      const page = (range: { after?: number; before?: number; limit?: number }) => {
        const { events, more } = log.read('lobby', { ...LAVISH, ...range });
        return `${texts(events).join(' ')}${more ? ' …' : ''}`;
      };

      it('gives the newest page in rising order', () => {
        expect(page({ limit: 3 })).toBe('8 9 10 …');
        expect(page({ limit: 10 })).toBe('1 2 3 4 5 6 7 8 9 10');
      });
      it('pages forward after a seq', () => {
        expect(page({ after: 0, limit: 4 })).toBe('1 2 3 4 …');
        expect(page({ after: 8, limit: 4 })).toBe('9 10');
        expect(page({ after: 10 })).toBe('');
        expect(page({ after: 99 })).toBe('');
      });
      it('pages backward before a seq', () => {
        expect(page({ before: 6, limit: 2 })).toBe('4 5 …');
        expect(page({ before: 3, limit: 2 })).toBe('1 2');
        expect(page({ before: 1 })).toBe('');
        expect(page({ before: 1000, limit: 2 })).toBe('9 10 …');
      });
      it('reads between two seqs', () => {
        expect(page({ after: 2, before: 5 })).toBe('3 4');
      });
      it('is bounded by bytes, keeps the end asked for, and is never empty', () => {
        const one = log.read('lobby', { limit: 1, maxBytes: 1 });
        expect(texts(one.events)).toEqual(['10']);
        expect(one.more).toBe(true);
        const size = Buffer.byteLength(JSON.stringify(one.events[0]));
        const some = log.read('lobby', { after: 0, limit: 100, maxBytes: size * 3 });
        expect(texts(some.events)).toEqual(['1', '2', '3']);
        expect(
          texts(log.read('lobby', { before: 8, limit: 100, maxBytes: size * 3 }).events),
        ).toEqual(['5', '6', '7']);
      });
      it('finds the first event of a room from a moment on', async () => {
        const at = (ts: number) => log.firstAt('rmoments1234', ts);
        expect(at(0)).toBeNull();
        const moments = [100, 100, 250, 400].map((ts) => ({ ...post('x', 'rmoments1234'), ts }));
        await log.append({ events: moments }).done;
        expect([0, 100, 101, 250, 400, 401].map(at)).toEqual([1, 1, 3, 3, 4, null]);
      });
      it('can be read again after a page that was cut short', () => {
        log.read('lobby', { limit: 1, maxBytes: 1 });
        expect(page({ limit: 2 })).toBe('9 10 …');
      });
      it('gives back commits of every size, whole and in order', async () => {
        const sizes = [1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 84, 85, 128, 150];
        for (const [i, size] of sizes.entries()) {
          const said = Array.from({ length: size }, (_, k) => `${i}.${k}`);
          const room = `r${i}`;
          log.append({ events: [post('there', 'other')] });
          await log.append({ events: said.map((text) => post(text, room)) }).done;
          expect(texts(log.read(room, LAVISH).events)).toEqual(said);
        }
        const others = log.read('other', LAVISH).events;
        expect(others.map(({ seq }) => seq)).toEqual(sizes.map((_, i) => i + 1));
      });
      it('gives back what was put in', () => {
        const [event] = log.read('lobby', { after: 0, limit: 1, maxBytes: 1 }).events;
        expect(event).toEqual({ ...post('1'), seq: 1, prev: 0 });
      });
    });

    describe('what is said at once, however it is kept', () => {
      const rooms = ['lobby', 'other'];
      const said = new Map<string, string[]>();
      const at = (room: string, seq: number) => said.get(room)?.[seq - 1];
      /** Two people in two rooms by turns, each numbering; now and then something else happens. */
      beforeEach(async () => {
        for (const room of rooms) said.set(room, []);
        const numbers = [0, 0];
        for (let i = 0; i < 300; i += 1) {
          const who = i % 7 < 4 ? 0 : 1;
          const room = rooms[i % 5 === 0 ? 1 : 0] as string;
          const list = said.get(room) as string[];
          if (i % 90 === 50) {
            list.push('joined');
            log.append({ events: [joined(room)] });
          } else {
            numbers[who] = (numbers[who] as number) + 1;
            const n = numbers[who] as number;
            const device = who === 0 ? ann : bob;
            list.push(`${device} ${n}`);
            const event = { ...post(`${device} ${n}`, room, device), ts: 1000 + list.length };
            log.append({ events: [event], mark: mark(n, { device, hash: `h${who} ${n}` }) });
          }
        }
        log.append({ events: [post('the last', 'other')] });
        said.get('other')?.push('the last');
        await log.append({ events: [post('the last')] }).done;
        said.get('lobby')?.push('the last');
      });

      it('is read from and to any place', () => {
        for (const room of rooms) {
          const all = said.get(room) as string[];
          for (let from = 0; from <= all.length + 1; from += 1) {
            const up = log.read(room, { after: from, limit: 20, maxBytes: 1_000_000 });
            expect(texts(up.events)).toEqual(all.slice(from, from + 20));
            expect(up.more).toBe(from + 20 < all.length);
            const down = log.read(room, { before: from, limit: 20, maxBytes: 1_000_000 });
            const end = Math.max(0, from - 1);
            expect(texts(down.events)).toEqual(all.slice(Math.max(0, end - 20), end));
            expect(down.more).toBe(end - 20 > 0);
            const within = { after: from, before: from + 6, limit: 20, maxBytes: 1_000_000 };
            const between = log.read(room, within);
            expect(texts(between.events)).toEqual(all.slice(from, from + 5));
            expect(between.more).toBe(false);
          }
          const { events } = log.read(room, LAVISH);
          expect(events.map(({ seq }) => seq)).toEqual(all.map((_, i) => i + 1));
          expect(log.head(room)).toBe(all.length);
        }
      });

      it('is found by its seq, and by its time', () => {
        for (const [room, all] of said) {
          for (let seq = 1; seq < all.length; seq += 1) {
            const message = log.message(room, seq);
            if (all[seq - 1] === 'joined') expect(message).toBeNull();
            else expect(message).toMatchObject({ seq, text: all[seq - 1] });
          }
          expect(log.message(room, all.length + 1)).toBeNull();
        }
        expect(log.firstAt('lobby', 1020)).toBe(20);
      });

      it('is answered again by its number, and by no other', () => {
        for (const [i, device] of [ann, bob].entries()) {
          const many = log.highWater(device, EPOCH);
          for (let n = 1; n <= many; n += 1) {
            const found = log.answerOf(device, EPOCH, n);
            expect(found?.hash).toBe(`h${i} ${n}`);
            const { result } = JSON.parse(found?.answer ?? '') as { result: { seq: number } };
            const where = rooms.filter((room) => at(room, result.seq) === `${device} ${n}`);
            expect(where).toHaveLength(1);
          }
          expect(log.answerOf(device, EPOCH, many + 1)).toBeNull();
        }
      });

      it('is changed and deleted one by one', async () => {
        const about = { room: 'lobby', ts: 5_000, by: ann, name: '지훈' } as const;
        log.append({ events: [{ kind: 'edited', ...about, target: 30, text: '바른\n말' }] });
        log.append({ events: [{ kind: 'edited', ...about, target: 30, text: '더\n바른 말' }] });
        log.append({ events: [{ kind: 'deleted', ...about, target: 61 }] });
        await log.append({
          events: [{ kind: 'reacted', ...about, target: 62, emoji: '👍', on: true }],
        }).done;
        const all = said.get('lobby') as string[];
        const { events } = log.read('lobby', { after: 0, limit: all.length, maxBytes: 1_000_000 });
        const now = all.map((text, i) => (i === 29 ? '더\n바른 말' : i === 60 ? '' : text));
        expect(texts(events)).toEqual(now);
        expect(events[60]).toMatchObject({ seq: 61, gone: { by: ann } });
        expect(events[61]).toMatchObject({ seq: 62, reactions: [{ emoji: '👍', users: [ann] }] });
        expect(log.message('lobby', 30)).toEqual(events[29]);
        const before = [{ text: all[29] }, { text: '바른\n말' }];
        expect(log.revisions('lobby', 30)).toMatchObject(before);
        expect(log.revisions('lobby', 61)).toEqual([]);
      });
    });

    describe('messages', () => {
      const about = { room: 'lobby', ts: 1_700_000_000_001, by: ann, name: '지훈' } as const;
      const page = () => log.read('lobby', LAVISH).events;

      it('are as they are now wherever they are read', async () => {
        log.append({ events: [post('오타'), post('둘')] });
        log.append({ events: [{ kind: 'edited', ...about, target: 1, text: '바른 말' }] });
        await log.append({
          events: [{ kind: 'reacted', ...about, target: 2, emoji: '👍', on: true }],
        }).done;
        expect(page().slice(0, 2)).toMatchObject([
          { text: '바른 말', edited: about.ts, as: 3 },
          { text: '둘', reactions: [{ emoji: '👍', users: [ann] }], as: 4 },
        ]);
        expect(log.message('lobby', 1)).toEqual(page()[0]);
        expect(log.message('lobby', 3)).toBeNull();
        expect(log.revisions('lobby', 1)).toEqual([{ text: '오타', ts: 1_700_000_000_000 }]);
        expect(log.revisions('lobby', 2)).toEqual([]);
      });

      it('leave nothing behind when they are deleted', async () => {
        const reply = { seq: 1, by: ann, name: '지훈', text: '비밀이야' };
        log.append({ events: [post('비밀이야'), { ...post('네'), reply } as RoomDraft] });
        log.append({ events: [{ kind: 'edited', ...about, target: 1, text: '비밀이다' }] });
        await log.append({ events: [{ kind: 'deleted', ...about, target: 1 }] }).done;
        expect(JSON.stringify(page())).not.toContain('비밀');
        expect(log.revisions('lobby', 1)).toEqual([]);
        expect(log.message('lobby', 1)).toMatchObject({ text: '', gone: { by: ann } });
        expect(log.message('lobby', 2)).toMatchObject({ text: '네', reply: { seq: 1, text: '' } });
      });

      it('are gone with their room', async () => {
        const room = 'rabcdefghijk';
        const there = { ...about, room };
        const reply = { seq: 1, by: ann, name: '지훈', text: '비밀이야' };
        log.append({
          events: [
            { ...there, kind: 'created', title: '비밀방', access: 'open' },
            { ...post('비밀이야', room), announce: true } as RoomDraft,
            { ...post('네', room), reply } as RoomDraft,
            { ...there, kind: 'topic', topic: '비밀' },
            { ...there, kind: 'edited', target: 2, text: '비밀이다' },
          ],
          facts: [{ type: 'mine' }],
        });
        log.append({ events: [post('비밀 아님')] });
        await log.append({ events: [{ ...there, kind: 'ended' }] }).done;
        const { events } = log.read(room, LAVISH);
        expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
        expect(JSON.stringify(events)).not.toContain('비밀');
        expect(log.revisions(room, 2)).toEqual([]);
        expect(log.message(room, 2)).toMatchObject({ text: '', gone: { by: ann } });
        const told: string[] = [];
        log.replay({ fact: () => {}, event: (event) => told.push(JSON.stringify(event)) });
        expect(told.join()).toContain('"kind":"created"');
        expect(told.join()).not.toContain('비밀');
        expect(log.read('lobby', LAVISH).events).toMatchObject([{ text: '비밀 아님' }]);
      });

      it('are no state: a replay brings what was put on the board, and no change', async () => {
        log.append({ events: [post('1'), { kind: 'pinned', ...about, target: 1, on: true }] });
        await log.append({ events: [{ kind: 'edited', ...about, target: 1, text: '2' }] }).done;
        const kinds: string[] = [];
        log.replay({ fact: () => {}, event: ({ kind }) => kinds.push(kind) });
        expect(kinds).toEqual(['pinned']);
      });
    });

    describe('numbers', () => {
      it('keeps the high-water mark and the first answers', async () => {
        log.append({ events: [joined(), post('one')], mark: mark(1) });
        log.append({ events: [], mark: mark(2, { answer: '{"ok":false}' }) });
        await log.append({ events: [post('three')], mark: mark(3) }).done;
        expect(log.highWater(ann, EPOCH)).toBe(3);
        expect(log.answerOf(ann, EPOCH, 1)).toEqual({
          hash: 'hash-1',
          answer: '{"ok":true,"result":{"seq":2}}',
        });
        expect(log.answerOf(ann, EPOCH, 2)).toEqual({ hash: 'hash-2', answer: '{"ok":false}' });
        expect(log.answerOf(ann, EPOCH, 3)?.answer).toBe('{"ok":true,"result":{"seq":3}}');
        expect(log.answerOf(ann, EPOCH, 4)).toBeNull();
      });
      it('keeps devices and epochs apart', async () => {
        log.append({ events: [post('a')], mark: mark(1) });
        log.append({ events: [post('b', 'lobby', bob)], mark: mark(1, { device: bob }) });
        await log.append({ events: [post('c')], mark: mark(1, { epoch: 'f'.repeat(16) }) }).done;
        expect(log.highWater(bob, EPOCH)).toBe(1);
        expect(log.highWater(bob, 'f'.repeat(16))).toBe(0);
        expect(log.answerOf(bob, EPOCH, 1)?.answer).toContain('2');
      });
      it('refuses a hole and a repeat in the numbers', async () => {
        await log.append({ events: [post('a')], mark: mark(1) }).done;
        expect(() => log.append({ events: [post('c')], mark: mark(3) })).toThrow('does not follow');
        expect(() => log.append({ events: [post('a')], mark: mark(1) })).toThrow('does not follow');
        expect(log.head('lobby')).toBe(1);
      });
    });

    it('replays facts and state, but no messages, in order', async () => {
      log.append({ events: [joined()], facts: [{ type: 'user', id: ann }] });
      log.append({ events: [post('noise'), joined('rabcdefghijk')] });
      await log.append({ events: [joined('lobby', bob)], facts: [{ type: 'user', id: bob }] }).done;
      const facts: ServerFact[] = [];
      const events: ChatEvent[] = [];
      log.replay({ fact: (fact) => facts.push(fact), event: (event) => events.push(event) });
      expect(facts.map((fact) => fact.id)).toEqual([ann, bob]);
      expect(events.map((e) => [e.room, e.by, e.seq])).toEqual([
        ['lobby', ann, 1],
        ['rabcdefghijk', ann, 1],
        ['lobby', bob, 3],
      ]);
    });

    describe('when a commit fails', () => {
      it('refuses everything staged, tells, and keeps nothing of it', async () => {
        await log.append({ events: [post('kept')], mark: mark(1) }).done;
        const told: string[] = [];
        log.follow((events) => told.push(`follow ${texts(events)}`));
        log.onLost(() => told.push(`lost, head ${log.head('lobby')}`));
        under.fail();
        const lost = [
          log.append({ events: [post('x')], mark: mark(2) }),
          log.append({ events: [post('y')] }),
        ];
        for (const { done } of lost) {
          await expect(done).rejects.toMatchObject({ error: { code: 'storage-failed' } });
        }
        expect(told).toEqual(['lost, head 1']);
        under.heal();
        expect(log.highWater(ann, EPOCH)).toBe(1);
        const again = log.append({ events: [post('z')], mark: mark(2) });
        await again.done;
        expect(again.events[0]).toMatchObject({ seq: 2, prev: 1 });
        expect(texts(log.read('lobby', LAVISH).events)).toEqual(['kept', 'z']);
        expect(told.at(-1)).toBe('follow z');
      });
    });

    it('is the same log after it was closed and opened again', async () => {
      if (!under.reopen) return;
      log.append({ events: [joined(), post('안녕')], facts: [{ type: 'user', id: ann }] });
      await log.append({ events: [post('하나')], mark: mark(1) }).done;
      const before = { epoch: log.epoch, events: log.read('lobby', LAVISH).events };
      await log.close();
      log = under.reopen();
      expect({ epoch: log.epoch, events: log.read('lobby', LAVISH).events }).toEqual(before);
      expect(log.highWater(ann, EPOCH)).toBe(1);
      expect(log.answerOf(ann, EPOCH, 1)?.hash).toBe('hash-1');
      expect(log.append({ events: [post('둘')] }).events[0]).toMatchObject({ seq: 4, prev: 3 });
    });
  });
}
