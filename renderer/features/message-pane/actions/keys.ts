import type { MessageAction } from './possible';

interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const LETTERS: Readonly<Record<string, MessageAction>> = {
  r: 'reply',
  e: 'edit',
  p: 'pin',
  c: 'copy',
  l: 'copyLink',
  f: 'forward',
  u: 'unread',
};

/**
 * The letter on a key. Where the keyboard writes Hangul the key's place says which one it is; a
 * layout that writes Latin letters in other places is believed.
 */
const letterOf = ({ key, code }: Press): string =>
  /^[a-z]$/i.test(key) ? key.toLowerCase() : (/^Key([A-Z])$/.exec(code)?.[1] ?? '').toLowerCase();

/** What a key means on a line that has the focus; null leaves it to others. P pins and unpins. */
export const actionOfKey = (press: Press): MessageAction | null => {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === '+' || press.key === '=') return 'react';
  if (press.key === 'Delete') return 'delete';
  // A capital begins a text.
  return press.shiftKey ? null : (LETTERS[letterOf(press)] ?? null);
};

/** As the menu and the list of shortcuts show them. */
export const KEY_OF: Partial<Readonly<Record<MessageAction, string>>> = {
  react: '＋',
  reply: 'R',
  edit: 'E',
  copy: 'C',
  copyLink: 'L',
  forward: 'F',
  unread: 'U',
  pin: 'P',
  unpin: 'P',
  delete: 'Del',
};
