import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandOf } from '../../protocol/commands';
import type { ResultOf } from '../../protocol/replies';
import type { HandoverStep } from '../../protocol/succession';
import { heirOf, isGenuine } from '../../protocol/wire/succession';
import { unpackBackup } from '../backup/unpack';
import { openIdentity } from '../identity/identity';
import { join as enter, HELLO, type NativeClient, newKey } from '../testing/native-client';
import { dataFolder, testServer } from '../testing/test-server';
import { builtWorker } from '../testing/worker-file';
import { readRecords, writeRecords } from './succession-file';

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
async function scene(more: { password?: string } = {}) {
  const dataDir = await dataFolder();
  const [hostKey, heirKey] = [newKey(), newKey()];
  const server = await testServer(
    { dataDir, hosts: [hostKey.user], name: '우리 반', ...more },
    { workerFile: await builtWorker() },
  );
  const come = (name: string, key = newKey(), features: string[] = ['roster', 'follow', 'host']) =>
    enter({ port: server.port, tls: true, key, name, hello: { ...HELLO, features }, more });
  const host = await come('민수', hostKey);
  const heir = await come('지훈', heirKey);
  await host.post('하나');
  return { dataDir, server, host, heir, heirKey, hostKey, come };
}

async function offered(host: NativeClient, heir: NativeClient) {
  const { id = '' } = await done(host, { do: 'offer', to: heir.user });
  return id;
}

async function readAll(heir: NativeClient, id: string, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let offset = 0; offset < bytes; offset += (parts.at(-1) as Buffer).length) {
    const { data = '' } = await done(heir, { do: 'read', id, offset });
    parts.push(Buffer.from(data, 'base64url'));
  }
  return Buffer.concat(parts);
}

describe('a hand-over', () => {
  it('moves the log, gives a record that the old key signed, and ends this server', async () => {
    const { dataDir, server, host, heir, heirKey, come } = await scene({ password: 'pw' });
    const guest = await come('유나', newKey(), ['roster', 'follow']);
    const id = await offered(host, heir);
    await heir.raw.take('handover', (frame) => frame.state === 'offered');
    const folder = await dataFolder();
    const { fingerprint: key } = await openIdentity(folder);
    const { bytes = 0 } = await done(heir, { do: 'accept', id, key });

    // From now on nothing is accepted here.
    const late = await guest.post('too late');
    expect(late).toMatchObject({ ok: false, error: { code: 'shutting-down' } });

    const file = join(await dataFolder(), 'moved.tar.gz');
    await writeFile(file, await readAll(heir, id, bytes));
    const data = await dataFolder();
    const { createReadStream } = await import('node:fs');
    const head = await unpackBackup(createReadStream(file), data);
    expect(head).toMatchObject({ key: 'none', server: { name: '우리 반' } });
    expect(await readdir(data)).not.toContain('identity.pem');

    const { record, password } = await done(heir, { do: 'finish', id });
    expect(password).toBe('pw');
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
    const { copyFile } = await import('node:fs/promises');
    await copyFile(join(folder, 'identity.pem'), join(data, 'identity.pem'));
    await writeRecords(data, [record]);
    const next = await testServer({ dataDir: data, hosts: [heirKey.user] });
    expect(next.facts).toMatchObject({ fingerprint: key, epoch: server.facts.epoch });
    expect(next.succession).toEqual([record]);
    const back = await enter({ port: next.port, tls: true, key: newKey(), name: '서연' });
    expect(back.welcome.log).toBe(server.facts.epoch);
  });

  it('declined, taken back or failed, the server goes on as before', async () => {
    const { dataDir, host, heir } = await scene();
    const first = await offered(host, heir);
    await done(heir, { do: 'decline', id: first });
    await host.raw.take('handover', (frame) => frame.state === 'declined');

    const second = await offered(host, heir);
    await done(heir, { do: 'accept', id: second, key: KEY });
    await done(host, { do: 'cancel', id: second });
    await heir.raw.take('handover', (frame) => frame.state === 'cancelled');
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
    await refused(heir, { do: 'read', id, offset: 0 }, 'not-allowed');
    await refused(heir, { do: 'finish', id }, 'not-allowed');
    await refused(heir, { do: 'opened', id, hosts: [{ host: 'x', port: 1 }] }, 'not-allowed');
  });

  it('that was promised cannot be taken back any more', async () => {
    const { dataDir, server, host, heir } = await scene();
    const id = await offered(host, heir);
    await done(heir, { do: 'accept', id, key: KEY });
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

  it('leaves no archive behind that a crash cut short', async () => {
    const dataDir = await dataFolder();
    await writeFile(join(dataDir, '.handover-abc.tar.gz'), 'all that was said');
    await testServer({ dataDir });
    await expect.poll(() => readdir(dataDir)).not.toContain('.handover-abc.tar.gz');
  });

  it('is given up when the server is closed meanwhile', async () => {
    const { dataDir, server, host, heir } = await scene();
    const id = await offered(host, heir);
    await done(heir, { do: 'accept', id, key: KEY });
    await server.stop();
    expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([]);
    await testServer({ dataDir });
  });
});
