/** Taking a server over: what arrives, what is kept when it cannot be opened, and what a crash leaves. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HANDOVER_CHUNK_BYTES } from '../protocol/limits';
import type { HandoverStep } from '../protocol/succession';
import { createHeir } from './heir';

const KEY = 'K'.repeat(43);
const record = {
  ...{ from: KEY, to: 'N'.repeat(43), log: '5f2c9a0017d3e8b4', at: 1 },
  ...{ spki: 'A'.repeat(124), signature: 'B'.repeat(96) },
};
const FILE = Buffer.alloc(HANDOVER_CHUNK_BYTES * 2 + 5, 7);
const LOG = Buffer.from('the log');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sarangbang-heir-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An old host that gives a file and, once it is sealed, the log. */
function scene(broken: { install: boolean }) {
  const steps: string[] = [];
  let sealed = false;
  const all = [
    { name: 'files/ab/fabcdefgh', bytes: FILE },
    { name: 'log.db', bytes: LOG },
  ];
  const answer = (step: HandoverStep) => {
    steps.push(step.do);
    if (step.do === 'list') {
      const parts = all
        .slice(0, sealed ? 2 : 1)
        .map(({ name, bytes }) => ({ name, bytes: bytes.length }));
      return { parts: parts.slice(step.from), more: false };
    }
    if (step.do === 'seal') {
      const was = sealed;
      sealed = true;
      return { sealed: was };
    }
    if (step.do === 'read') {
      const from = all[step.part]?.bytes.subarray(step.offset, step.offset + HANDOVER_CHUNK_BYTES);
      return { data: from?.toString('base64url') };
    }
    const files = { maxBytes: 5, userBytes: 5, totalBytes: 5, days: null };
    return step.do === 'finish' ? { record, settings: { files, discoverable: false } } : {};
  };
  const client = {
    submit: async ({ step }: { step: HandoverStep }) => ({ ok: true, result: answer(step) }),
  };
  const adopt = vi.fn(
    async (_options: object, adoption: { opened(port: number): Promise<void> }) => {
      await adoption.opened(7878);
      return { state: 'open' };
    },
  );
  const runChore = async (chore: { kind: string; folder: string }) => {
    if (chore.kind === 'heir-key') mkdirSync(chore.folder, { recursive: true });
    if (chore.kind === 'heir-install' && broken.install) throw new Error('the disk says no');
    return chore.kind === 'heir-key' ? { fingerprint: record.to } : { name: '우리 반' };
  };
  const open = () =>
    createHeir({
      ...{ folder, dataDir: path.join(folder, 'host'), runChore, addresses: () => [] },
      servers: { get: () => ({ client, entry: { fingerprint: KEY } }) },
      ownRoom: { hosting: { state: 'off' }, adopt },
      secrets: { seal: () => null, open: () => null },
      log: { warn() {} },
    } as unknown as Parameters<typeof createHeir>[0]);
  return { open, steps, adopt };
}
const ID = 'a'.repeat(22);

it('fetches files first and the log when it is sealed, and opens as the old host had it', async () => {
  const { open, steps, adopt } = scene({ install: false });
  expect(await open().accept('s1', ID)).toBe('done');
  expect(steps.filter((step, i) => step !== steps[i - 1])).toEqual([
    'accept',
    'list',
    'read',
    'seal',
    'list',
    'read',
    'finish',
    'opened',
  ]);
  expect(adopt.mock.lastCall?.[0]).toMatchObject({
    ...{ name: '우리 반', compat: [], plain: 'loopback', discoverable: false },
    files: { maxBytes: 5 },
  });
});

it('what cannot be put in its place is kept, also over a crash, and opened later', async () => {
  const broken = { install: true };
  const { open, steps } = scene(broken);
  expect(await open().accept('s1', ID)).toBe('kept');
  expect(steps).not.toContain('decline');
  mkdirSync(path.join(folder, 'cut-short', 'data'), { recursive: true });
  writeFileSync(path.join(folder, 'cut-short.tar.gz'), 'of an older version');

  const again = open();
  expect(await again.kept()).toEqual({ name: '우리 반', password: false });
  expect(existsSync(path.join(folder, 'cut-short'))).toBe(false);
  expect(existsSync(path.join(folder, 'cut-short.tar.gz'))).toBe(false);
  const [kept = ''] = readdirSync(folder);
  const data = path.join(folder, kept, 'data');
  expect(readFileSync(path.join(data, 'files', 'ab', 'fabcdefgh')).equals(FILE)).toBe(true);
  expect(readFileSync(path.join(data, 'log.db')).equals(LOG)).toBe(true);
  expect(await again.again()).toBe('kept');
  broken.install = false;
  expect(await again.again()).toBe('done');
  expect(await again.kept()).toBeNull();
});
