import { createReadStream, createWriteStream } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { join as enter, newKey } from '../testing/native-client';
import { dataFolder, testServer } from '../testing/test-server';
import { builtWorker } from '../testing/worker-file';
import { type BackupHeader, HEADER, MANIFEST } from './manifest';
import { type PackOptions, packBackup } from './pack';
import { type RestoreOptions, restoreBackup } from './restore';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

async function backUp(dataDir: string, key: PackOptions['key'] = { as: 'plain' }): Promise<string> {
  const file = join(await dataFolder(), 'room.tar.gz');
  await packBackup(createWriteStream(file, { mode: 0o600 }), { dataDir, key, now: NOW });
  return file;
}

async function restore(file: string, more: Partial<RestoreOptions> = {}): Promise<string> {
  const dataDir = more.dataDir ?? (await dataFolder());
  await restoreBackup(file, { replace: false, now: NOW, ...more, dataDir });
  return dataDir;
}

/** A server in which something was said, and where people's files lie. */
async function scene() {
  const dataDir = await dataFolder();
  const server = await testServer({ dataDir, name: '사랑방' }, { workerFile: await builtWorker() });
  const key = newKey();
  const 민수 = await enter({ port: server.port, tls: true, key, name: '민수' });
  await 민수.post('하나', undefined);
  await 민수.post('둘', undefined);
  await mkdir(join(dataDir, 'files', 'ab'), { recursive: true });
  await writeFile(join(dataDir, 'files', 'ab', 'fAAAAAAAAAAAAAAAAAAAAAA'), '파일');
  await mkdir(join(dataDir, 'files', 'incoming'), { recursive: true });
  await writeFile(join(dataDir, 'files', 'incoming', 'f.part'), 'half of an upload');
  return { dataDir, server, key, 민수 };
}

interface Loose {
  name: string;
  data: string | Buffer;
  type?: 'file' | 'symlink' | 'directory';
  linkname?: string;
}

/** The entries of an archive, changed. */
async function forge(file: string, change: (entries: Loose[]) => Loose[]): Promise<string> {
  const entries: Loose[] = [];
  const reading = extract();
  const feeding = pipeline(createReadStream(file), createGunzip(), reading);
  for await (const entry of reading) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    entries.push({ name: entry.header.name, data: Buffer.concat(chunks) });
  }
  await feeding;
  const archive = pack();
  for (const { name, data, type = 'file', linkname } of change(entries)) {
    archive.entry({ name, type, ...(linkname && { linkname }) }, Buffer.from(data));
  }
  archive.finalize();
  const forged = join(await dataFolder(), 'forged.tar.gz');
  await pipeline(archive, createGzip(), createWriteStream(forged));
  return forged;
}

const withHeader = (entries: Loose[], change: Partial<Record<keyof BackupHeader, unknown>>) =>
  entries.map((entry) =>
    entry.name === HEADER
      ? { ...entry, data: JSON.stringify({ ...JSON.parse(String(entry.data)), ...change }) }
      : entry,
  );

describe('a backup', () => {
  it('of a running server is that server again: key, name, people, what was said, files', async () => {
    const { dataDir, server, key, 민수 } = await scene();
    const file = await backUp(dataDir);
    await 민수.post('later', undefined);
    await server.stop();

    const again = await restore(file);
    expect(await readdir(again)).toEqual(
      expect.arrayContaining(['files', 'identity.pem', 'log.db', 'server.json']),
    );
    const restored = await testServer({ dataDir: again });
    expect(restored.facts).toMatchObject({
      name: '사랑방',
      fingerprint: server.facts.fingerprint,
      epoch: server.facts.epoch,
    });
    const back = await enter({ port: restored.port, tls: true, key, name: '민수' });
    const page = await back.run({ verb: 'history', room: 'lobby', limit: 100 });
    const said = (page as unknown as { result: { events: { text?: string }[] } }).result.events;
    expect(said.flatMap(({ text }) => text ?? [])).toEqual(['하나', '둘']);
    const kept = await readFile(join(again, 'files', 'ab', 'fAAAAAAAAAAAAAAAAAAAAAA'), 'utf8');
    expect(kept).toBe('파일');
    const files = await readdir(join(again, 'files'));
    // uploads that had not ended are left behind; a server that ran there made their folder anew
    expect(files.filter((name) => name !== 'incoming')).toEqual(['ab']);
    expect((await stat(join(again, 'identity.pem'))).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind in the folder that it was made of', async () => {
    const { dataDir } = await scene();
    const before = await readdir(dataDir);
    await backUp(dataDir);
    expect(await readdir(dataDir)).toEqual(before);
  });

  it('is not made of a log that only its server may read, and says so', async () => {
    const dataDir = await dataFolder();
    await testServer({ dataDir, workers: 0 });
    await expect(backUp(dataDir)).rejects.toMatchObject({ code: 'in-use' });
  });

  it('is not made of a folder without a server', async () => {
    await expect(backUp(await dataFolder())).rejects.toMatchObject({ code: 'no-server' });
    const nowhere = join(await dataFolder(), 'nowhere');
    await expect(backUp(nowhere)).rejects.toMatchObject({ code: 'no-server' });
  });
});

describe('the key in it', () => {
  it('opens with its passphrase only', async () => {
    const { dataDir, server } = await scene();
    const file = await backUp(dataDir, { as: 'sealed', passphrase: '감나무 등대' });
    const refused = (more: Partial<RestoreOptions>, code: string) =>
      expect(restore(file, more)).rejects.toMatchObject({ code });
    await refused({}, 'passphrase-needed');
    await refused({ passphrase: '감나무' }, 'passphrase-wrong');
    // The same syllables, as a Mac writes them.
    const again = await restore(file, { passphrase: '감나무 등대'.normalize('NFD') });
    const restored = await testServer({ dataDir: again });
    expect(restored.facts.fingerprint).toBe(server.facts.fingerprint);
  });

  it('is nowhere in the file when it is sealed or left out', async () => {
    const { dataDir } = await scene();
    for (const key of [{ as: 'sealed', passphrase: 'x' }, { as: 'none' }] as const) {
      const found: string[] = [];
      await forge(await backUp(dataDir, key), (entries) => {
        found.push(
          ...entries.filter(({ data }) => data.includes('PRIVATE KEY')).map((e) => e.name),
        );
        return entries;
      });
      expect(found).toEqual([]);
    }
  });
});

describe('restoring', () => {
  it('goes into an empty folder, or sets aside what is there and deletes none of it', async () => {
    const file = await backUp((await scene()).dataDir);
    const dataDir = await dataFolder();
    await writeFile(join(dataDir, 'mine.txt'), 'mine');
    await expect(restore(file, { dataDir })).rejects.toMatchObject({ code: 'not-empty' });
    expect(await readdir(dataDir)).toEqual(['mine.txt']);
    await restore(file, { dataDir, replace: true });
    expect(await readdir(dataDir)).not.toContain('mine.txt');
    expect(await readFile(join(dataDir, 'replaced-20261121T120000', 'mine.txt'), 'utf8')).toBe(
      'mine',
    );
  });

  it('touches no folder in which a server runs', async () => {
    const { dataDir } = await scene();
    const file = await backUp(dataDir);
    await expect(restore(file, { dataDir, replace: true })).rejects.toMatchObject({
      code: 'in-use',
    });
  });

  const hostile: [string, string, (entries: Loose[]) => Loose[]][] = [
    ['a newer format', 'newer', (all) => withHeader(all, { version: 2, server: 'other' })],
    ['no header', 'not-a-backup', (all) => all.slice(1)],
    ['no manifest', 'damaged', (all) => all.slice(0, -1)],
    [
      'a part changed',
      'damaged',
      (all) => all.map((e) => (e.name === 'server.json' ? { ...e, data: '{"name":"other"}' } : e)),
    ],
    ['a part missing', 'damaged', (all) => all.filter(({ name }) => name !== 'server.json')],
    [
      'another log',
      'damaged',
      (all) =>
        all.map((e) =>
          e.name === 'log.db' ? { ...e, data: Buffer.alloc(Buffer.byteLength(e.data)) } : e,
        ),
    ],
    [
      'another epoch',
      'damaged',
      (all) => withHeader(all, { server: { name: 'x', epoch: '0123456789abcdef' } }),
    ],
    [
      'a way out',
      'not-a-backup',
      (all) => [...all.slice(0, 1), { name: '../escaped', data: 'x' }, ...all.slice(1)],
    ],
    [
      'a way out of files',
      'not-a-backup',
      (all) => [...all.slice(0, 1), { name: 'files/../../escaped', data: 'x' }, ...all.slice(1)],
    ],
    [
      'an absolute name',
      'not-a-backup',
      (all) => [...all.slice(0, 1), { name: '/tmp/escaped', data: 'x' }, ...all.slice(1)],
    ],
    [
      'a link',
      'not-a-backup',
      (all) => [
        ...all.slice(0, 1),
        { name: 'files/a', data: '', type: 'symlink', linkname: '/etc' },
        ...all.slice(1),
      ],
    ],
    ['a part twice', 'not-a-backup', (all) => [...all.slice(0, 2), ...all.slice(1)]],
    ['something after the end', 'not-a-backup', (all) => [...all, { name: 'files/z', data: 'x' }]],
    ['more than it says', 'not-a-backup', (all) => withHeader(all, { bytes: 10 })],
    ['more than fits on any disk', 'not-a-backup', (all) => withHeader(all, { bytes: 2 ** 52 })],
    [
      'a manifest of another shape',
      'not-a-backup',
      (all) => all.map((e) => (e.name === MANIFEST ? { ...e, data: '{"parts":7}' } : e)),
    ],
  ];
  it.each(hostile)(
    'refuses %s (%s) and leaves the folder as it was',
    async (_what, code, change) => {
      const { dataDir, server } = await scene();
      await server.stop();
      const forged = await forge(await backUp(dataDir), change);
      const target = await dataFolder();
      await expect(restore(forged, { dataDir: target })).rejects.toMatchObject({ code });
      expect(await readdir(target)).toEqual([]);
    },
  );

  it('refuses what is cut off, and what is no archive at all', async () => {
    const { dataDir, server } = await scene();
    await server.stop();
    const file = await backUp(dataDir);
    const whole = await readFile(file);
    const refused = async (bytes: Buffer, code: string) => {
      const other = join(await dataFolder(), 'other');
      await writeFile(other, bytes);
      await expect(restore(other)).rejects.toMatchObject({ code });
    };
    await refused(whole.subarray(0, whole.length / 2), 'damaged');
    await refused(Buffer.from('hello'), 'not-a-backup');
    await refused(gzipSync('hello'), 'damaged');
  });

  it('gives up quietly where nothing can be written', async () => {
    const file = await backUp((await scene()).dataDir);
    const taken = join(await dataFolder(), 'a-file');
    await cp(file, taken);
    await expect(restore(file, { dataDir: taken })).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
