/**
 * The server's private key under a passphrase: scrypt makes the key of an AES-256-GCM box
 * (docs/backup.md "The key"). A wrong passphrase and a changed box look the same, on purpose.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { BackupProblem } from './problem';

/** 128 MiB of memory for each try: whoever has the file may try for as long as they like. */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const KEY_BYTES = 32;

const bytes = (least: number, most: number) =>
  z.base64url().transform((text, context) => {
    const data = Buffer.from(text, 'base64url');
    if (data.length < least || data.length > most) context.addIssue('not of the agreed length');
    return data;
  });

const box = z.object({
  kdf: z.literal('scrypt'),
  /** A box that asks for more than this program itself spends is not opened. */
  N: z.int().min(2).max(COST.N),
  r: z.int().min(1).max(COST.r),
  p: z.int().min(1).max(COST.p),
  salt: bytes(16, 64),
  cipher: z.literal('aes-256-gcm'),
  iv: bytes(12, 12),
  tag: bytes(16, 16),
  data: bytes(1, 64 * 1024),
});

export async function seal(text: string, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, COST), iv);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = { salt, iv, tag: cipher.getAuthTag(), data };
  const written = Object.entries(parts).map(([name, part]) => [name, part.toString('base64url')]);
  return JSON.stringify({
    ...{ kdf: 'scrypt', ...COST, cipher: 'aes-256-gcm' },
    ...Object.fromEntries(written),
  });
}

/** Rejects with `damaged` for what is no box, and with `passphrase-wrong`. */
export async function unseal(sealed: string, passphrase: string): Promise<string> {
  const read = parse(sealed);
  const key = await keyOf(passphrase, read.salt, read);
  const decipher = createDecipheriv('aes-256-gcm', key, read.iv);
  decipher.setAuthTag(read.tag);
  try {
    return Buffer.concat([decipher.update(read.data), decipher.final()]).toString('utf8');
  } catch {
    throw new BackupProblem('passphrase-wrong');
  }
}

function parse(sealed: string): z.output<typeof box> {
  try {
    return box.parse(JSON.parse(sealed));
  } catch {
    throw new BackupProblem('damaged', 'the sealed key cannot be read');
  }
}

const keyOf = (
  passphrase: string,
  salt: Buffer,
  { N, r, p }: { N: number; r: number; p: number },
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const maxmem = 256 * N * r;
    // As people see it, and not as their keyboard composed it.
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, { N, r, p, maxmem }, (why, key) =>
      why ? reject(why) : resolve(key),
    );
  });
