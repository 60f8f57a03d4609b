/** How much of files a host takes. */
import type { FilePolicy } from '../../protocol/file-policy';
import { FILE_MAX_BYTES, FILES_TOTAL_BYTES, FILES_USER_BYTES } from '../../protocol/limits';

export interface FileLimits {
  /** Most bytes of one file; 0: none are taken. */
  readonly maxBytes: number;
  /** Most bytes of one person's files, and of all files together. */
  readonly userBytes: number;
  readonly totalBytes: number;
  /** Days after which a file is thrown away; null: never. */
  readonly days: number | null;
}

export const FILE_LIMITS: FileLimits = {
  maxBytes: FILE_MAX_BYTES,
  userBytes: FILES_USER_BYTES,
  totalBytes: FILES_TOTAL_BYTES,
  days: null,
};

/** How files are doing, for whoever runs the server. */
export interface FileState extends FileLimits {
  /** Files that messages carry, and their bytes. */
  readonly count: number;
  readonly bytes: number;
  /** Bytes that the disk has left; null when the system does not say. */
  readonly free: number | null;
}

/** What everybody is told; undefined where no files are taken. */
export function policyOf({
  maxBytes,
  userBytes,
  totalBytes,
  days,
}: FileLimits): FilePolicy | undefined {
  const most = Math.min(maxBytes, userBytes, totalBytes);
  return most > 0 ? { maxBytes: most, ...(days !== null && { days }) } : undefined;
}
