import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder } from '../server/testing/test-server';
import { BIN, type Run, sarangbang } from './testing/run';

/** Runs to its end. */
async function done(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const run = sarangbang(args, { env });
  const code = await run.ended;
  return { code, out: run.out(), err: run.err() };
}

const serve = (data: string): Run =>
  sarangbang(['serve', '--host', '127.0.0.1', '--port', '0', '--data', data, '--name', '우리 반'], {
    input: null,
  });

/** A running server in which two things were said. */
async function scene() {
  const data = join(await dataFolder(), 'server');
  const server = serve(data);
  const invite = await server.fact('invite');
  const say = sarangbang(['connect', invite, '--name', '민수', '--data', await dataFolder()], {
    input: '안녕하세요\n<b>둘</b>\n',
  });
  expect(await say.ended, say.err()).toBe(0);
  return { data, server, fingerprint: await server.fact('fingerprint') };
}

it('a running server is backed up, restored elsewhere, and is the same server', async () => {
  const { data, server, fingerprint } = await scene();
  const file = join(await dataFolder(), 'mine.tar.gz');
  const made = await done(['backup', file, '--data', data]);
  expect(made, made.err).toMatchObject({ code: 0 });
  expect(made.out).toMatch(/^backup .*mine\.tar\.gz\nbytes \d+\n$/);
  expect(made.err).toContain('private key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  server.child.kill('SIGTERM');
  await server.ended;

  const again = join(await dataFolder(), 'again');
  const restored = await done(['restore', file, '--data', again]);
  expect(restored, restored.err).toMatchObject({ code: 0 });
  expect(restored.out).toContain(
    `name 우리 반\ndata ${again}\nfingerprint ${fingerprint}\nmade 20`,
  );
  const second = serve(again);
  expect(await second.fact('fingerprint')).toBe(fingerprint);
});

it('refuses in words: a file that is there, a folder that is full, in use, or empty', async () => {
  const { data } = await scene();
  const folder = await dataFolder();
  const file = join(folder, 'mine.tar.gz');
  await writeFile(file, 'something else');
  const taken = await done(['backup', file, '--data', data]);
  expect(taken).toMatchObject({ code: 1, out: '' });
  expect(taken.err).toContain('--force');
  expect(await readFile(file, 'utf8')).toBe('something else');
  expect((await done(['backup', file, '--data', data, '--force'])).code).toBe(0);

  const full = await done(['restore', file, '--data', folder]);
  expect(full).toMatchObject({ code: 1, out: '' });
  expect(full.err).toContain('--replace');
  const busy = await done(['restore', file, '--data', data, '--replace']);
  expect(busy).toMatchObject({ code: 1, out: '' });
  const empty = await done(['backup', '--data', await dataFolder()]);
  expect(empty).toMatchObject({ code: 1, out: '' });
  const none = await done([
    'restore',
    join(folder, 'nothing.tar.gz'),
    '--data',
    await dataFolder(),
  ]);
  expect(none).toMatchObject({ code: 1, out: '' });
  expect((await done(['restore'])).code).toBe(2);
});

it('seals the key, asks for the passphrase in Korean, and sets aside what was there', async () => {
  const { data, server } = await scene();
  server.child.kill('SIGTERM');
  await server.ended;
  const file = join(await dataFolder(), 'sealed.tar.gz');
  const sealed = { SARANGBANG_PASSPHRASE: '감나무 등대' };
  const made = await done(['backup', file, '--data', data], sealed);
  expect(made, made.err).toMatchObject({ code: 0, err: '' });
  const refused = await done(['restore', file, '--data', data, '--replace'], {
    LC_ALL: 'ko_KR.UTF-8',
  });
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('SARANGBANG_PASSPHRASE를 주세요');
  const restored = await done(['restore', file, '--data', data, '--replace'], sealed);
  expect(restored, restored.err).toMatchObject({ code: 0 });
  const aside = /^aside (.*)$/m.exec(restored.out)?.[1] ?? '';
  expect(await readdir(aside)).toContain('identity.pem');
});

it('goes through a pipe from one computer to another', async () => {
  const { data, fingerprint } = await scene();
  const from = spawn(process.execPath, [BIN, 'backup', '-', '--data', data]);
  const again = join(await dataFolder(), 'again');
  const to = spawn(process.execPath, [BIN, 'restore', '-', '--data', again]);
  let out = '';
  to.stdout.on('data', (chunk) => {
    out += chunk;
  });
  from.stdout.pipe(to.stdin);
  const [[sent], [taken]] = await Promise.all([once(from, 'close'), once(to, 'close')]);
  expect([sent, taken]).toEqual([0, 0]);
  expect(out).toContain(fingerprint);
});

it('writes a room of a running server as a page, as text and as JSON', async () => {
  const { data } = await scene();
  const folder = await dataFolder();
  const write = async (format: string, more: readonly string[] = []) => {
    const out = join(folder, format);
    const args = ['export', 'lobby', '--data', data, '--format', format, '--out', out, ...more];
    const run = await done(args, { LC_ALL: 'ko_KR.UTF-8' });
    expect(run, run.err).toMatchObject({ code: 0 });
    return { run, text: await readFile(out, 'utf8') };
  };
  const page = await write('html');
  expect(page.run.out).toMatch(/^export .*html\nmessages 2\n$/);
  expect(page.text).toContain('<h1># 로비</h1>');
  expect(page.text).toContain('&lt;b&gt;둘&lt;/b&gt;');
  expect((await write('text')).text).toMatch(/\] 민수: 안녕하세요\n/);
  const { events } = JSON.parse((await write('json', ['--files'])).text);
  expect(events.flatMap((event: { text?: string }) => event.text ?? [])).toEqual([
    '안녕하세요',
    '<b>둘</b>',
  ]);
  expect((await write('text', ['--to', '2001-01-01'])).text).toContain('이 기간에는');
  const unknown = await done(['export', 'nowhere', '--data', data]);
  expect(unknown).toMatchObject({ code: 1, out: '' });
  expect(unknown.err).toContain('#lobby');
  expect((await done(['export', '--from', 'today'])).code).toBe(2);
});

it('a stopped server gets another key, and the old invite still leads to it', async () => {
  const data = join(await dataFolder(), 'server');
  const server = serve(data);
  const invite = await server.fact('invite');
  const fingerprint = await server.fact('fingerprint');
  const busy = await done(['new-key', '--data', data]);
  expect(busy).toMatchObject({ code: 1, out: '' });
  expect(busy.err).toContain(data);
  server.child.kill('SIGTERM');
  await server.ended;

  const renewed = await done(['new-key', '--data', data]);
  expect(renewed, renewed.err).toMatchObject({ code: 0 });
  const to = /^fingerprint (.*)$/m.exec(renewed.out)?.[1];
  expect(renewed.out).toContain(`was ${fingerprint}\n`);

  const again = serve(data);
  expect(await again.fact('fingerprint')).toBe(to);
  const port = /:(\d+)\//.exec(await again.fact('invite'))?.[1];
  const old = invite.replace(/:\d+\//, `:${port}/`);
  const say = sarangbang(['connect', old, '--name', '서연', '--data', await dataFolder()], {
    input: '열쇠가 바뀌었네요\n',
  });
  expect(await say.ended, say.err()).toBe(0);
});
