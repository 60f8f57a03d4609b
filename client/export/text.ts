/** A room as plain text, for people: one message a line, further lines of it indented. */
import type { EventOf } from '../../protocol/events';
import { type ExportOptions, type ExportSource, within } from './source';
import { bytesText, clocks, type ExportWords, exportWords, sentence } from './words';

const INDENT = '        ';

export async function* asText(
  source: ExportSource,
  options: ExportOptions,
): AsyncGenerator<string> {
  const words = exportWords(options.language);
  const { day, time } = clocks(options.language, options.timeZone);
  const { room, server } = source;
  yield `${room.name} (${server.name})\n`;
  if (room.topic) yield `${words.topic}: ${room.topic}\n`;
  yield `${words.exported(`${day(options.now)} ${time(options.now)}`)}\n`;
  let today = '';
  for await (const event of within(source, options)) {
    const line =
      event.kind === 'posted'
        ? message(words, event, options)
        : sentence(words, event)?.replace(/^/, '* ');
    if (!line) continue;
    if (day(event.ts) !== today) {
      today = day(event.ts);
      yield `\n--- ${today} ---\n`;
    }
    yield `[${time(event.ts)}] ${line.replaceAll('\n', `\n${INDENT}`)}\n`;
  }
  if (today === '') yield `\n${words.nothing}\n`;
}

function message(
  words: ExportWords,
  event: EventOf<'posted'>,
  { language, placeOf }: ExportOptions,
): string {
  const { name, text, reply, files = [], reactions = [], announce, forwarded } = event;
  if (event.gone) return `${name}: (${words.deleted})`;
  const marks = [
    event.imported && words.imported,
    announce && words.announcement,
    reply && words.answers(reply.name),
    event.edited !== undefined && words.edited,
  ].filter((mark) => typeof mark === 'string');
  const lines = [`${name}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}: ${text}`];
  if (reply?.text) lines.splice(0, 1, `${lines[0]}\n> ${reply.text.replaceAll('\n', ' ')}`);
  if (forwarded) lines.push(`(${words.forwarded(forwarded.name, forwarded.room)})`);
  for (const file of files) {
    const where = placeOf(file.id) ?? words.notKept;
    lines.push(`[${file.name}, ${bytesText(file.size, language)}: ${where}]`);
  }
  if (reactions.length > 0) {
    lines.push(reactions.map(({ emoji, users }) => `${emoji} ${users.length}`).join('  '));
  }
  return lines.join('\n');
}
