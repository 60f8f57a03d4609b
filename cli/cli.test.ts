import { writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTarget } from '../protocol/invite';
import { IDENTITY_FILE } from '../server/identity/identity';
import { join, type NativeClient, newKey } from '../server/testing/native-client';
import { retry } from '../server/testing/retry';
import { dataFolder, testServer } from '../server/testing/test-server';
import { BIN, portOf, sarangbang, start } from './testing/run';

const serve = (dataDir: string, ...more: string[]) =>
  sarangbang(['serve', '--host', '127.0.0.1', '--port', '0', '--data', dataDir, ...more]);

describe('sarangbang serve', () => {
  it('prints a fact a line, and ends cleanly on SIGTERM with everything on disk', async () => {
    const dataDir = await dataFolder();
    const run = serve(dataDir, '--name', '우리 방', '--rate-limit', 'off');
    const port = await portOf(run);
    const invite = await run.fact('invite');
    const fingerprint = await run.fact('fingerprint');
    expect(await run.fact('listening on')).toBe(`127.0.0.1:${port}`);
    expect(await run.fact('name')).toBe('우리 방');
    expect(await run.fact('safety words')).toMatch(/^\S+ \S+ \S+ \S+ \/ \S+ \S+ \S+ \S+$/);
    expect(parseTarget(invite)).toEqual({
      ok: true,
      how: 'invite',
      target: { hosts: [{ host: '127.0.0.1', port }], fingerprint, name: '우리 방' },
    });
    const key = newKey();
    const a = await join({ port, tls: true, key, name: 'a' });
    for (let i = 0; i < 20; i += 1) expect((await a.post(`kept ${i}`)).ok).toBe(true);
    run.child.kill('SIGTERM');
    expect((await a.raw.take('bye')).reason).toBe('closed');
    expect(await run.ended).toBe(0);
    expect(run.err()).toBe('');

    const again = await testServer({ dataDir });
    expect(again.facts).toMatchObject({ fingerprint, name: '우리 방' });
    const b = await join({ port: again.port, tls: true, key, name: 'a' });
    const page = JSON.stringify(await b.run({ verb: 'history', room: 'lobby' }));
    for (let i = 0; i < 20; i += 1) expect(page).toContain(`"kept ${i}"`);
  });

  it('killed with -9 it loses neither its identity nor an accepted message', async () => {
    const dataDir = await dataFolder();
    const run = serve(dataDir, '--rate-limit', 'off');
    const port = await portOf(run);
    const fingerprint = await run.fact('fingerprint');
    const a = await join({
      port,
      name: 'a',
      more: { credit: { events: 4096, bytes: 1024 * 1024 } },
    });
    const accepted: string[] = [];
    for (let i = 0; i < 200; i += 1) {
      const text = `m${i}`;
      void a.post(text).then(
        (reply) => reply.ok && accepted.push(text),
        () => {},
      );
    }
    await a.raw.until(() => accepted.length >= 20);
    run.child.kill('SIGKILL');
    await run.ended;
    await a.raw.gone();

    const again = await testServer({ dataDir });
    expect(again.facts.fingerprint).toBe(fingerprint);
    const b = await join({ port: again.port, name: 'b' });
    const pages: string[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await b.run({ verb: 'history', room: 'lobby', ...(before && { before }) });
      if (!page.ok) throw new Error(page.error.code);
      pages.push(JSON.stringify(page));
      const events = page.result.events as { seq: number }[];
      before = events[0]?.seq;
      if (!page.result.more) break;
    }
    for (const text of accepted) expect(pages.join()).toContain(`"${text}"`);
  });

  it.runIf(process.platform === 'linux')(
    'out of file descriptors it turns new ones away, and serves those who are in',
    async () => {
      const args = ['serve', '--host', '127.0.0.1', '--port', '0', '--rate-limit', 'off', '--data'];
      // enough to load the program, and a hundred people less than would like to come
      const limited = ['-c', 'ulimit -n 128 && exec "$0" "$@"', process.execPath, BIN];
      const run = start('/bin/sh', [...limited, ...args, await dataFolder()]);
      const port = await portOf(run);
      const inside = await join({ port, name: 'inside' });
      const crowd: NativeClient[] = [];
      const comeIn = async () => {
        for (;;) crowd.push(await join({ port, key: null, name: `guest ${crowd.length}` }));
      };
      await expect(comeIn()).rejects.toThrow();
      expect(crowd.length).toBeGreaterThan(20);
      expect(crowd.length).toBeLessThan(128);
      expect(await inside.post('still here')).toMatchObject({ ok: true });
      for (const one of crowd) one.close();
      for (const one of crowd) one.close();
      await retry(() => join({ port, name: 'later' }));
      run.child.kill('SIGTERM');
      expect(await run.ended).toBe(0);
    },
  );

  it('takes the password from the environment and never prints it', async () => {
    const dataDir = await dataFolder();
    const run = sarangbang(['serve', '--host', '127.0.0.1', '--port', '0', '--data', dataDir], {
      env: { SARANGBANG_PASSWORD: 'hunter2' },
    });
    const port = await portOf(run);
    await run.fact('password');
    await join({ port, tls: true, name: 'a', more: { password: 'hunter2' } });
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(run.out() + run.err()).not.toContain('hunter2');
  });

  it('names no key in the invite when there is no TLS', async () => {
    const run = serve(await dataFolder(), '--tls', 'off');
    expect(await run.fact('invite')).not.toContain('k=');
  });

  it('says what to type when the port is taken, in the language of the user', async () => {
    const { port } = await testServer();
    const args = ['serve', '--host', '127.0.0.1', '--port', `${port}`, '--data'];
    const run = sarangbang([...args, await dataFolder()]);
    expect(await run.ended).toBe(1);
    expect(run.err()).toContain(`port ${port} is taken`);
    expect(run.err()).toContain(`sarangbang serve --port ${port + 1}`);
    const korean = sarangbang([...args, await dataFolder()], { env: { LC_ALL: 'ko_KR.UTF-8' } });
    expect(await korean.ended).toBe(1);
    expect(korean.err()).toContain(`${port}번 포트는`);
  });

  it('says which folder is in use, and which key is damaged', async () => {
    const dataDir = await dataFolder();
    const other = await testServer({ dataDir });
    const second = serve(dataDir);
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain(`another server is using the folder ${dataDir}`);
    await other.stop();
    await writeFile(path(dataDir, IDENTITY_FILE), 'x');
    const third = serve(dataDir);
    expect(await third.ended).toBe(1);
    expect(third.err()).toContain(path(dataDir, IDENTITY_FILE));
  });

  it.each([
    [['serve', '--port', '70000']],
    [['serve', '--port', 'x']],
    [['serve', '--plain', 'sometimes']],
    [['serve', '--tls', 'off', '--plain', 'off']],
    [['serve', '--capacity', '0']],
    [['serve', '--nonsense']],
    [['dance']],
  ])('%j is not understood: exit code 2', async (args) => {
    const run = sarangbang(args);
    expect(await run.ended).toBe(2);
    expect(run.err()).not.toBe('');
    expect(run.out()).toBe('');
  });

  it('--help and --version are answers', async () => {
    const help = sarangbang(['serve', '--help']);
    expect(await help.ended).toBe(0);
    expect(help.out()).toContain('--rate-limit');
    const version = sarangbang(['--version']);
    expect(await version.ended).toBe(0);
    expect(version.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
