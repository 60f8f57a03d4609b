/** Batches of events as the bytes that one terminal is sent: its room, and what is meant for it. */
import { mentionsName } from '../../../protocol/mentions';
import type { RoomBatch } from '../../session/session';
import type { Charset } from '../charset';
import { directLines, eventLines, mentionLines } from './format';
import type { Visit } from './visit';
import type { Language, Words } from './words';

export interface View {
  visit: Visit;
  words: Words;
  language: Language;
  eol: '\n' | '\r\n';
  charset: Charset;
}

/** A room's events look the same to everybody in it who reads the same language: encoded once. */
interface Encoded {
  whole: Buffer;
  each: readonly Buffer[];
}

export function batchBytes(batches: readonly RoomBatch[], view: View): Buffer {
  const pieces = batches.flatMap((batch) => piecesOf(batch, view));
  return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
}

function piecesOf(batch: RoomBatch, view: View): Buffer[] {
  const { visit, words, eol, charset } = view;
  const mine = visit.session.user;
  if (batch.room === visit.room?.id) {
    const { whole, each } = encoded(batch, view);
    if (!batch.events.some(({ by }) => by === mine)) return [whole];
    return each.filter((_, i) => batch.events[i]?.by !== mine);
  }
  const lines: string[] = [];
  for (const event of batch.events) {
    if (event.by === mine || event.kind !== 'posted') continue;
    if (batch.room.startsWith('d')) lines.push(...directLines(event, words));
    else if (mentionsName(event.text, visit.name)) {
      lines.push(...mentionLines(event, visit.roomTitle(batch.room, words.lobby), words));
    }
  }
  return lines.length > 0 ? [toBytes(lines, eol, charset)] : [];
}

function encoded(batch: RoomBatch, { words, language, eol, charset }: View): Encoded {
  const key = `text-${language}${eol === '\n' ? '' : '-crlf'}${charset.cp949 ? '-cp949' : ''}`;
  let found = batch.encoded.get(key) as Encoded | undefined;
  if (!found) {
    const each = batch.events.map((event) => toBytes(eventLines(event, words), eol, charset));
    found = { each, whole: Buffer.concat(each) };
    batch.encoded.set(key, found);
  }
  return found;
}

export const toBytes = (
  lines: readonly string[],
  eol: string,
  charset: Pick<Charset, 'encode'>,
): Buffer => charset.encode(lines.map((line) => line + eol).join(''));
