/** Whether an update is from the makers of this package: one signature over the hashes of all files. */
import { createPublicKey, verify } from 'node:crypto';
import { type ReleaseStatement, releaseStatement, signedRelease } from '../../protocol/updates';

/** Base64 of the key's 32 bytes, as the package carries it. */
const publicKey = (raw: string) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw, 'base64').toString('base64url') },
    format: 'jwk',
  });

/** The statement in `release.json`; null when it is not signed with this key, or not one at all. */
export const readStatement = (text: string, key: string): ReleaseStatement | null => {
  try {
    const { statement, signature } = signedRelease.parse(JSON.parse(text));
    const signed = Buffer.from(statement, 'utf8');
    if (!verify(null, signed, publicKey(key), Buffer.from(signature, 'base64'))) return null;
    return releaseStatement.parse(JSON.parse(statement));
  } catch {
    return null;
  }
};

export interface OfferedFile {
  /** Its address in the feed. */
  url: string;
  /** SHA-512 in base64. */
  sha512: string;
}

/** Whether every file that the feed offers is one that was signed, under this version. */
export const isSigned = (
  offer: { version: string; files: readonly OfferedFile[] },
  statement: ReleaseStatement,
): boolean =>
  offer.version === statement.version &&
  offer.files.length > 0 &&
  offer.files.every(({ url, sha512 }) => {
    const name = decodeURIComponent(url.split('/').at(-1) ?? '');
    return Object.hasOwn(statement.files, name) && statement.files[name] === sha512;
  });
