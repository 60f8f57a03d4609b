import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChatEvent, EventOf } from '../../protocol/events';
import { REACTION_USERS_MAX } from '../../protocol/limits';
import { join as enter, newKey } from '../testing/native-client';
import { dataFolder, testServer } from '../testing/test-server';

const MINSU = `k${'M'.repeat(22)}`;
const JIHUN = `k${'J'.repeat(22)}`;

const said = (seq: number, text: string, more: Partial<EventOf<'posted'>> = {}): ChatEvent => ({
  ...{ kind: 'posted', room: 'lobby', seq, prev: seq - 1, ts: 1_700_000_000_000 + seq, text },
  ...{ by: MINSU, name: '민수', ...more },
});

async function exported(events: readonly unknown[], head: object = {}): Promise<string> {
  const opening = {
    ...{ format: 'sarangbang-export', version: 1, exported: 1, server: { name: '옛 방' } },
    room: { id: 'lobby', name: '공지', topic: '옛이야기', direct: false },
    ...head,
  };
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  const text = `${JSON.stringify(opening).slice(0, -1)},"events":[\n${lines}\n],"people":{}}\n`;
  JSON.parse(text);
  const file = join(await dataFolder(), 'room.json');
  await writeFile(file, text);
  return file;
}

async function scene() {
  const host = newKey();
  const server = await testServer({ dataDir: await dataFolder(), hosts: [host.user] });
  const bring = (file: string) => server.importRoom(file, { id: host.user, name: '방장' });
  const client = await enter({ port: server.port, tls: true, key: host, name: '방장' });
  const read = async (room: string) => {
    const page = await client.run({ verb: 'history', room, limit: 200 });
    const { events } = (page as unknown as { result: { events: ChatEvent[] } }).result;
    return events.filter((event): event is EventOf<'posted'> => event.kind === 'posted');
  };
  return { host, server, bring, client, read };
}

describe('an exported room', () => {
  it('is a room here: texts, times, names, quotes and reactions, each marked as brought', async () => {
    const { bring, read, client, host } = await scene();
    const file = await exported([
      { ...said(1, ''), kind: 'joined', text: undefined },
      said(2, '하나'),
      said(5, '둘', {
        ...{ by: JIHUN, name: '지훈', reply: { seq: 2, by: MINSU, name: '민수', text: '하나' } },
        reactions: [{ emoji: '👍', users: [MINSU] }],
      }),
    ]);
    const { room, name, messages } = await bring(file);
    expect({ name, messages }).toEqual({ name: '공지', messages: 2 });
    const [one, two] = await read(room);
    expect(one).toMatchObject({
      text: '하나',
      name: '민수',
      ts: 1_700_000_000_002,
      imported: true,
    });
    expect(two).toMatchObject({ text: '둘', imported: true, reply: { seq: one?.seq } });
    expect(two?.reactions).toEqual([{ emoji: '👍', users: [one?.by] }]);
    expect(two?.by).not.toBe(one?.by);
    const rooms = client.raw.frames.flatMap((frame) => (frame.t === 'rooms' ? frame.rooms : []));
    expect(rooms.find(({ id }) => id === room)).toMatchObject({ owner: host.user });
    expect((await bring(file)).name).toBe('공지2');
  });

  it('lets nobody speak as a key of this server, and opens no file of it', async () => {
    const { bring, read, host } = await scene();
    const file = await exported([
      said(1, '내가 방장', {
        ...{ by: host.user, name: '방장' },
        files: [
          {
            ...{ id: `f${'A'.repeat(22)}`, name: 'secret.txt', size: 1, type: 'text/plain' },
            hash: 'h'.repeat(43),
          },
        ],
      }),
    ]);
    const [message] = await read((await bring(file)).room);
    expect(message?.by).toMatch(/^g/);
    expect(message?.imported).toBe(true);
    expect(message?.files).toBeUndefined();
    expect(message?.text).toBe('내가 방장\n[secret.txt]');
  });

  it('brings nothing that could not have been said here', async () => {
    const { bring, read } = await scene();
    const evil = '\u001b[2J\u202eminsu';
    const many = Array.from({ length: 500 }, (_, i) => `k${String(i).padStart(22, '0')}`);
    const file = await exported([
      said(1, '하나', { name: evil, forwarded: { name: evil, room: 'a\nb' } }),
      said(2, '둘', {
        reply: { seq: 1, by: MINSU, name: evil, text: evil },
        reactions: [
          { emoji: 'zzz', users: [MINSU] },
          { emoji: '👍', users: many },
        ],
      }),
    ]);
    const [one, two] = await read((await bring(file)).room);
    expect(one).toMatchObject({
      name: '[2Jminsu',
      forwarded: { name: '[2Jminsu', room: 'a b' },
    });
    expect(two?.reply).toMatchObject({ name: '[2Jminsu' });
    expect(two?.reply?.text).not.toContain('\u001b');
    expect(two?.reactions).toMatchObject([{ emoji: '👍' }]);
    expect(two?.reactions?.[0]?.users).toHaveLength(REACTION_USERS_MAX);
  });

  it('keeps quotes right over several commits', async () => {
    const { bring, read } = await scene();
    const many = Array.from({ length: 450 }, (_, i) =>
      said(
        10 + i,
        `${i}`,
        i > 0 ? { reply: { seq: 9 + i, by: MINSU, name: '민수', text: '' } } : {},
      ),
    );
    const { room, messages } = await bring(await exported(many));
    expect(messages).toBe(450);
    const page = await read(room);
    for (const message of page) expect(message.reply?.seq).toBe(message.seq - 1);
  });
});

describe('what is refused', () => {
  it.each([
    ['another format', { format: 'other' }, 'not-a-backup'],
    ['a newer one', { version: 2 }, 'newer'],
  ])('%s', async (_what, head, code) => {
    const { bring } = await scene();
    await expect(bring(await exported([], head))).rejects.toMatchObject({ code });
  });

  it('lines that are no events, a file that is cut off, and one long line', async () => {
    const { bring } = await scene();
    await expect(bring(await exported([{ kind: 'x' }]))).rejects.toMatchObject({ code: 'damaged' });
    const whole = await exported([said(1, '하나'), said(2, '둘')]);
    const cut = `${whole}.cut`;
    await writeFile(cut, (await readFile(whole, 'utf8')).split('\n').slice(0, 2).join('\n'));
    await expect(bring(cut)).rejects.toMatchObject({ code: 'damaged' });
    await writeFile(cut, 'x'.repeat(600 * 1024));
    await expect(bring(cut)).rejects.toMatchObject({ code: 'not-a-backup' });
  });
});
