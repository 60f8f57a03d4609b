/** What was said before: /find and /history. */
import { describe, expect, it } from 'vitest';
import { LOBBY } from '../../../protocol/ids';
import * as limits from '../../../protocol/limits';
import { inside, open } from './text-test-support';
import { en } from './words.en';

describe('/find', () => {
  it('shows what holds the words, in all of one’s rooms, and takes filters in both languages', async () => {
    let at = new Date(2026, 10, 21, 9, 5).getTime();
    const test = open({ now: () => (at += 10) });
    const minsu = await test.enter('minsu', { name: '민수' });
    await minsu.ok({ verb: 'post', room: LOBBY, text: '내일 회의 있어요' });
    const made = await minsu.ok({ verb: 'create', name: '보강' });
    const room = (made.room as { id: string }).id;
    await minsu.ok({ verb: 'post', room, text: '회의록 여기요' });
    const ann = await inside(test, 'ann');
    ann.type('/find 의\n');
    expect(await ann.sees('있어요\n')).toContain('09:05 민수: 내일 회의');
    ann.type('/join 보강\n/find from:민수 회의\n');
    await ann.sees('09:05 [#lobby] 민수: 내일 회의 있어요\n09:05 민수: 회의록 여기요\n');
    ann.type('/lang ko\n/search 보낸사람:지훈 회의\n');
    await ann.sees('찾은 이야기가 없어요.\n');
    ann.type('/find 방:없음 회의\n');
    await ann.sees('찾은 이야기가 없어요.\n');
    ann.type('/lang en\n/find\n');
    await ann.sees(en.usage.find);
  });
  it('says when there is more', async () => {
    const test = open();
    const minsu = await test.enter('minsu', { name: '민수' });
    for (let i = 0; i <= limits.TEXT_FIND_HITS; i += 1) {
      await minsu.ok({ verb: 'post', room: LOBBY, text: `${i}번째` });
    }
    const ann = await inside(test, 'ann');
    ann.type('/find 번째\n');
    const shown = await ann.sees(en.moreFound);
    expect(shown).toContain('20번째');
    expect(shown).not.toContain(' 0번째');
  });
});

describe('/history', () => {
  const said = async (count: number) => {
    const test = open({ now: () => new Date(2026, 10, 21, 9, 5).getTime() });
    const minsu = await test.enter('minsu', { name: '민수' });
    for (let i = 1; i <= count; i += 1) {
      await minsu.ok({ verb: 'post', room: LOBBY, text: `${i}번째` });
    }
    const ann = await inside(test, 'ann');
    return { test, minsu, ann };
  };

  it('shows the newest events of the room with their times, and goes on backwards', async () => {
    const { ann } = await said(30);
    ann.type('/history 4\n');
    // two of them are ann's own coming and naming
    await ann.sees('--- ');
    expect(await ann.sees('before.\n')).toBe(
      [
        'Sat, Nov 21, 2026 ---',
        '09:05 민수: 29번째',
        '09:05 민수: 30번째',
        '09:05 * guest joined',
        '09:05 * guest is now ann',
        '/history more shows what was before.\n',
      ].join('\n'),
    );
    ann.type('/history more\n');
    const older = (await ann.sees('before.\n')).trimEnd().split('\n');
    expect(older[1]).toBe('09:05 민수: 9번째');
    expect(older.at(-2)).toBe('09:05 민수: 28번째');
    ann.type('/lang ko\n/history 더\n');
    const oldest = await ann.sees('민수: 8번째\n');
    expect(oldest).toContain('--- 2026년 11월 21일 토요일 ---\n09:05 * 민수 님이 들어왔어요');
    ann.type('/history more\n');
    await ann.sees('그 앞에는 이야기가 없어요.\n');
  });

  it('is of the room one is in, from its end again after another room', async () => {
    const { ann } = await said(3);
    ann.type('/history 1\n/create 보강\n/history more\n');
    await ann.sees('before.\n');
    expect(await ann.sees('* ann joined\n')).toContain('* ann made this room');
    ann.type('/leave\n/leave\n/history\n');
    await ann.sees(en.noRoom);
  });

  it('wants a number', async () => {
    const { ann } = await said(1);
    for (const wrong of ['0', '-1', '1.5', 'all', '9'.repeat(400)]) {
      ann.type(`/history ${wrong}\n`);
      await ann.sees(en.usage.history);
    }
  });

  it('is bounded in bytes, and leaves nothing out over several pages', async () => {
    const { ann, minsu } = await said(0);
    const sent = Array.from({ length: 40 }, (_, i) => `${i} ${'가'.repeat(3000)}`);
    for (const text of sent) await minsu.ok({ verb: 'post', room: LOBBY, text });
    await ann.sees(`${sent.at(-1)}\n`);
    const found: string[] = [];
    for (let page = 0; page < 40 && found.length < 40; page += 1) {
      ann.type(page === 0 ? '/history 200\n/lang en\n' : '/history more\n/lang en\n');
      const lines = (await ann.sees(`${en.languageChosen}\n`)).split('\n');
      expect(Buffer.byteLength(lines.join('\n'))).toBeLessThan(60_000);
      const texts = lines.filter((line) => line.includes('가가'));
      found.unshift(...texts.map((line) => line.replace('09:05 민수: ', '')));
    }
    expect(found).toEqual(sent);
  });
});
