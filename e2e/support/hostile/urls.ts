/** Addresses that lead where no link of a message may lead, and their disguises. */
import type { Random } from '../../../torture/lib/random';

const SCHEMES = [
  ...['javascript', 'data', 'file', 'vbscript', 'sarangbang', 'sarangbang-file', 'app', 'blob'],
  ...['about', 'devtools', 'chrome', 'view-source', 'filesystem', 'ftp', 'smb', 'ws', 'tel', 'sms'],
  ...['ms-msdt', 'ms-officecmd', 'search-ms', 'intent', 'jar', 'x-apple', 'ssh', 'steam', 'ldap'],
  ...['http', 'https', 'https', 'mailto'],
] as const;

const REST = [
  ...[
    'alert(1)',
    '//%0aalert(1)',
    '//a.example/%0d%0aalert(1)',
    'text/html,<script>alert(1)</script>',
  ],
  ...[
    'text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
    'image/svg+xml,<svg onload=alert(1)>',
  ],
  ...['///etc/passwd', '///C:/Windows/win.ini', '//sarangbang/index.html', '//sarangbang/../../x'],
  ...[
    '//picked/AAAAAAAAAAAAAAAAAAAAAA',
    '//server/x/fAAAAAAAAAAAAAAAAAAAAAA',
    '//127.0.0.1:1/?p=x',
  ],
  ...['//a.example/', '//a.example:99999/', '//user:pw@a.example/', '//аpple.example/', '//[::1]/'],
  ...[
    '//a.example/x.png',
    '//xn--80ak6aa92e.example',
    '//a.example\\@b.example/',
    '//',
    ':',
    '#',
    '?',
  ],
  ...[
    'a@b.example',
    'a@b.example?body=%0aX&attach=/etc/passwd',
    '//a.example/을',
    '//.../',
    '//%00/',
  ],
  ...['//127.0.0.1:1/?f=AAAA', 'gpu', 'blank', '//json/x.js', '/id PCWDiagnostic /skip force'],
] as const;

const PLAIN = [
  ...['//a.example/', '/etc/passwd', '../../../x', '\\\\a.example\\share\\x', '#', '?x', 'x.html'],
  ...['www.a.example', 'a.example', 'a@b.example', '', '%6aavascript:alert(1)', 'index.html#'],
] as const;

export const url = (random: Random): string =>
  random.oneIn(6) ? random.pick(PLAIN) : `${random.pick(SCHEMES)}:${random.pick(REST)}`;

/** What stands in the middle of a word and is skipped by some reader of addresses. */
const SKIPPED = [
  ...['\t', '\n', '\r', '\u0000', '\u0001', '\u00ad', '\u200b', '\u200d', '\ufeff', '\u202e', ' '],
  ...[
    '&Tab;',
    '&NewLine;',
    '&#9;',
    '&#x0A;',
    '&#0;',
    '&zwnj;',
    '%09',
    '%00',
    '\\',
    '/**/',
    '<!---->',
  ],
] as const;

const entity = (random: Random, char: string): string => {
  const at = char.codePointAt(0) ?? 0;
  return random.pick([
    `&#${at};`,
    `&#${at}`,
    `&#x${at.toString(16)};`,
    `&#${String(at).padStart(7, '0')};`,
    `%${at.toString(16).padStart(2, '0')}`,
    `\\u${at.toString(16).padStart(4, '0')}`,
    char.toUpperCase(),
  ]);
};

/** The same address, for whoever undoes more than they should. */
export function disguised(random: Random, address: string): string {
  const chars = [...address];
  for (let left = random.whole(1, 4); left > 0; left -= 1) {
    const at = random.whole(0, Math.min(chars.length, 14));
    const char = chars[at];
    if (char === undefined || random.oneIn(2)) chars.splice(at, 0, random.pick(SKIPPED));
    else chars[at] = char === ':' ? random.pick(['&colon;', '&#58;', ':']) : entity(random, char);
  }
  return chars.join('');
}
