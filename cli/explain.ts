/** Why a program did not start, in a sentence that says what to type. */
import { MAIN_PORT } from '../protocol/limits';
import { fill, type Words } from './words';

/** What was asked for, and by which subcommand. */
interface Asked {
  command: 'serve' | 'echo';
  port: number;
  host?: string;
  dataDir?: string;
}

export function explain(why: unknown, asked: Asked, words: Words): string {
  const { code, syscall } = why as NodeJS.ErrnoException;
  const name = why instanceof Error ? why.name : '';
  const message = why instanceof Error ? why.message : String(why);
  const { command, port, host = '', dataDir: folder = '' } = asked;
  if (syscall === 'listen' || code === 'EADDRINUSE' || code === 'EADDRNOTAVAIL') {
    if (code === 'EADDRINUSE') {
      const next = port < 65_535 ? port + 1 : MAIN_PORT;
      return fill(words.portTaken, { command, port, next });
    }
    if (code === 'EACCES') return fill(words.portForbidden, { command, port });
    if (code === 'EADDRNOTAVAIL' || code === 'EINVAL') return fill(words.notMyAddress, { host });
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return fill(words.notMyAddress, { host });
  if (name === 'HandedOver') return fill(words.backup.problem['handed-over'], { folder });
  if (name === 'DamagedLog') return fill(words.logDamaged, { folder });
  if (name === 'DataFolderInUse') return fill(words.folderInUse, { folder });
  if (code && FOLDER_CODES.has(code)) return fill(words.folderForbidden, { folder, why: message });
  return fill(words.cannotStart, { why: message });
}

const FOLDER_CODES: ReadonlySet<string> = new Set([
  'EACCES',
  'ENOENT',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'ENAMETOOLONG',
]);
