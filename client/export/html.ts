/**
 * A room as one page that needs nothing else: no script, no network, and a policy in the page that
 * forbids both, whatever people have written.
 */
import { glyphs, hueOf } from '../../protocol/colors';
import type { ChatEvent, EventOf } from '../../protocol/events';
import { POLICY, STYLE } from './html-style';
import { escaped, textHtml } from './html-text';
import { type ExportOptions, type ExportSource, within } from './source';
import { bytesText, clocks, type ExportWords, exportWords, sentence } from './words';

/** Messages of one author within this time stand under one name. */
const BLOCK_MS = 5 * 60_000;

interface Page {
  words: ExportWords;
  options: ExportOptions;
  nameOf: ExportSource['nameOf'];
  time(at: number): string;
}

export async function* asHtml(
  source: ExportSource,
  options: ExportOptions,
): AsyncGenerator<string> {
  const words = exportWords(options.language);
  const { day, time } = clocks(options.language, options.timeZone);
  const page: Page = { words, options, time, nameOf: (user) => source.nameOf(user) };
  yield opening(source, options, words.exported(`${day(options.now)} ${time(options.now)}`), words);
  let today = '';
  let before: ChatEvent | null = null;
  for await (const event of within(source, options)) {
    const quiet = event.kind === 'posted' ? null : sentence(words, event);
    if (event.kind !== 'posted' && quiet === null) continue;
    if (day(event.ts) !== today) {
      today = day(event.ts);
      before = null;
      yield `<h2>${escaped(today)}</h2>\n`;
    }
    if (event.kind === 'posted') yield message(page, event, !continues(before, event));
    else yield `<p class="quiet">${escaped(quiet ?? '')}</p>\n`;
    before = event;
  }
  if (today === '') yield `<p class="gone">${escaped(words.nothing)}</p>\n`;
  yield '</main>\n</body>\n</html>\n';
}

const continues = (before: ChatEvent | null, event: EventOf<'posted'>): boolean =>
  before?.kind === 'posted' &&
  before.by === event.by &&
  before.name === event.name &&
  !event.reply &&
  !event.announce &&
  event.ts - before.ts < BLOCK_MS;

function opening(
  { room, server }: ExportSource,
  { language }: ExportOptions,
  exported: string,
  words: ExportWords,
): string {
  const title = escaped(room.name);
  const topic = room.topic ? `<p>${escaped(`${words.topic}: ${room.topic}`)}</p>\n` : '';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${room.direct ? '' : '# '}${title}</h1>
${topic}<p>${escaped(`${server.name} · ${exported}`)}</p>
</header>
`;
}

function message(page: Page, event: EventOf<'posted'>, head: boolean): string {
  const { words, time } = page;
  const { name, by, ts, announce } = event;
  const classes = [head && 'head', announce && 'notice'].filter(Boolean).join(' ');
  const when = `<time datetime="${new Date(ts).toISOString()}">${escaped(time(ts))}</time>`;
  const marks = [
    event.imported && words.imported,
    announce && words.announcement,
    event.edited !== undefined && !event.gone && words.edited,
  ].flatMap((mark) => (mark ? [`<span class="mark">${escaped(mark)}</span>`] : []));
  const who = head
    ? `<span class="av h${hueOf(by)}" aria-hidden="true">${escaped(glyphs(name))}</span><div class="who"><b>${escaped(name)}</b>${when}${marks.join('')}</div>`
    : '';
  const after = head ? '' : marks.join(' ');
  return `<article id="m${event.seq}"${classes && ` class="${classes}"`}>${who}<div class="body">${body(page, event)}${after}</div></article>\n`;
}

function body(page: Page, event: EventOf<'posted'>): string {
  const { words } = page;
  if (event.gone) return `<div class="gone">${escaped(words.deleted)}</div>`;
  const { reply, forwarded, text, files = [], reactions = [], acks = [], announce } = event;
  const quote = reply
    ? `<blockquote><a href="#m${reply.seq}">${escaped(reply.name)}</a> · ${escaped(reply.text || words.deleted)}</blockquote>`
    : '';
  const origin = forwarded
    ? `<div class="mark">${escaped(words.forwarded(forwarded.name, forwarded.room))}</div>`
    : '';
  const said = text ? `<div class="text" dir="auto">${textHtml(text)}</div>` : '';
  const shown = files.map((one) => file(page, one)).join('');
  const read = announce ? `<div class="mark">${escaped(words.readBy(acks.length))}</div>` : '';
  return quote + origin + said + shown + reacted(page, reactions) + read;
}

function reacted(
  { words, nameOf }: Page,
  reactions: readonly { emoji: string; users: readonly string[] }[],
): string {
  if (reactions.length === 0) return '';
  const items = reactions.map(({ emoji, users }) => {
    const names = users.map((user) => nameOf(user) ?? '?').join(', ');
    return `<li title="${escaped(names)}">${escaped(emoji)} ${users.length}</li>`;
  });
  return `<ul class="re" aria-label="${escaped(words.reactions)}">${items.join('')}</ul>`;
}

function file(
  { words, options }: Page,
  one: NonNullable<EventOf<'posted'>['files']>[number],
): string {
  const { id, name, size, type } = one;
  const place = options.placeOf(id);
  const label = escaped(`${name} · ${bytesText(size, options.language)}`);
  if (place === null) return `<span class="file">${label} · ${escaped(words.notKept)}</span>`;
  // Each step of the path by itself: names of files may hold what has a meaning in addresses.
  const href = escaped(place.split('/').map(encodeURIComponent).join('/'));
  const link = `<a class="file" href="${href}">${label}</a>`;
  if (/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(type)) {
    return `<a href="${href}"><img src="${href}" alt="${escaped(name)}" loading="lazy"></a>${link}`;
  }
  return link;
}
