/** A file that is passed on into another room of the same server. */
import { copyFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILE_LIMITS } from '../../files/policy';
import { join, type NativeClient } from '../../testing/native-client';
import { dataFolder, testServer } from '../../testing/test-server';
import { share } from '../../testing/transfers';
import { code, fetchFile, LONG, PNG, posting, room } from './test-support';

it('a page of a room lists its files, newest first, and a message never in two pages', async () => {
  const { port, people } = await room();
  const ann = await people('ann');
  const names = ['1.txt', '2.txt', '3.txt'];
  for (const name of names) await share(ann, port, { name, bytes: Buffer.from(name) });
  const page = async (before?: number) => {
    const reply = await ann.run({
      ...{ verb: 'files', room: 'lobby', limit: 2 },
      ...(before && { before }),
    } as never);
    const { files, more } = (reply.ok ? reply.result : {}) as {
      files: { seq: number; file: { name: string } }[];
      more: boolean;
    };
    return { names: files.map(({ file }) => file.name), more, last: files.at(-1)?.seq };
  };
  const first = await page();
  expect(first).toMatchObject({ names: ['3.txt', '2.txt'], more: true });
  expect(await page(first.last)).toMatchObject({ names: ['1.txt'], more: false });
});

describe('a file in another room', () => {
  const newRoom = async (client: NativeClient, more = {}) => {
    const made = await client.run({ verb: 'create', name: 'other', ...more });
    return (made.ok ? (made.result.room as { id: string }) : { id: '' }).id;
  };
  const reuse = async (client: NativeClient, room: string, file: string) => {
    const reply = await client.run({ verb: 'reuse', room, file });
    return reply.ok ? (reply.result as { file: string }).file : reply.error.code;
  };
  const pass = async (client: NativeClient, room: string, of: string) => {
    const file = await reuse(client, room, of);
    const reply = await client.run({ verb: 'post', room, text: '', files: [file] });
    return { file, seq: reply.ok ? (reply.result as { seq: number }).seq : 0 };
  };

  it('is read by who is there, and by nobody else; and may come only from where one reads', async () => {
    const { port, people } = await room();
    const [ann, bob, cho] = [await people('ann'), await people('bob'), await people('cho')];
    const secret = await newRoom(ann, { access: 'invite' });
    const ref = await share(ann, port, { room: secret, bytes: PNG });
    expect(await reuse(bob, 'lobby', ref.id)).toBe('no-such-file');
    const other = await newRoom(bob, { name: 'bobs', access: 'invite' });
    expect(await reuse(ann, other, ref.id)).toBe('no-such-room');
    await ann.run({ verb: 'invite', room: secret, user: bob.user });
    await bob.run({ verb: 'join', room: secret });
    const { file } = await pass(bob, other, ref.id);
    expect((await fetchFile(bob, port, file)).body).toEqual(PNG);
    // Neither who gave it, nor anybody else, is in that room.
    expect(code(await ann.run({ verb: 'download', file }))).toBe('no-such-file');
    expect(code(await cho.run({ verb: 'download', file }))).toBe('no-such-file');
    // What was made for one room is no file of another.
    const stray = await reuse(bob, other, ref.id);
    expect(code(await bob.run(posting(stray)))).toBe('no-such-file');
  });

  it('counts once, lies on the disk once, and outlives the message that it was taken from', async () => {
    const dataDir = await dataFolder();
    const files = { ...FILE_LIMITS, maxBytes: LONG.length, userBytes: LONG.length };
    const { port, people, server } = await room({ dataDir, files });
    const ann = await people('ann');
    const ref = await share(ann, port, { bytes: LONG });
    const other = await newRoom(ann);
    const { file, seq } = await pass(ann, other, ref.id);
    expect(await server.files()).toMatchObject({ count: 2, bytes: LONG.length });
    const placeOf = (id: string) => path(dataDir, 'files', id.slice(1, 3), id);
    expect((await stat(placeOf(file))).ino).toBe((await stat(placeOf(ref.id))).ino);
    await ann.run({ verb: 'delete', room: 'lobby', target: ref.seq });
    expect(await server.files()).toMatchObject({ count: 1, bytes: LONG.length });
    expect((await fetchFile(ann, port, file)).body).toEqual(LONG);
    await ann.run({ verb: 'delete', room: other, target: seq });
    expect(await server.files()).toMatchObject({ count: 0, bytes: 0 });
    await expect.poll(() => stat(placeOf(file)).catch(() => null)).toBeNull();
  });

  it('that came with its bytes once more lies on the disk once too', async () => {
    const dataDir = await dataFolder();
    const { port, people, server } = await room({ dataDir });
    const [ann, bob] = [await people('ann'), await people('bob')];
    const [one, two] = [
      await share(ann, port, { bytes: LONG }),
      await share(bob, port, { bytes: LONG, name: 'mine.txt' }),
    ];
    const placeOf = (id: string) => path(dataDir, 'files', id.slice(1, 3), id);
    expect((await stat(placeOf(two.id))).ino).toBe((await stat(placeOf(one.id))).ino);
    expect(await server.files()).toMatchObject({ count: 2, bytes: LONG.length });
    // What was written down of the upload goes after the message has come.
    await expect.poll(() => readdir(path(dataDir, 'files', 'incoming'))).toEqual([]);
  });

  it('is one again after names of the same bytes were told apart by a copy of the folder', async () => {
    const dataDir = await dataFolder();
    const first = await testServer({ dataDir });
    const ann = await join({ port: first.port, name: 'ann' });
    const [one, two] = [
      await share(ann, first.port, { bytes: LONG }),
      await share(ann, first.port, { bytes: LONG }),
    ];
    ann.close();
    await first.stop();
    const placeOf = (id: string) => path(dataDir, 'files', id.slice(1, 3), id);
    await rm(placeOf(two.id));
    await copyFile(placeOf(one.id), placeOf(two.id));
    await testServer({ dataDir });
    const inode = async (id: string) => (await stat(placeOf(id))).ino;
    await expect.poll(async () => (await inode(one.id)) === (await inode(two.id))).toBe(true);
    expect(await readFile(placeOf(two.id))).toEqual(LONG);
  });
});
