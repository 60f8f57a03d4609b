/** The certificate around the server's key. Nobody signs it: clients know the key (docs/SECURITY.md). */
import { createPrivateKey, createPublicKey } from 'node:crypto';

const YEARS = 10;

export interface KeyAndCertificate {
  /** PKCS#8 PEM of a P-256 key. */
  readonly key: string;
  readonly cert: string;
}

/** With `key` (PEM) a new certificate for that key, otherwise for a new one. */
export async function makeCertificate(key?: string): Promise<KeyAndCertificate> {
  // Loaded only here: it is needed once in ten years and costs a tenth of a second at start.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'sarangbang' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    ...validity(new Date()),
    extensions: [
      // A client that knows the key uses the certificate itself as its authority.
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'sarangbang' }] },
    ],
    ...(key !== undefined && { keyPair: pairOf(key) }),
  });
  return { key: made.private.trim(), cert: made.cert.trim() };
}

/** From yesterday, because clocks differ. `days` would be ignored by the library. */
function validity(now: Date): { notBeforeDate: Date; notAfterDate: Date } {
  const notBeforeDate = new Date(now.getTime() - 24 * 60 * 60 * 1000);
  const notAfterDate = new Date(now);
  notAfterDate.setFullYear(now.getFullYear() + YEARS);
  return { notBeforeDate, notAfterDate };
}

function pairOf(key: string): { privateKey: string; publicKey: string } {
  const publicKey = createPublicKey(createPrivateKey(key));
  return {
    privateKey: key,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
  };
}
