/** This device's Ed25519 identity on disk (docs/SECURITY.md): sealed where the system can, else mode 0600. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DeviceKey } from '../client/api';
import { createDeviceKey, loadDeviceKey } from '../protocol/wire/auth';
import type { Secrets } from './secrets';

export interface Identity {
  key: DeviceKey;
  /** False where the system offers no real key store; the settings say so. */
  encrypted: boolean;
}

const keyFile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sealed'), data: z.string().max(4096) }),
  z.object({ kind: z.literal('plain'), data: z.string().max(4096) }),
]);

const write = (file: string, pkcs8: string, secrets: Secrets): void => {
  const sealed = secrets.seal(pkcs8);
  const content = sealed ? { kind: 'sealed', data: sealed } : { kind: 'plain', data: pkcs8 };
  // Written beside and renamed: a half-written key would be a lost identity.
  writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
};

const read = (file: string): z.infer<typeof keyFile> | null => {
  try {
    return keyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
};

/**
 * Loads the identity, or makes it on the first start. A key that is sealed by a store which does
 * not answer today stays untouched, and this run gets a passing one; a broken file is kept aside.
 */
export const openIdentity = (
  file: string,
  secrets: Secrets,
  warn: (line: string) => void,
): Identity => {
  const make = (keep: boolean): Identity => {
    const { pkcs8, key } = createDeviceKey();
    if (keep) write(file, pkcs8, secrets);
    return { key, encrypted: secrets.real };
  };
  if (!existsSync(file)) return make(true);
  const stored = read(file);
  const pkcs8 = stored?.kind === 'sealed' ? secrets.open(stored.data) : stored?.data;
  if (stored?.kind === 'sealed' && pkcs8 === null) {
    warn('the system key store does not open the device key; using another one for this run');
    return make(false);
  }
  try {
    const key = loadDeviceKey(pkcs8 ?? '');
    if (stored?.kind === 'plain' && secrets.real) write(file, pkcs8 ?? '', secrets);
    return { key, encrypted: secrets.real };
  } catch {
    const aside = `${file}.broken-${Date.now()}`;
    renameSync(file, aside);
    warn(`the device key could not be read; kept as ${aside}, a new one was made`);
    return make(true);
  }
};
