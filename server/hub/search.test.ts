/** Who finds what: rooms, moments and what became of messages, over a log in memory. */
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../protocol/commands';
import { LOBBY } from '../../protocol/ids';
import { RATE_SEARCH } from '../../protocol/limits';
import type { SearchHits } from '../../protocol/search';
import type { LookUp } from '../workers/searches';
import { openTestHub, type Someone } from './test-support';

const search = async (who: Someone, words: string[], more = {}): Promise<SearchHits> =>
  (await who.ok({ verb: 'search', query: { words }, ...more } as CommandInput)) as SearchHits;
const texts = ({ hits }: SearchHits) => hits.map((hit) => hit.kind === 'posted' && hit.text);

async function rooms() {
  let now = 1_700_000_000_000;
  const house = openTestHub({ now: () => (now += 1_000) });
  const ann = await house.enter('ann');
  const bob = await house.enter('bob');
  const created = await ann.ok({ verb: 'create', name: '비밀', access: 'invite' });
  const secret = (created.room as { id: string }).id;
  await ann.ok({ verb: 'post', room: LOBBY, text: '내일 회의 있어요' });
  await ann.ok({ verb: 'post', room: secret, text: '비밀 회의' });
  await bob.ok({ verb: 'post', room: LOBBY, text: 'Meeting tomorrow' });
  return { ...house, ann, bob, secret };
}

describe('a search', () => {
  it('looks into the rooms that one is in, and into no others', async () => {
    const { ann, bob, secret } = await rooms();
    expect(texts(await search(ann, ['회의']))).toEqual(['비밀 회의', '내일 회의 있어요']);
    expect(texts(await search(bob, ['회의']))).toEqual(['내일 회의 있어요']);
    expect(texts(await search(ann, ['회'], { rooms: [LOBBY] }))).toEqual(['내일 회의 있어요']);
    const inside = { verb: 'search' as const, query: { words: ['회의'] }, rooms: [secret] };
    expect(await bob.refusal(inside)).toBe('no-such-room');
    await ann.ok({ verb: 'leave', room: secret });
    expect(texts(await search(ann, ['회의']))).toEqual(['내일 회의 있어요']);
  });
  it('finds messages as they are now, and none that are deleted', async () => {
    const { ann, bob } = await rooms();
    const { hits } = await search(ann, ['MEETING']);
    const target = hits[0]?.seq ?? 0;
    await bob.ok({ verb: 'edit', room: LOBBY, target, text: 'Lunch tomorrow' });
    expect(texts(await search(ann, ['meeting']))).toEqual([]);
    expect(texts(await search(ann, ['lunch']))).toEqual(['Lunch tomorrow']);
    await bob.ok({ verb: 'delete', room: LOBBY, target });
    expect(texts(await search(ann, ['lunch']))).toEqual([]);
  });
  it('shows no more than the asker may read of a room', async () => {
    const { ann, bob, secret } = await rooms();
    await ann.ok({ verb: 'rules', room: secret, history: 'joined' });
    await ann.ok({ verb: 'invite', room: secret, user: bob.id });
    await bob.ok({ verb: 'join', room: secret });
    await ann.ok({ verb: 'post', room: secret, text: '회의 끝' });
    expect(texts(await search(bob, ['회의'], { rooms: [secret] }))).toEqual(['회의 끝']);
    expect(texts(await search(ann, ['회의'], { rooms: [secret] }))).toEqual([
      '회의 끝',
      '비밀 회의',
    ]);
  });
  it('finds nothing for a query that asks for nothing', async () => {
    const { ann } = await rooms();
    expect(await search(ann, [])).toEqual({ hits: [], more: false });
  });
  it('goes on below the cursor', async () => {
    const { ann } = await rooms();
    const first = await search(ann, ['회'], { limit: 1 });
    expect(texts(first)).toEqual(['비밀 회의']);
    expect(first.more).toBe(true);
    const second = await search(ann, ['회'], { limit: 1, before: first.cursor });
    expect(texts(second)).toEqual(['내일 회의 있어요']);
    expect(second.more).toBe(false);
  });
  it('has a rate of its own', async () => {
    const { enter } = openTestHub({ rateLimit: true });
    const ann = await enter('ann');
    const ask = () => ann.submit({ verb: 'search', query: { words: ['x'] } });
    const replies = await Promise.all(Array.from({ length: RATE_SEARCH.points + 1 }, ask));
    expect(replies.filter((reply) => reply.ok)).toHaveLength(RATE_SEARCH.points);
    expect(replies.at(-1)).toMatchObject({ ok: false, error: { code: 'slow-down' } });
    expect((await ann.submit({ verb: 'history', room: LOBBY })).ok).toBe(true);
  });
  it('is one at a time for each person, and in place where no thread answers', async () => {
    const asked: string[] = [];
    let answer: (found: SearchHits | null) => void = () => {};
    const lookUp: LookUp = ({ query }) => {
      asked.push(query.words[0] ?? '');
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    const { enter } = openTestHub({ lookUp });
    const ann = await enter('ann');
    await ann.ok({ verb: 'post', room: LOBBY, text: 'one two' });
    const one = search(ann, ['one']);
    const two = search(ann, ['two']);
    await ann.ok({ verb: 'typing', room: LOBBY, on: true });
    expect(asked).toEqual(['one']);
    answer({ hits: [], more: false });
    expect((await one).hits).toEqual([]);
    await ann.ok({ verb: 'typing', room: LOBBY, on: true });
    expect(asked).toEqual(['one', 'two']);
    answer(null);
    expect(texts(await two)).toEqual(['one two']);
  });
});
