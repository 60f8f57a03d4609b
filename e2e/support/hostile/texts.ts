/**
 * Messages as somebody would write them who wants something else than to talk: Markdown, HTML and
 * characters put together by chance, from a seed, in all the ways they can stand within each other.
 */
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import type { Random } from '../../../torture/lib/random';
import { scriptOf, tag } from './html';
import { unseen, written } from './letters';
import { disguised, url } from './urls';

/** One in so many is as long as a message may be, and of a shape that parsers fear. */
const SHAPE_ONE_IN = 80;

/** What is repeated until the message is full; each makes one parser or another look back. */
const SHAPES = [
  ...['[', '![', '](', '[a](', '<', '<a ', '<!--', '&#', '&#x', '\\', '*', '**a ', '_a', '*a_'],
  ...['`', '` ``', '~~', '~~~', '||', '||a', '|a', '|-', '> ', '>', '- ', '1. ', '* a\n ', '    '],
  ...[
    '@',
    '@여기',
    '#',
    '#a ',
    'a.',
    'www.',
    'http://a.',
    'a@b.',
    '://',
    'sarangbang://',
    '$',
    '$$',
  ],
  ...['[^1]', '[^1]: ', '[a]: b\n', '\n\n', '\r\n', 'a\n=\n', '***', '* * ', '- [ ] ', '"', "'("],
  ...['\u0301', '\u200d', '\u202e', '\u{1F468}\u200d', '\u3164', 'ﷺ', '가', 'é', '\t', '\u2028'],
  ...[
    'a**b',
    '**a(b)**c',
    '<b>',
    '</b',
    '<![CDATA[',
    '<?',
    '&amp;',
    '&lt;script&gt;',
    '[[a]',
    '{{',
  ],
] as const;

/** What is opened as often as it can be, and closed as often. */
const PAIRS = [
  ...[
    ['*', '*'],
    ['**_', '_**'],
    ['~~*', '*~~'],
    ['[', ']'],
    ['[', '](x)'],
    ['![', '](x)'],
  ],
  ...[
    ['<b>', '</b>'],
    ['`', '`'],
    ['||', '||'],
    ['(', ')'],
    ['"', '"'],
    ['"<', '>"'],
  ],
] as const satisfies readonly (readonly [string, string])[];

const deep = (random: Random): string => {
  const [open, close] = random.pick(PAIRS);
  const times = Math.floor((MESSAGE_MAX_CHARS - 1) / (open.length + close.length));
  return `${open.repeat(times)}a${close.repeat(times)}`;
};

/** A table with a wide head over many short rows: each is filled up to the width of the head. */
const wide = (random: Random): string => {
  const columns = random.whole(2, 900);
  const head = `${'|a'.repeat(columns)}\n${'|-'.repeat(columns)}\n`;
  return (head + '|\n'.repeat(MESSAGE_MAX_CHARS)).slice(0, MESSAGE_MAX_CHARS);
};

const repeated = (random: Random): string => {
  const once = [random.pick(SHAPES), ...(random.oneIn(3) ? [random.pick(SHAPES)] : [])].join('');
  const head = random.oneIn(3) ? random.pick(['a', '\n', '```\n', '> ', '| a |\n|-|\n']) : '';
  const tail = random.oneIn(2) ? random.pick(['a', ')', '>', '*', '`', ']', '||', '\n\n']) : '';
  const times = Math.ceil(MESSAGE_MAX_CHARS / once.length);
  return (head + once.repeat(times)).slice(0, MESSAGE_MAX_CHARS - tail.length) + tail;
};

const link = (random: Random): string => {
  const to = random.oneIn(2) ? url(random) : disguised(random, url(random));
  const said = random.oneIn(3) ? url(random) : written(random);
  return random.pick([
    () => `[${said}](${to})`,
    () => `![${said}](${to})`,
    () => `[${said}](<${to}> "${written(random)}")`,
    () => `[![${said}](${to})](${url(random)})`,
    () => `[a [${said}](${to}) b](${url(random)})`,
    () => `<${to}>`,
    () => to,
    () => `[${said}][x]\n\n[x]: ${to} '${tag(random)}'`,
    () => `[x]\n\n[x]: <${to}>`,
    () => `![x][]\n\n[x]: ${to}`,
    () => `[^1]\n\n[^1]: ${to}`,
    () => `(${to})을 **${said}**`,
    () => `[${said}](\n${to}\n)`,
    () => `[${said}] (${to})`,
  ])();
};

const code = (random: Random): string => {
  const language = random.pick([
    ...[
      'js',
      'html',
      'python',
      'c++',
      '__proto__',
      'constructor',
      '"><img src=x>',
      'js" onload="x',
    ],
    ...['a'.repeat(300), '\u202e', '../../x', 'xml\tfoo', ''],
  ]);
  const inner = random.oneIn(2) ? tag(random) : scriptOf(random);
  return random.pick([
    () => `\`\`\`${language}\n${inner}\n\`\`\``,
    () => `~~~${language}\n${inner}`,
    () => `\`${inner}\``,
    () => `\`\`${inner}\`${inner}\`\``,
    () => `    ${inner}`,
  ])();
};

const block = (random: Random): string =>
  random.pick([
    () => `# ${inline(random)}`,
    () => `${inline(random)}\n===`,
    () => `| ${inline(random)} | b |\n|:-|-:|\n| ${inline(random)} | ${written(random)} |`,
    () => `- [x] ${inline(random)}\n  1. ${inline(random)}\n- [ ] ${inline(random)}`,
    () => `> ${inline(random)}\n> > ${inline(random)}`,
    () => `---\n${inline(random)}\n***`,
    () => `$$\n\\href{${url(random)}}{${written(random)}}\n$$ \\(${inline(random)}\\)`,
    () => `||${inline(random)}||`,
    () => `@여기 @everyone @${written(random)} #lobby #${written(random)}`,
  ])();

const inline = (random: Random): string =>
  random.pick([link, link, tag, tag, code, written, unseen])(random);

const full = (random: Random): string =>
  random.pick([repeated, repeated, repeated, deep, wide])(random);

/** The same once more within something else. */
const within = (random: Random, text: string): string =>
  random.pick([
    `**${text}**`,
    `_${text}_`,
    `~~${text}~~`,
    `||${text}||`,
    `[${text}](https://a.example/)`,
    `> ${text}`,
    `1. ${text}`,
    `## ${text}`,
    `<div>${text}</div>`,
    `\\${text}`,
    `${text}${text}`,
  ]);

/** A message, never empty, of at most MESSAGE_MAX_CHARS. */
export function hostileText(random: Random): string {
  if (random.oneIn(SHAPE_ONE_IN)) return full(random);
  const pieces = Array.from({ length: random.whole(1, 3) }, () =>
    random.oneIn(3) ? block(random) : inline(random),
  );
  let text = pieces.join(random.pick([' ', '\n', '\n\n', '']));
  while (random.oneIn(3)) text = within(random, text);
  // Cut anywhere, so that what was opened stays open.
  if (random.oneIn(6)) text = text.slice(0, random.whole(1, Math.max(1, text.length)));
  return text.slice(0, MESSAGE_MAX_CHARS) || '<';
}
