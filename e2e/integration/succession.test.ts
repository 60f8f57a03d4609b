/** A server that was handed over while somebody was away: they follow its record, and nothing else. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SuccessionRecord } from '../../protocol/succession';
import { createDeviceKey } from '../../protocol/wire/auth';
import { successionTranscript } from '../../protocol/wire/succession';
import { writeRecords } from '../../server/handover/succession-file';
import { openIdentity } from '../../server/identity/identity';
import { enter, folder, person, server } from './support';

const at = (port: number) => ({ host: '127.0.0.1', port });

/**
 * Somebody was in, and left; since then the log is at another computer. `forge` changes the record
 * that the old key has signed.
 */
async function scene(forge: (record: SuccessionRecord) => SuccessionRecord = (record) => record) {
  const dataDir = folder();
  const before = await server({ dataDir });
  const { fingerprint: from, epoch: log, port } = before.facts;
  const { key } = createDeviceKey();
  const file = path.join(folder(), 'copy.db');
  const someone = await enter({ port, known: from, key, file });
  await someone.client.post('lobby', '하나');
  await someone.has(['하나']);
  await someone.client.close();

  const heirDir = folder();
  const { fingerprint: to } = await openIdentity(heirDir);
  const facts = { from, to, log, at: Date.now() };
  const record = forge({ ...facts, ...before.sign(successionTranscript(facts)) });
  await before.stop();
  for (const part of ['log.db', 'server.json']) {
    cpSync(path.join(dataDir, part), path.join(heirDir, part));
  }
  await writeRecords(heirDir, [record]);
  return { from, to, key, file, heirDir, port };
}

describe('with a genuine record', () => {
  it('is found at the old address, without a question, with copy and outbox', async () => {
    const { from, to, key, file, heirDir, port } = await scene();
    const after = await server({ dataDir: heirDir, port });
    const someone = person({ port, known: from, key, file });
    const heirs: string[] = [];
    someone.client.on('succeeded', (heir) => heirs.push(`${heir.from} ${heir.to}`));
    let startedOver = false;
    someone.client.on('startedOver', () => {
      startedOver = true;
    });
    await someone.client.post('lobby', '둘');
    someone.client.connect();
    await someone.settled();
    await someone.until('sent', () => someone.client.pendingMessages().length === 0);
    expect(someone.questions).toEqual([]);
    expect(heirs).toEqual([`${from} ${to}`]);
    expect(startedOver).toBe(false);
    expect(someone.ready.at(-1)).toMatchObject({ fingerprint: to });
    expect(someone.held()).toEqual(['하나', '둘']);
    // The same key is the same person there.
    expect(after.people()).toBe(1);
  });

  it('is found where it is heard of, and by an invite to the old one', async () => {
    const { from, to, heirDir, key, file } = await scene();
    const after = await server({ dataDir: heirDir });
    const someone = person({ port: 1, known: from, key, file });
    someone.client.connect();
    await someone.state('waiting');
    someone.client.heardAt([at(after.facts.port)]);
    await someone.settled();
    expect(someone.ready.at(-1)).toMatchObject({ fingerprint: to });

    const target = { hosts: [at(after.facts.port)], fingerprint: from };
    const invited = await enter({ port: after.facts.port, target, name: '지훈' });
    expect(invited.ready.at(-1)).toMatchObject({ fingerprint: to });
  });
});

describe('without one', () => {
  const forgeries: [string, (record: SuccessionRecord) => SuccessionRecord][] = [
    ['another signature', (record) => ({ ...record, signature: 'A'.repeat(96) })],
    ['another time', (record) => ({ ...record, at: record.at + 1 })],
    ['another log', (record) => ({ ...record, log: '0123456789abcdef' })],
    ['another heir', (record) => ({ ...record, to: 'A'.repeat(43) })],
  ];
  it.each(forgeries)('with %s, it is a changed key and a person decides', async (_what, forge) => {
    const { from, to, heirDir, key, file, port } = await scene(forge);
    const after = await server({ dataDir: heirDir, port });
    const someone = person({ port, known: from, key, file });
    someone.client.connect();
    await someone.state('question');
    expect(someone.questions.at(-1)).toMatchObject({
      kind: 'key-changed',
      known: from,
      fingerprint: to,
    });
    expect(after.people()).toBe(0);
    expect(someone.ready).toEqual([]);
  });

  it('a server that shows somebody else’s record is a changed key too', async () => {
    const { from, heirDir, key, file, port } = await scene();
    const impostorDir = folder();
    cpSync(path.join(heirDir, 'log.db'), path.join(impostorDir, 'log.db'));
    cpSync(path.join(heirDir, 'succession.json'), path.join(impostorDir, 'succession.json'));
    await server({ dataDir: impostorDir, port });
    const someone = person({ port, known: from, key, file });
    someone.client.connect();
    await someone.state('question');
    expect(someone.questions.at(-1)).toMatchObject({ kind: 'key-changed' });
  });
});
