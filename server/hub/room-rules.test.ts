/** What a room lets in, how fast it may be written in, how far back it is read, and how it ends. */
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../protocol/commands';
import { makeRoom, openOrder, roomOf } from './order-test-support';
import { keyOf, type Someone } from './test-support';

describe('rules of a room', () => {
  it('are seen by all, survive a restart, and are not a member’s to make', async () => {
    const first = openOrder();
    const [ann, bob] = [await first.enter('ann'), await first.enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    expect(await bob.refusal({ verb: 'rules', room: id, readOnly: true })).toBe('not-allowed');
    await ann.ok({ verb: 'rules', room: id, readOnly: true, slowSeconds: 30 });
    await bob.until(() => bob.lines.includes(`${id} ann rules`));
    const again = openOrder({ store: first.log });
    const back = await again.knock({ user: keyOf('bob'), key: 'bob', name: 'bob' });
    again.hub.start(back.session);
    const shown = back.framesOf('rooms').flatMap(({ rooms }) => rooms);
    expect(shown.find((room) => room.id === id)?.rules).toMatchObject({
      readOnly: true,
      slowSeconds: 30,
      locked: false,
    });
    expect(shown.find((room) => room.id === 'lobby')?.rules).toBeUndefined();
  });

  it('read-only: only who keeps order writes', async () => {
    const { enter } = openOrder();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, readOnly: true });
    expect(await bob.refusal({ verb: 'post', room: id, text: 'hi' })).toBe('read-only');
    await ann.ok({ verb: 'post', room: id, text: 'hear, hear' });
  });

  it('slow: one message in so many seconds, for each, and the wait is told', async () => {
    const test = openOrder();
    const [hana, ann, bob] = [
      await test.enter('hana'),
      await test.enter('ann'),
      await test.enter('bob'),
    ];
    await hana.ok({ verb: 'rules', room: 'lobby', slowSeconds: 10 });
    const say = (who: Someone) => who.submit({ verb: 'post', room: 'lobby', text: 'hi' });
    expect(await say(ann)).toMatchObject({ ok: true });
    test.pass(4_000);
    expect(await say(ann)).toEqual({
      ok: false,
      error: { code: 'slow-mode', retryAfterMs: 6_000 },
    });
    expect(await say(bob)).toMatchObject({ ok: true });
    expect(await say(hana)).toMatchObject({ ok: true });
    expect(await say(hana)).toMatchObject({ ok: true });
    test.pass(6_000);
    expect(await say(ann)).toMatchObject({ ok: true });
  });

  it('slow: refuses a numbered message for good, so that it holds up no other room', async () => {
    const { enter } = openOrder();
    const [hana, ann] = [await enter('hana'), await enter('ann')];
    const id = await makeRoom(ann);
    await hana.ok({ verb: 'rules', room: 'lobby', slowSeconds: 60 });
    await ann.ok({ verb: 'post', room: 'lobby', text: 'one' }, 1);
    expect(await ann.refusal({ verb: 'post', room: 'lobby', text: 'two' }, 2)).toBe('slow-mode');
    await ann.ok({ verb: 'post', room: id, text: 'three' }, 3);
  });

  it('locked and full: nobody new, but for who keeps order', async () => {
    const { enter } = openOrder();
    const people = ['hana', 'ann', 'bob', 'cat'].map((label) => enter(label));
    const [hana, ann, bob, cat] = (await Promise.all(people)) as [
      Someone,
      Someone,
      Someone,
      Someone,
    ];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, locked: true });
    await ann.ok({ verb: 'invite', room: id, user: cat.id });
    expect(await cat.refusal({ verb: 'join', room: id })).toBe('locked');
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, locked: false, capacity: 2 });
    expect(await cat.refusal({ verb: 'join', room: id })).toBe('full');
    await hana.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, capacity: null });
    await cat.ok({ verb: 'join', room: id });
  });
});

describe('how far back one reads', () => {
  const texts = (reply: Record<string, unknown>): string[] =>
    (reply.events as { kind: string; text?: string }[]).flatMap(({ text }) => text ?? []);

  it('from joining on: no page, no single message and no quote goes further', async () => {
    const { enter } = openOrder();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    const { seq: old } = await ann.ok({ verb: 'post', room: id, text: 'before' });
    await ann.ok({ verb: 'rules', room: id, history: 'joined' });
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'post', room: id, text: 'after' });
    const page = await bob.ok({ verb: 'history', room: id });
    expect(texts(page)).toEqual(['after']);
    expect(page).toMatchObject({ more: false, from: expect.any(Number) });
    const from = page.from as number;
    expect(await bob.ok({ verb: 'history', room: id, before: from })).toMatchObject({
      events: [],
      more: false,
    });
    const forwards = await bob.ok({ verb: 'history', room: id, after: 1, limit: 1 });
    expect(forwards).toMatchObject({ events: [{ kind: 'joined', seq: from }], more: true });
    expect(await bob.ok({ verb: 'lookup', room: id, seqs: [old as number] })).toEqual({
      events: [],
    });
    const reply = { verb: 'post', room: id, text: 'what?', reply: old as number } as const;
    expect(await bob.refusal(reply)).toBe('no-such-message');
    const about = { room: id, target: old as number } as const;
    const react = { verb: 'react', ...about, emoji: '👍', on: true } as const;
    expect(await bob.refusal(react)).toBe('no-such-message');
    expect(await bob.refusal({ verb: 'ack', ...about })).toBe('no-such-message');
    expect(texts(await ann.ok({ verb: 'history', room: id }))).toEqual(['before', 'after']);
  });

  it('what becomes of older messages, and what quotes them, says nothing of their words', async () => {
    const { enter } = openOrder();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    const { seq: old } = await ann.ok({ verb: 'post', room: id, text: 'secret one' });
    await ann.ok({ verb: 'rules', room: id, history: 'joined' });
    await bob.ok({ verb: 'join', room: id });
    const cat = await enter('cat');
    await cat.ok({ verb: 'join', room: id });
    // what was said before is pushed a moment later than it is answered
    await ann.until(() => ann.events.some(({ kind }) => kind === 'posted'));
    for (const one of [ann, bob, cat]) one.clear();
    const target = old as number;
    await ann.ok({ verb: 'edit', room: id, target, text: 'secret two' });
    const { seq } = await ann.ok({ verb: 'post', room: id, text: 'yes', reply: target });
    const about = (one: Someone) =>
      one.events.filter(({ kind }) => kind === 'edited' || kind === 'posted');
    await ann.until(() => about(ann).length === 2);
    for (const one of [bob, cat]) {
      await one.until(() => about(one).length === 2);
      expect(JSON.stringify(one.events)).not.toContain('secret');
      const seqs = [seq as number];
      for (const asked of [
        { verb: 'history', room: id },
        { verb: 'history', room: id, after: target },
        { verb: 'lookup', room: id, seqs },
        { verb: 'search', query: { words: ['yes'] } },
      ] satisfies CommandInput[]) {
        const answer = JSON.stringify(await one.ok(asked));
        expect(answer).toContain('yes');
        expect(answer).not.toContain('secret');
      }
    }
    expect(JSON.stringify(ann.events)).toContain('secret two');
    expect(about(ann)[1]).toMatchObject({ reply: { text: 'secret two' } });
    expect(JSON.stringify(await ann.ok({ verb: 'history', room: id }))).toContain('secret two');
  });

  it('counts from the last joining', async () => {
    const { enter } = openOrder();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await ann.ok({ verb: 'rules', room: id, history: 'joined' });
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'post', room: id, text: 'one' });
    await bob.ok({ verb: 'leave', room: id });
    await ann.ok({ verb: 'post', room: id, text: 'two' });
    await bob.ok({ verb: 'join', room: id });
    expect(texts(await bob.ok({ verb: 'history', room: id }))).toEqual([]);
  });

  it('none: nothing that was said before the connection', async () => {
    const { enter } = openOrder();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    await ann.ok({ verb: 'rules', room: id, history: 'none' });
    await ann.ok({ verb: 'post', room: id, text: 'heard' });
    expect(texts(await bob.ok({ verb: 'history', room: id }))).toEqual(['heard']);
    bob.go();
    await ann.ok({ verb: 'post', room: id, text: 'missed' });
    const again = await enter('bob');
    expect(texts(await again.ok({ verb: 'history', room: id }))).toEqual([]);
    await ann.ok({ verb: 'post', room: id, text: 'new' });
    expect(texts(await again.ok({ verb: 'history', room: id }))).toEqual(['new']);
  });
});

describe('rooms', () => {
  it('get another name, which is told, and give the old one free', async () => {
    const { enter } = openOrder();
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    const id = await makeRoom(ann);
    await makeRoom(bob, 'attic');
    expect(await bob.refusal({ verb: 'rename', room: id, name: 'yard' })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'rename', room: id, name: 'Attic' })).toBe('room-exists');
    expect(await ann.ok({ verb: 'rename', room: id, name: ' #yard' })).toEqual({ name: 'yard' });
    await ann.until(() => ann.lines.includes(`${id} ann titled`));
    await makeRoom(bob, 'garden');
    expect(roomOf(await bob.ok({ verb: 'join', room: 'yard' })).id).toBe(id);
  });

  it('are deleted by their owner, with all that was in them', async () => {
    const first = openOrder();
    const [ann, bob] = [await first.enter('ann'), await first.enter('bob')];
    const id = await makeRoom(ann);
    await bob.ok({ verb: 'join', room: id });
    expect(await bob.refusal({ verb: 'delete-room', room: id })).toBe('not-allowed');
    expect(await ann.refusal({ verb: 'delete-room', room: 'lobby' })).toBe('not-allowed');
    await bob.until(() => bob.lines.includes(`${id} +bob`));
    bob.clear();
    await ann.ok({ verb: 'delete-room', room: id, reason: 'done' });
    await bob.until(() => bob.framesOf('room-gone').length > 0);
    expect(bob.lines).toEqual([`${id} ann ended`]);
    expect(bob.framesOf('notice').at(-1)?.notice).toEqual({
      what: 'room-deleted',
      room: 'garden',
      by: 'ann',
      reason: 'done',
    });
    expect(await bob.refusal({ verb: 'history', room: id })).toBe('no-such-room');
    await makeRoom(bob, 'garden');
    const again = openOrder({ store: first.log });
    expect(await (await again.enter('ann')).refusal({ verb: 'join', room: id })).toBe(
      'no-such-room',
    );
  });
});
