import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from './certificate';
import { DamagedIdentity, IDENTITY_FILE, openIdentity } from './identity';
import { SERVER_FILE, serverName } from './server-name';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarangbang-identity-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the identity', () => {
  it('is made once, kept for ten years and readable by its owner only', async () => {
    const dataDir = join(folder, 'data');
    const first = await openIdentity(dataDir);
    const second = await openIdentity(dataDir);
    expect(second).toEqual(first);
    expect(first.fingerprint).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const cert = new X509Certificate(first.cert);
    expect(Date.parse(cert.validTo)).toBeGreaterThan(Date.now() + 9.9 * 365 * 86_400_000);
    expect(createPrivateKey(first.key).asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataDir, IDENTITY_FILE))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual([IDENTITY_FILE]);
  });

  it('is another one in another folder', async () => {
    const one = await openIdentity(join(folder, 'one'));
    const two = await openIdentity(join(folder, 'two'));
    expect(one.fingerprint).not.toBe(two.fingerprint);
  });

  it('is never replaced when its file is damaged', async () => {
    const file = join(folder, IDENTITY_FILE);
    await openIdentity(folder);
    const whole = await readFile(file, 'utf8');
    const other = await makeCertificate();
    const damaged = [
      '',
      'hello',
      whole.slice(0, 80),
      whole.slice(0, whole.length - 60),
      whole.replace(/-----BEGIN PRIVATE KEY-----\n.{20}/, '$&AAAA'),
      `${other.key}\n${whole.slice(whole.indexOf('-----BEGIN CERT'))}`,
    ];
    for (const text of damaged) {
      await writeFile(file, text);
      await expect(openIdentity(folder)).rejects.toThrow(DamagedIdentity);
      await expect(openIdentity(folder)).rejects.toThrow(file);
      expect(await readFile(file, 'utf8')).toBe(text);
    }
  });

  it('keeps its fingerprint when the certificate is made anew', async () => {
    const { key, fingerprint } = await openIdentity(folder);
    const again = await makeCertificate(key);
    await writeFile(join(folder, IDENTITY_FILE), `${again.key}\n${again.cert}`);
    expect((await openIdentity(folder)).fingerprint).toBe(fingerprint);
  });
});

describe("the server's name", () => {
  it('is kept, and changed when given', async () => {
    expect(await serverName(folder, undefined, 'Sarangbang')).toBe('Sarangbang');
    expect(await serverName(folder, ' 우리\n 방 ', 'Sarangbang')).toBe('우리 방');
    expect(await serverName(folder, undefined, 'Sarangbang')).toBe('우리 방');
  });

  it('is cut between characters, never inside one', async () => {
    const name = await serverName(null, `a${'😀'.repeat(60)}`, 'x');
    expect(name).toBe(`a${'😀'.repeat(31)}`);
  });

  it('falls back when its file is damaged', async () => {
    await writeFile(join(folder, SERVER_FILE), '{"name":');
    expect(await serverName(folder, undefined, 'Sarangbang')).toBe('Sarangbang');
  });
});
