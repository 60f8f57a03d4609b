/** `serve`: how much of files is taken. Sizes as people write them: 500M, 2G, or bytes. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { sizeText } from '../../protocol/file-size';
import { FILE_LARGEST_BYTES } from '../../protocol/limits';
import { FILE_LIMITS, type FileLimits } from '../../server/files/policy';
import { countFlag } from '../flags';
import { fill, type Words } from '../words';

export interface FileFlags {
  /** 0: none are taken. */
  fileSize?: number;
  fileQuota?: number;
  fileTotal?: number;
  fileDays?: number;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** Bytes; null when it is no size, or more than FILE_LARGEST_BYTES. */
export function readSize(text: string): number | null {
  const [, number, unit] = /^(\d{1,13})([KMG]?)B?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const bytes = Number(number) * (UNITS[unit?.toUpperCase() ?? ''] ?? 1);
  return bytes <= FILE_LARGEST_BYTES ? bytes : null;
}

export function addFileFlags(command: Command, words: Words): Command {
  const size = (text: string): number => {
    const bytes = readSize(text);
    if (bytes === null) throw new InvalidArgumentError(words.notASize);
    return bytes;
  };
  const sized = (flag: string, word: string, bytes: number) =>
    new Option(`${flag} <size>`, fill(word, { size: sizeText(bytes) })).argParser(size);
  return command
    .addOption(sized('--file-size', words.fileSize, FILE_LIMITS.maxBytes))
    .addOption(sized('--file-quota', words.fileQuota, FILE_LIMITS.userBytes))
    .addOption(sized('--file-total', words.fileTotal, FILE_LIMITS.totalBytes))
    .addOption(new Option('--file-days <n>', words.fileDays).argParser(countFlag(words)));
}

export const fileLimitsOf = (flags: FileFlags): FileLimits => ({
  maxBytes: flags.fileSize ?? FILE_LIMITS.maxBytes,
  userBytes: flags.fileQuota ?? FILE_LIMITS.userBytes,
  totalBytes: flags.fileTotal ?? FILE_LIMITS.totalBytes,
  days: flags.fileDays ?? FILE_LIMITS.days,
});
