/**
 * Names of files, which strangers choose. What is shown never contains a path or characters that
 * turn text around; what is written to a disk is a name that every system takes for nothing else.
 */
import { DISK_NAME_MAX_BYTES, FILE_NAME_MAX_CHARS } from './limits';

/** Controls, bidi and other format characters, halves of pairs, private use, line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\uFFFC\uFFFD]/gu;
const SEPARATORS = /[/\\\u2044\u2215\u29F8\uFF0F\uFF3C]/g;
/** What Windows refuses or takes for something else, streams included. */
const REFUSED_BY_SYSTEMS = /[<>:"|?*]/g;
/** Devices of Windows, whatever extension follows. */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)( *\.|$)/i;
/** Files that change what a folder looks like, or that a system reads by itself. */
const SPOKEN_FOR = /^(desktop\.ini|autorun\.inf|thumbs\.db|\.ds_store|\.directory)$/i;
const EXTENSION = /\.[\p{L}\p{N}_-]{1,15}$/u;

/** In UTF-8; halves of pairs were taken out before. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * As it is shown and sent: one line, composed (NFC), without separators and unseen characters, at
 * most FILE_NAME_MAX_CHARS with its extension kept. Never empty.
 */
export function shownFileName(name: string): string {
  const plain = name
    .slice(0, FILE_NAME_MAX_CHARS * 8)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(UNSEEN, '')
    .replace(SEPARATORS, '_')
    .trim();
  if (/^\.*$/.test(plain)) return 'file';
  return cutTo(plain, (text) => text.length <= FILE_NAME_MAX_CHARS);
}

/**
 * As it may be written to a folder of this computer: no device, no hidden file, nothing that a
 * system reads by itself, at most DISK_NAME_MAX_BYTES of UTF-8. `copy` above 1 makes it another
 * one: "name (2).ext".
 */
export function diskFileName(name: string, copy = 1): string {
  let plain = shownFileName(name).replace(REFUSED_BY_SYSTEMS, '_');
  plain = plain.replace(/^[. ]+/, '').replace(/[. ]+$/, '');
  if (plain === '') plain = 'file';
  if (DEVICES.test(plain) || SPOKEN_FOR.test(plain)) plain = `_${plain}`;
  const tail = copy > 1 ? ` (${copy})` : '';
  const room = DISK_NAME_MAX_BYTES - tail.length;
  const [stem, extension] = split(cutTo(plain, (text) => bytesOf(text) <= room));
  return stem + tail + extension;
}

/** Stem and extension, the dot with the latter; a name that is all extension has none. */
function split(name: string): [stem: string, extension: string] {
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length);
  return stem === '' ? [name, ''] : [stem, extension];
}

/** Shortened before its extension, by whole characters as people see them. */
function cutTo(name: string, fits: (text: string) => boolean): string {
  if (fits(name)) return name;
  const [stem, extension] = split(name);
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(stem)) {
    if (!fits(`${kept}${segment}…${extension}`)) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…${extension}`;
}
