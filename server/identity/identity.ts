/**
 * Who this server is: one P-256 key, made on the first start and kept for good, because clients
 * know the server by it and by nothing else (docs/SECURITY.md "TLS"). A file that cannot be used is an error
 * and never a reason for a new key, which would look like an attack to everybody.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Fingerprint } from '../../protocol/ids';
import { fingerprintOfCertificate } from '../../protocol/wire/fingerprint';
import { type KeyAndCertificate, makeCertificate } from './certificate';
import { makePrivateFolder, readPrivateFile, writePrivateFile } from './private-files';

export const IDENTITY_FILE = 'identity.pem';
/** A certificate is replaced, for the same key, when it has less than this left. */
const RENEW_BEFORE_MS = 30 * 24 * 60 * 60 * 1000;

export interface ServerIdentity extends KeyAndCertificate {
  /** base64url SHA-256 of the key's SPKI. */
  readonly fingerprint: Fingerprint;
}

export class DamagedIdentity extends Error {
  constructor(file: string, why: string) {
    super(
      `the server's key in ${file} cannot be used (${why}). Put back a copy of this file if you ` +
        'have one. Deleting it makes a new key at the next start: then everybody who knows this ' +
        'server is warned that it is another one and has to be invited again.',
    );
    this.name = 'DamagedIdentity';
  }
}

/**
 * The identity kept in `dataDir`, made when there is none yet; a passing one when `dataDir` is
 * null. Rejects with `DamagedIdentity`, or with the system's error when the folder cannot be used.
 */
export async function openIdentity(dataDir: string | null): Promise<ServerIdentity> {
  if (dataDir === null) return identityOf(await makeCertificate());
  const file = join(dataDir, IDENTITY_FILE);
  await makePrivateFolder(dataDir);
  const text = await readPrivateFile(file);
  const known = text === null ? null : parse(file, text);
  if (known && !isOld(known)) return identityOf(known);
  const made = await makeCertificate(known?.key);
  await writePrivateFile(file, `${made.key}\n${made.cert}\n`);
  return identityOf(made);
}

/** What the text of such a file holds; throws `DamagedIdentity`. */
export const readIdentity = (file: string, text: string): ServerIdentity =>
  identityOf(parse(file, text));

function parse(file: string, text: string): KeyAndCertificate {
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text)?.[0];
  const cert = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text)?.[0];
  if (!key) throw new DamagedIdentity(file, 'no private key in it');
  if (!cert) throw new DamagedIdentity(file, 'no certificate in it');
  let matches: boolean;
  try {
    matches = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    throw new DamagedIdentity(file, 'it is damaged');
  }
  if (!matches) throw new DamagedIdentity(file, 'key and certificate do not belong together');
  return { key, cert };
}

const isOld = ({ cert }: KeyAndCertificate): boolean =>
  Date.parse(new X509Certificate(cert).validTo) - Date.now() < RENEW_BEFORE_MS;

const identityOf = (made: KeyAndCertificate): ServerIdentity => ({
  ...made,
  fingerprint: fingerprintOfCertificate(new X509Certificate(made.cert).raw),
});
