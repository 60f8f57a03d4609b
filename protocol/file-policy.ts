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
