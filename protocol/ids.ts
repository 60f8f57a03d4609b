/** Identifiers as they travel. All are opaque strings; only their shape is agreed on. */
import { z } from 'zod';

/** `k` + base64url of the first 16 bytes of SHA-256(device public key), or `g` + random for guests. */
export const userId = z.string().regex(/^[kg][A-Za-z0-9_-]{22}$/);
export type UserId = z.infer<typeof userId>;

/** `lobby`, `r` + random for rooms, `d` + hash of both user ids for direct messages. */
export const ROOM_ID = /^(lobby|[rd][A-Za-z0-9_-]{10,22})$/;
export const roomId = z.string().regex(ROOM_ID);
export type RoomId = z.infer<typeof roomId>;

export const LOBBY: RoomId = 'lobby';

/** SHA-256 of a public key's SPKI, base64url without padding: 43 characters. */
export const fingerprint = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export type Fingerprint = z.infer<typeof fingerprint>;

/** Position of an event in its room: rises strictly, need not be dense, starts above 0. */
export const seq = z.int().min(0);
export type Seq = number;

/** Random name of one outbox database or of one log: 16 hexadecimal digits. */
export const epoch = z.string().regex(/^[0-9a-f]{16}$/);

/** Raw Ed25519 public key, 32 bytes, base64url. */
export const deviceKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Ed25519 signature, 64 bytes, base64url. */
export const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);
/** 32 random bytes, base64url. */
export const nonce = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Chosen by the client for each command; comes back in the reply. */
export const COMMAND_ID_MAX_CHARS = 40;
export const commandId = z.string().min(1).max(COMMAND_ID_MAX_CHARS);

export const isGuest = (id: UserId): boolean => id.startsWith('g');
