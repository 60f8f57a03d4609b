/** The identity of `connect` on disk: an Ed25519 key in a file that only its owner may read. */
import { link, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeviceKey } from '../../client/api';
import { createDeviceKey, loadDeviceKey } from '../../protocol/wire/auth';
import {
  makePrivateFolder,
  readPrivateFile,
  writePrivateFile,
} from '../../server/identity/private-files';

const KEY_FILE = 'device-key.json';
const keyFile = z.object({ kind: z.literal('plain'), data: z.string().max(4096) });

/** The file is there, and is no key: it is never replaced behind somebody's back. */
export class KeyDamaged extends Error {
  constructor(readonly file: string) {
    super(`not a device key: ${file}`);
    this.name = 'KeyDamaged';
  }
}

/** Loads the key, or makes it. Of two first runs at once both get the same. */
export async function openDeviceKey(folder: string): Promise<DeviceKey> {
  const file = join(folder, KEY_FILE);
  await makePrivateFolder(folder);
  const known = await readPrivateFile(file);
  if (known !== null) return parse(known, file);
  const { pkcs8 } = createDeviceKey();
  const draft = `${file}.${process.pid}.first`;
  await writePrivateFile(draft, JSON.stringify({ kind: 'plain', data: pkcs8 }));
  try {
    await link(draft, file);
    await rm(draft, { force: true });
  } catch (why) {
    // a file system without links has to do without the check
    if ((why as NodeJS.ErrnoException).code === 'EEXIST') await rm(draft, { force: true });
    else await rename(draft, file);
  }
  return parse((await readPrivateFile(file)) ?? '', file);
}

function parse(text: string, file: string): DeviceKey {
  try {
    return loadDeviceKey(keyFile.parse(JSON.parse(text)).data);
  } catch {
    throw new KeyDamaged(file);
  }
}
