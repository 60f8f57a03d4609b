/** Where this package says updates come from. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Feed } from './updates';

const manifest = z.object({
  updates: z.object({
    url: z.url({ protocol: /^https?$/ }),
    key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  }),
});

/** Null in a checkout, and in packages whose makers named no feed. */
export const packageFeed = (appFolder: string): Feed | null => {
  try {
    const text = readFileSync(path.join(appFolder, 'package.json'), 'utf8');
    return manifest.parse(JSON.parse(text)).updates;
  } catch {
    return null;
  }
};
