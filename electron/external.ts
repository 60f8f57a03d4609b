/** The one wrapper around `shell.openExternal`: nothing else in the app may call it. */
import { shell } from 'electron';

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The address as the system's browser or mail program gets it; null for anything else. */
export const safeExternal = (text: string): string | null => {
  try {
    const url = new URL(text);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
};

/** Rejects for every scheme but http, https and mailto. */
export const openExternal = async (text: string): Promise<void> => {
  const url = safeExternal(text);
  if (!url) throw new Error('only http, https and mailto links are opened');
  await shell.openExternal(url);
};
