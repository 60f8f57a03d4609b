/** One side was put back to an older state from a backup, and neither knows. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeviceKey } from '../../protocol/wire/auth';
import { enter, folder, person, server } from './support';

describe("the client's copy is restored from a backup", () => {
  const scene = async () => {
    const running = await server();
    const { key } = createDeviceKey();
    const [file, backup] = [path.join(folder(), 'copy.db'), path.join(folder(), 'copy.db')];
    const before = await enter({ port: running.facts.port, key, file });
    await before.client.post('lobby', '하나');
    await before.has(['']);
    await before.client.close();
    cpSync(file, backup);
    const after = await enter({ port: running.facts.port, key, file });
    for (const text of ['둘', '셋']) await after.client.post('lobby', text);
    await after.has(['', '']);
    await after.client.close();
    return { key, file: backup, port: running.facts.port };
  };

  it('numbers start over under another name, and nothing is taken for a repeat', async () => {
    const someone = await enter(await scene());
    expect(someone.held()).toEqual(['하나', '둘', '셋']);
    await someone.client.post('lobby', '넷');
    await someone.until('sent', () => someone.client.pendingMessages().length === 0);
    expect(someone.held()).toEqual(['하나', '둘', '셋', '넷']);
  });

  it('what was written meanwhile under numbers that are taken is sent too, once', async () => {
    const someone = person(await scene());
    const written = ['ㄱ', 'ㄴ', 'ㄷ', 'ㄹ'];
    for (const text of written) await someone.client.post('lobby', text);
    someone.client.connect();
    await someone.settled();
    await someone.until('sent', () => someone.client.pendingMessages().length === 0);
    // The one with a number that was free went before those that had to be numbered anew.
    expect(someone.held().slice(0, 3)).toEqual(['하나', '둘', '셋']);
    expect(someone.held().slice(3).sort()).toEqual(written);
  });
});

describe("the server's log is restored from a backup", () => {
  it('a copy that is ahead of it starts over, says so, and its outbox goes on', async () => {
    const dataDir = folder();
    const first = await server({ dataDir });
    const { key } = createDeviceKey();
    const file = path.join(folder(), 'copy.db');
    const someone = await enter({ port: first.facts.port, key, file });
    await someone.client.post('lobby', '하나');
    await someone.has(['']);
    await someone.client.close();
    await first.stop();
    const backup = path.join(folder(), 'data');
    cpSync(dataDir, backup, { recursive: true });

    const second = await server({ dataDir });
    const again = await enter({ port: second.facts.port, key, file });
    for (const text of ['둘', '셋']) await again.client.post('lobby', text);
    await again.has(['', '']);
    await again.client.close();
    await second.stop();

    const restored = await server({ dataDir: backup });
    const last = person({ port: restored.facts.port, key, file });
    let told = 0;
    last.client.on('startedOver', () => {
      told += 1;
    });
    await last.client.post('lobby', '넷');
    last.client.connect();
    await last.settled();
    await last.until('sent', () => last.client.pendingMessages().length === 0);
    expect(told).toBe(1);
    expect(last.held()).toEqual(['하나', '넷']);
  });
});
