/** What of files a server takes, as everybody is told who comes in. */
import { z } from 'zod';
import { FILE_LARGEST_BYTES } from './limits';

export const filePolicy = z.object({
  /** Most bytes of one file. */
  maxBytes: z.int().min(0).max(FILE_LARGEST_BYTES),
  /** Days after which files are thrown away; left out: never. */
  days: z.int().min(1).optional(),
});
export type FilePolicy = z.infer<typeof filePolicy>;

/** To everybody who is in: the host takes more of files now, or less; left out: none. */
export const filesFrame = z.object({ t: z.literal('files'), files: filePolicy.optional() });
export type FilesFrame = z.infer<typeof filesFrame>;

const bytes = z.int().min(0).max(FILE_LARGEST_BYTES);
/** How much a host takes. */
export const fileLimits = z.object({
  /** Most bytes of one file; 0: none are taken. */
  maxBytes: bytes,
  /** Most bytes of one person's files, and of all files together. */
  userBytes: bytes,
  totalBytes: bytes,
  /** Days after which a file is thrown away; null: never. */
  days: z.int().min(1).max(36_500).nullable(),
});

/** How files are doing, for whoever runs the server. */
export const fileState = fileLimits.extend({
  /** Files that messages carry, and their bytes. */
  count: z.int(),
  bytes: z.int(),
  /** Bytes that the disk has left; null when the system does not say. */
  free: z.number().nullable(),
});
export type FileLimits = z.infer<typeof fileLimits>;
export type FileState = z.infer<typeof fileState>;
