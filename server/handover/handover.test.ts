import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandOf } from '../../protocol/commands';
import type { ResultOf } from '../../protocol/replies';
import type { HandoverPart, HandoverStep } from '../../protocol/succession';
import { heirOf, isGenuine } from '../../protocol/wire/succession';
import { FILE_LIMITS } from '../files/policy';
import { openIdentity } from '../identity/identity';
import type { ServerOptions } from '../options';
import { join as enter, HELLO, type NativeClient, newKey } from '../testing/native-client';
import { dataFolder, testServer } from '../testing/test-server';
import { builtWorker } from '../testing/worker-file';
import { checkHeir, installHeir } from './heir';
import { readRecords } from './succession-file';

const KEY = 'K'.repeat(43);

type Answer = { ok: true; result: ResultOf<'handover'> } | { ok: false; error: { code: string } };

const step = async (who: NativeClient, what: HandoverStep): Promise<Answer> => {
  const cmd: CommandOf<'handover'> = { verb: 'handover', step: what };
  return (await who.run(cmd)) as unknown as Answer;
};

const done = async (who: NativeClient, what: HandoverStep) => {
  const answer = await step(who, what);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.result;
};

/** A host, an heir whose app could host, and a guest, in a server with a history. */
async function scene(more: Partial<ServerOptions> = {}) {
  const dataDir = await dataFolder();
  const [hostKey, heirKey] = [newKey(), newKey()];
  const server = await testServer(
    { dataDir, hosts: [hostKey.user], name: '우리 반', ...more },
    { workerFile: await builtWorker() },
  );
  const come = (name: string, key = newKey(), features: string[] = ['roster', 'follow', 'host']) =>
    enter({
      ...{ port: server.port, tls: true, key, name, hello: { ...HELLO, features } },
      more: more.password === undefined ? {} : { password: more.password },
    });
  const host = await come('민수', hostKey);
  const heir = await come('지훈', heirKey);
  await host.post('하나');
  return { dataDir, server, host, heir, heirKey, hostKey, come };
}

async function offered(host: NativeClient, heir: NativeClient) {
  const { id = '' } = await done(host, { do: 'offer', to: heir.user });
  return id;
}

/** All that is to be fetched now, by number. */
async function listed(heir: NativeClient, id: string): Promise<HandoverPart[]> {
  const all: HandoverPart[] = [];
  for (let more = true; more; ) {
    const page = await done(heir, { do: 'list', id, from: all.length });
    all.push(...(page.parts ?? []));
    more = page.more ?? false;
  }
  return all;
}

async function readPart(heir: NativeClient, id: string, part: number, bytes: number) {
  const chunks: Buffer[] = [];
  for (let offset = 0; offset < bytes; offset += (chunks.at(-1) as Buffer).length) {
    const { data = '' } = await done(heir, { do: 'read', id, part, offset });
    chunks.push(Buffer.from(data, 'base64url'));
  }
  return Buffer.concat(chunks);
}

/** What is there now, into a folder. */
async function fetchInto(folder: string, heir: NativeClient, id: string): Promise<string[]> {
  const parts = await listed(heir, id);
  for (const [n, { name, bytes }] of parts.entries()) {
    const file = join(folder, ...name.split('/'));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await readPart(heir, id, n, bytes));
  }
  return parts.map(({ name }) => name);
}

const sealed = async (heir: NativeClient, id: string): Promise<void> => {
  while (!(await done(heir, { do: 'seal', id })).sealed);
};

describe('a hand-over', () => {
  it('moves the log, gives a record that the old key signed, and ends this server', async () => {
    const { dataDir, server, host, heir, heirKey, come } = await scene({
      ...{ password: 'pw', capacity: 9 },
      files: { ...FILE_LIMITS, maxBytes: 12_345 },
    });
    const guest = await come('유나', newKey(), ['roster', 'follow']);
    const id = await offered(host, heir);
    await heir.raw.take('handover', (frame) => frame.state === 'offered');
    const folder = await dataFolder();
    const { fingerprint: key } = await openIdentity(folder);
    await done(heir, { do: 'accept', id, key });

    // The room goes on while its files move.
    expect(await guest.post('in time')).toMatchObject({ ok: true });
    expect((await listed(heir, id)).map(({ name }) => name)).not.toContain('log.db');

    // From now on nothing is accepted here, and everybody is told so.
    await sealed(heir, id);
    for (const who of [host, guest, heir]) {
      await who.raw.take('handover', (frame) => frame.state === 'sealed');
    }
    const late = await guest.post('too late');
    expect(late).toMatchObject({ ok: false, error: { code: 'shutting-down' } });

    await fetchInto(join(folder, 'data'), heir, id);
    const data = join(folder, 'data');
    const next = await dataFolder();
    expect(await checkHeir(folder, next)).toEqual({ name: '우리 반' });
    expect(await readdir(data)).not.toContain('identity.pem');

    const { record, password, settings } = await done(heir, { do: 'finish', id });
    expect(password).toBe('pw');
    expect(settings).toMatchObject({ files: { maxBytes: 12_345 }, capacity: 9 });
    if (!record || !isGenuine(record)) throw new Error('no genuine record');
    expect(record).toMatchObject({ from: server.facts.fingerprint, to: key });
    expect(heirOf(server.facts.fingerprint, [record], server.facts.epoch)).toBe(key);
    const again = await done(heir, { do: 'finish', id });
    expect(again.record).toEqual(record);

    const hosts = [{ host: '127.0.0.1', port: 1 }];
    await done(heir, { do: 'opened', id, hosts });
    expect(await server.handedOver).toMatchObject({ to: '지훈' });
    for (const who of [host, guest, heir]) {
      expect(await who.raw.take('succeeded')).toMatchObject({ record, hosts, to: '지훈' });
    }
    await server.stop();
    await expect(testServer({ dataDir })).rejects.toMatchObject({ name: 'HandedOver' });

    // The same log under the new key, which shows where it comes from.
    const known = server.facts.fingerprint;
    await installHeir({ folder, dataDir: next, known, record });
    const heirs = await testServer({ dataDir: next, hosts: [heirKey.user] });
    expect(heirs.facts).toMatchObject({ fingerprint: key, epoch: server.facts.epoch });
    expect(heirs.succession).toEqual([record]);
    const back = await enter({ port: heirs.port, tls: true, key: newKey(), name: '서연' });
    expect(back.welcome.log).toBe(server.facts.epoch);
  });

  it('declined, taken back or failed, the server goes on as before', async () => {
    const { dataDir, host, heir, come } = await scene();
    const guest = await come('유나', newKey(), ['follow']);
    const first = await offered(host, heir);
    await done(heir, { do: 'decline', id: first });
    await host.raw.take('handover', (frame) => frame.state === 'declined');

    const second = await offered(host, heir);
    await done(heir, { do: 'accept', id: second, key: KEY });
    await sealed(heir, second);
    await guest.raw.take('handover', (frame) => frame.state === 'sealed');
    expect(await host.post('held')).toMatchObject({ ok: false });
    await done(host, { do: 'cancel', id: second });
    await heir.raw.take('handover', (frame) => frame.state === 'cancelled');
    await guest.raw.take(
      'handover',
      (frame) => frame.state === 'cancelled' && frame.other === true,
    );
    expect(await host.post('goes on')).toMatchObject({ ok: true });
    expect(await step(heir, { do: 'finish', id: second })).toMatchObject({ ok: false });
    expect(await readRecords(dataDir)).toEqual([]);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is the host’s alone, and for a verified person whose app can host', async () => {
    const { host, heir, come } = await scene();
    const other = await come('유나', newKey(), ['roster', 'follow']);
    const refused = async (who: NativeClient, what: HandoverStep, code: string) =>
      expect(await step(who, what)).toMatchObject({ ok: false, error: { code } });
    await refused(heir, { do: 'offer', to: host.user }, 'not-allowed');
    await refused(host, { do: 'offer', to: host.user }, 'no-such-user');
    await refused(host, { do: 'offer', to: other.user }, 'no-such-user');
    await refused(host, { do: 'offer', to: newKey().user }, 'no-such-user');
    const id = await offered(host, heir);
    await refused(host, { do: 'offer', to: heir.user }, 'not-allowed');
    await refused(other, { do: 'accept', id, key: KEY }, 'not-allowed');
    await refused(host, { do: 'accept', id, key: KEY }, 'not-allowed');
    await refused(heir, { do: 'cancel', id }, 'not-allowed');
    await refused(heir, { do: 'read', id, part: 0, offset: 0 }, 'not-allowed');
    for (const what of ['seal', 'finish'] as const)
      await refused(heir, { do: what, id }, 'not-allowed');
    await refused(heir, { do: 'list', id, from: 0 }, 'not-allowed');
    await refused(heir, { do: 'opened', id, hosts: [{ host: 'x', port: 1 }] }, 'not-allowed');
  });

  it('that was promised cannot be taken back any more', async () => {
    const { dataDir, server, host, heir } = await scene();
    const id = await offered(host, heir);
    await done(heir, { do: 'accept', id, key: KEY });
    expect(await step(heir, { do: 'finish', id })).toMatchObject({ ok: false });
    await sealed(heir, id);
    await done(heir, { do: 'finish', id });
    expect(await step(host, { do: 'cancel', id })).toMatchObject({ ok: false });
    // A crash at this very moment: the folder knows that it is over.
    await server.stop();
    await expect(testServer({ dataDir })).rejects.toMatchObject({ name: 'HandedOver' });
  });

  it('is promised once, and either that or taken back, however close the two come', async () => {
    const { host, heir } = await scene();
    const id = await offered(host, heir);
    await done(heir, { do: 'accept', id, key: KEY });
    await sealed(heir, id);
    const [first, second, back] = await Promise.all([
      step(heir, { do: 'finish', id }),
      step(heir, { do: 'finish', id }),
      step(host, { do: 'cancel', id }),
    ]);
    expect(first.ok).not.toBe(back.ok);
    expect(second).toMatchObject(first.ok ? { result: { record: first.result.record } } : first);
    const said = await host.post('still here?');
    expect(said.ok).toBe(back.ok);
  });

  it('leaves no copy behind that a crash cut short', async () => {
    const dataDir = await dataFolder();
    await mkdir(join(dataDir, '.handover-abc'));
    await writeFile(join(dataDir, '.handover-abc', 'log.db'), 'all that was said');
    await testServer({ dataDir });
    await expect.poll(() => readdir(dataDir)).not.toContain('.handover-abc');
  });

  it('is given up when the server is closed meanwhile', async () => {
    const { dataDir, server, host, heir } = await scene();
    const id = await offered(host, heir);
    await done(heir, { do: 'accept', id, key: KEY });
    await sealed(heir, id);
    await server.stop();
    expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([]);
    await testServer({ dataDir });
  });
});
