/**
 * What a host's limits say of one more file, of the disk and of time. Pure: it is given what is
 * known, and decides; the house (house.ts) does what follows.
 */
import type { ChatError } from '../../protocol/errors';
import type { RoomId, UserId } from '../../protocol/ids';
import {
  DISK_RESERVE_BYTES,
  FILES_MAX,
  UPLOAD_KEEP_MS,
  UPLOADS_PER_USER_MAX,
} from '../../protocol/limits';
import { contentOf, type Files, isCounted, type PostedFile } from '../projections/files';
import { type FileLimits, policyOf } from './policy';

/** A file that no message carries yet. Its place is taken before its first byte comes. */
export interface Bespoken {
  readonly user: UserId;
  /** Bytes. */
  readonly size: number;
  readonly hash: string;
  /** Its bytes are there and were checked: what has the same bytes lies in the same place. */
  readonly whole: boolean;
}

/** Why there is no place for one more, as the verb `upload` says it; null: there is. */
export function whyNoPlace(
  asked: Bespoken,
  { limits, files, uploads }: { limits: FileLimits; files: Files; uploads: readonly Bespoken[] },
): ChatError | null {
  const { user, size } = asked;
  const { userBytes, totalBytes } = limits;
  const most = policyOf(limits)?.maxBytes ?? 0;
  if (size > most || most === 0) return { code: 'too-large', field: 'size', limit: most };
  if (uploads.filter((one) => one.user === user).length >= UPLOADS_PER_USER_MAX) {
    return { code: 'full', field: 'uploads', limit: UPLOADS_PER_USER_MAX };
  }
  const all = [...uploads, asked];
  const theirs = (files.bytesOf.get(user) ?? 0) + bespokenBytes(files, all, user);
  if (theirs > userBytes) return { code: 'full', field: 'quota', limit: userBytes };
  if (files.bytes + bespokenBytes(files, all) > totalBytes) {
    return { code: 'full', field: 'server', limit: totalBytes };
  }
  if (files.byId.size + uploads.length >= FILES_MAX) {
    return { code: 'full', field: 'server', limit: FILES_MAX };
  }
  return null;
}

/** Bytes that uploads add to what counts already, of everybody or of one person. */
export function bespokenBytes(files: Files, uploads: readonly Bespoken[], user?: UserId): number {
  const seen = new Set<string>();
  let bytes = 0;
  for (const one of uploads) {
    if (user !== undefined && one.user !== user) continue;
    const content = contentOf(one);
    if (one.whole && (seen.has(content) || isCounted(files, content, user))) continue;
    // Bytes that were only promised may turn out to be others.
    if (one.whole) seen.add(content);
    bytes += one.size;
  }
  return bytes;
}

/**
 * Whether all that is on its way leaves DISK_RESERVE_BYTES of the `free` bytes; `missing`: bytes
 * that are still to come.
 */
export const fitsDisk = (free: number | null, missing: number): boolean =>
  free === null || free - missing >= DISK_RESERVE_BYTES;

const DAY_MS = 86_400_000;

/** Files whose days are over (each counts from its own message), and those of rooms that are gone. */
export function outlived(
  files: Files,
  { days, now, isRoom }: { days: number | null; now: number; isRoom(room: RoomId): boolean },
): PostedFile[] {
  const oldest = days === null ? Number.NEGATIVE_INFINITY : now - days * DAY_MS;
  return [...files.byId.values()].filter(({ ts, room }) => ts <= oldest || !isRoom(room));
}

/** Whether nobody has gone on with an upload for so long that it may go. */
export const isAbandoned = (
  { busy, touched }: { busy: boolean; touched: number },
  now: number,
): boolean => !busy && touched < now - UPLOAD_KEEP_MS;
