/** A room that is deleted: of what was said in it, and of its files, nothing is left on the disk. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { join as enter, newKey } from './testing/native-client';
import { dataFolder, testServer } from './testing/test-server';
import { share } from './testing/transfers';

const SECRET = 'buried-treasure';

async function holders(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const found: string[] = [];
  for (const name of names) {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes?.includes(SECRET)) found.push(name);
  }
  return found;
}

it('goes with its words and its files, and the others stay', async () => {
  const dataDir = await dataFolder();
  const key = newKey();
  const server = await testServer({ dataDir, hosts: [key.user] });
  const host = await enter({ port: server.port, tls: true, key, name: '민수' });
  const made = await host.run({ verb: 'create', name: '비밀방', access: 'open' });
  if (!made.ok) throw new Error(made.error.code);
  const room = (made.result as { room: { id: string } }).room.id;
  const bytes = Buffer.from(`the file says ${SECRET}`);
  await host.run({ verb: 'post', room, text: `${SECRET} is here` });
  await share(host, server.port, { room, name: `${SECRET}.txt`, bytes }, { tls: true });
  const kept = Buffer.from('of the lobby');
  await share(host, server.port, { name: 'kept.txt', bytes: kept }, { tls: true });
  expect((await holders(dataDir)).length).toBeGreaterThan(1);

  expect(await host.run({ verb: 'delete-room', room })).toMatchObject({ ok: true });
  await expect.poll(() => holders(dataDir), { timeout: 20_000 }).toEqual([]);
  expect(await server.files()).toMatchObject({ count: 1, bytes: kept.length });

  // After a restart it is as if it had never been, but for its place in the numbers of rooms.
  await server.stop();
  const again = await testServer({ dataDir, hosts: [key.user] });
  expect(await again.files()).toMatchObject({ count: 1, bytes: kept.length });
  expect(await holders(dataDir)).toEqual([]);
});
