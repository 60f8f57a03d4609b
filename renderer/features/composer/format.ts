/**
 * What the format buttons do to a text: `(text, selection) -> one replacement`. Pure; the field
 * carries it out as if it had been typed, so that Ctrl+Z takes it back.
 */
export type Format =
  | 'bold'
  | 'italic'
  | 'strike'
  | 'code'
  | 'codeBlock'
  | 'link'
  | 'list'
  | 'quote'
  | 'spoiler';

export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** `insert` takes the place of `from` to `to`; afterwards `select` is selected. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  select: readonly [start: number, end: number];
}

const MARKS = { bold: '**', italic: '*', strike: '~~', code: '`', spoiler: '||' } as const;
type Marked = keyof typeof MARKS;

/** How often a mark's character stands in a row before, and after, a place. */
const run = (text: string, at: number, character: string, step: 1 | -1): number => {
  let length = 0;
  while (text[step < 0 ? at - 1 - length : at + length] === character) length += 1;
  return length;
};

/** "*" stands in "***" and in "*", "**" in "***" and "**": an odd star belongs to the italics. */
const hasMark = (length: number, mark: string): boolean =>
  mark === '*' ? length % 2 === 1 : length >= mark.length;

const toggle = ({ text, start, end }: Selected, mark: string): Edit => {
  const picked = text.slice(start, end);
  // Marks must touch the words: spaces at the ends of the selection stay outside.
  const lead = picked.length - picked.trimStart().length;
  const trail = picked.trim() === '' ? 0 : picked.length - picked.trimEnd().length;
  const from = picked.trim() === '' ? start : start + lead;
  const to = end - trail;
  const inner = text.slice(from, to);
  const character = mark.charAt(0);
  const before = run(text, from, character, -1);
  const after = run(text, to, character, 1);
  if (inner !== '' && hasMark(before, mark) && hasMark(after, mark)) {
    return {
      from: from - mark.length,
      to: to + mark.length,
      insert: inner,
      select: [from - mark.length, to - mark.length],
    };
  }
  const inside = run(inner, 0, character, 1);
  const insideEnd = run(inner, inner.length, character, -1);
  const wrapped = inner.length > mark.length * 2;
  if (wrapped && hasMark(inside, mark) && hasMark(insideEnd, mark)) {
    const bare = inner.slice(mark.length, -mark.length);
    return { from, to, insert: bare, select: [from, from + bare.length] };
  }
  return {
    from,
    to,
    insert: mark + inner + mark,
    select: [from + mark.length, from + mark.length + inner.length],
  };
};

/** Puts a prefix before every line of the selection, or takes it away where all have it. */
const lines = ({ text, start, end }: Selected, prefix: string): Edit => {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const all = text.slice(from, to).split('\n');
  const off = all.every((line) => line.startsWith(prefix));
  const insert = all.map((line) => (off ? line.slice(prefix.length) : prefix + line)).join('\n');
  const single = start === end;
  const caret = from + insert.length - (to - end);
  return { from, to, insert, select: single ? [caret, caret] : [from, from + insert.length] };
};

const codeBlock = ({ text, start, end }: Selected): Edit => {
  const picked = text.slice(start, end).replace(/^\n|\n$/g, '');
  // The fence is longer than any in the code.
  const longest = Math.max(2, ...[...picked.matchAll(/`{3,}/g)].map(([found]) => found.length));
  const fence = '`'.repeat(longest + 1);
  const lead = start === 0 || text[start - 1] === '\n' ? '' : '\n';
  const trail = end === text.length || text[end] === '\n' ? '' : '\n';
  const at = start + lead.length + fence.length + 1;
  return {
    from: start,
    to: end,
    insert: `${lead}${fence}\n${picked}\n${fence}${trail}`,
    select: [at, at + picked.length],
  };
};

const link = ({ text, start, end }: Selected): Edit => {
  const picked = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(picked.trim())) {
    return { from: start, to: end, insert: `[](${picked.trim()})`, select: [start + 1, start + 1] };
  }
  const url = 'https://';
  const at = start + picked.length + 3;
  return {
    from: start,
    to: end,
    insert: `[${picked}](${url})`,
    select: picked === '' ? [start + 1, start + 1] : [at, at + url.length],
  };
};

export const format = (what: Format, selected: Selected): Edit => {
  switch (what) {
    case 'list':
      return lines(selected, '- ');
    case 'quote':
      return lines(selected, '> ');
    case 'codeBlock':
      return codeBlock(selected);
    case 'link':
      return link(selected);
    default:
      return toggle(selected, MARKS[what satisfies Marked]);
  }
};

/**
 * Keys by where they lie, so that they work with a Korean layout too; on a Mac ⌘ stands for Ctrl.
 * Ctrl+Shift+U and Ctrl+Shift+E are left to input methods on Linux.
 */
export const FORMAT_KEYS: Readonly<Record<Format, { code: string; shift: boolean; keys: string }>> =
  {
    bold: { code: 'KeyB', shift: false, keys: 'Ctrl+B' },
    italic: { code: 'KeyI', shift: false, keys: 'Ctrl+I' },
    strike: { code: 'KeyX', shift: true, keys: 'Ctrl+Shift+X' },
    code: { code: 'KeyE', shift: false, keys: 'Ctrl+E' },
    codeBlock: { code: 'KeyC', shift: true, keys: 'Ctrl+Shift+C' },
    link: { code: 'KeyL', shift: true, keys: 'Ctrl+Shift+L' },
    list: { code: 'Digit8', shift: true, keys: 'Ctrl+Shift+8' },
    quote: { code: 'Digit9', shift: true, keys: 'Ctrl+Shift+9' },
    spoiler: { code: 'KeyP', shift: true, keys: 'Ctrl+Shift+P' },
  };

interface Pressed {
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key press asks for; null for nothing. */
export const formatOfKey = (key: Pressed): Format | null => {
  if (key.altKey || key.ctrlKey === key.metaKey) return null;
  const found = Object.entries(FORMAT_KEYS).find(
    ([, { code, shift }]) => code === key.code && shift === key.shiftKey,
  );
  return (found?.[0] as Format | undefined) ?? null;
};
