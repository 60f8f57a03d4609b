/**
 * Which saved files may be handed to the system to be opened, after a person was asked. A short
 * list of what is looked at, read, heard or unpacked; whatever a system could run, mount, import or
 * follow is not on it, nor what only has such a name (docs/SECURITY.md "Files").
 */
import path from 'node:path';

const OPENABLE = new Set(
  [
    ...['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'tif', 'tiff', 'heic'],
    ...['mp3', 'ogg', 'oga', 'opus', 'wav', 'flac', 'aac', 'm4a', 'weba'],
    ...['mp4', 'm4v', 'webm', 'ogv', 'mov', 'mkv', 'avi'],
    ...['pdf', 'txt', 'md', 'csv', 'tsv', 'log', 'json', 'rtf', 'epub'],
    // Without macros; the older formats are opened protected, as they are marked as foreign.
    ...['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'doc', 'xls', 'ppt', 'hwp', 'hwpx'],
    ...['zip', '7z', 'tar', 'gz', 'tgz', 'bz2', 'xz', 'zst', 'rar'],
  ].map((extension) => `.${extension}`),
);

/** How programs begin, for Windows, Linux and macOS, scripts and starters included. */
const PROGRAMS: readonly Buffer[] = [
  Buffer.from('MZ'),
  Buffer.from('\x7fELF', 'latin1'),
  ...['feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'].map((hex) =>
    Buffer.from(hex, 'hex'),
  ),
  Buffer.from('#!'),
  Buffer.from('[Desktop Entry]'),
];

/** Bytes of a file's beginning that are looked at. */
export const OPENABLE_HEAD_BYTES = 16;

/** `name` as it lies on the disk; `head`: how the file begins. */
export const isOpenable = (name: string, head: Uint8Array): boolean =>
  OPENABLE.has(path.extname(name).toLowerCase()) &&
  !PROGRAMS.some((program) => program.equals(head.subarray(0, program.length)));
