/**
 * Device identities and the proof of one (docs/PROTOCOL.md "Handshake"): an Ed25519 signature over what
 * both sides saw of this very connection, so that it is worth nothing on any other.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { UserId } from '../ids';

const CONTEXT = Buffer.from('sarangbang-auth-v1\0', 'latin1');
export const EXPORTER_LABEL = 'EXPORTER-sarangbang-auth-v1';
export const EXPORTER_BYTES = 32;
/** Over plain TCP there is nothing to bind to. */
export const NO_EXPORTER: Buffer = Buffer.alloc(EXPORTER_BYTES);
const RAW_KEY_BYTES = 32;
const USER_ID_BYTES = 16;
/** SubjectPublicKeyInfo of Ed25519 up to the 32 raw bytes (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export interface AuthFacts {
  /** The server key's fingerprint, base64url. */
  fingerprint: string;
  /** The server's 32 random bytes, base64url. */
  nonce: string;
  /** TLS exporter of this connection, or NO_EXPORTER. */
  exporter: Uint8Array;
  /** Raw device public key, base64url. */
  key: string;
}

/** context ‖ SPKI hash (32) ‖ nonce (32) ‖ exporter (32) ‖ device key (32). */
export function authTranscript({ fingerprint, nonce, exporter, key }: AuthFacts): Buffer {
  const parts = [
    Buffer.from(fingerprint, 'base64url'),
    Buffer.from(nonce, 'base64url'),
    Buffer.from(exporter),
    Buffer.from(key, 'base64url'),
  ];
  // fixed lengths, so that no two sets of facts give the same bytes
  for (const part of parts) if (part.length !== 32) throw new RangeError('each part has 32 bytes');
  return Buffer.concat([CONTEXT, ...parts]);
}

function publicKeyObject(raw: string): KeyObject {
  const bytes = Buffer.from(raw, 'base64url');
  if (bytes.length !== RAW_KEY_BYTES) throw new RangeError('an Ed25519 key has 32 bytes');
  return createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, bytes]),
    format: 'der',
    type: 'spki',
  });
}

/**
 * Points of small order, in every encoding that is taken for one, without the bit of the sign. A
 * signature under them is right for nearly anything: they are nobody's key.
 */
const NOBODYS: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ...['ec', 'ed', 'ee'].map((first) => `${first}${'ff'.repeat(30)}7f`),
]);

function isNobodys(raw: string): boolean {
  const bytes = Buffer.from(raw, 'base64url');
  bytes[RAW_KEY_BYTES - 1] = (bytes[RAW_KEY_BYTES - 1] ?? 0) & 0x7f;
  return NOBODYS.has(bytes.toString('hex'));
}

/**
 * True when `signature` (base64url) proves possession of `facts.key`. Never throws. False for keys
 * that prove nothing, since anybody can sign for them.
 */
export function verifyAuth(facts: AuthFacts, signature: string): boolean {
  try {
    if (isNobodys(facts.key)) return false;
    const bytes = Buffer.from(signature, 'base64url');
    return verify(null, authTranscript(facts), publicKeyObject(facts.key), bytes);
  } catch {
    return false;
  }
}

/** `k` + the first 16 bytes of SHA-256 of the raw public key, base64url. */
export function userIdOf(publicKey: string): UserId {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest();
  return `k${hash.subarray(0, USER_ID_BYTES).toString('base64url')}`;
}

export interface LoadedDeviceKey {
  readonly user: UserId;
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** From PKCS#8 DER in base64. Throws when it is not an Ed25519 private key. */
export function loadDeviceKey(pkcs8: string): LoadedDeviceKey {
  const privateKey = createPrivateKey({
    key: Buffer.from(pkcs8, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const publicKey = spki.subarray(-RAW_KEY_BYTES).toString('base64url');
  return {
    user: userIdOf(publicKey),
    publicKey,
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** A new identity, and its private half as PKCS#8 DER in base64 for keeping. */
export function createDeviceKey(): { pkcs8: string; key: LoadedDeviceKey } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  return { pkcs8, key: loadDeviceKey(pkcs8) };
}
