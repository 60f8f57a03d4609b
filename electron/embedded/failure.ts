/** Why a server could not start, in the words of the hosting state. */
import type { StartFailure } from './messages';

const CODES: Record<string, StartFailure['code']> = {
  EADDRINUSE: 'port-taken',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ENOSPC: 'storage',
  EROFS: 'storage',
  EIO: 'storage',
  EMFILE: 'internal',
};

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** Reads system codes, SQLite's codes, and the name of the data folder's lock. */
export const explainFailure = (error: unknown): StartFailure => {
  const code = codeOf(error);
  const name = error instanceof Error ? error.name : '';
  const text = error instanceof Error ? error.message : String(error);
  if (name === 'DamagedLog') return { code: 'damaged', detail: text.slice(0, 300) };
  const storage =
    /SQLITE/.test(code) || name === 'DataFolderInUse' || /sqlite|database/i.test(text);
  return {
    code: CODES[code] ?? (storage ? 'storage' : 'internal'),
    detail: `${code} ${text}`.trim().slice(0, 300),
  };
};
