/**
 * A message as one text for those who see nothing but text: what belongs to it stands in words
 * before it (docs/PROTOCOL.md "Messages"). Every character of ours is in CP949 too.
 */
import type { EventOf } from '../../protocol/events';
import { sizeText } from '../../protocol/file-size';
import type { Language } from '../../protocol/language';
import type { FileRef } from '../../protocol/message';

const WORDS = {
  ko: {
    announce: '[공지] ',
    reply: (name: string) => `(${name} 님에게) `,
    forwarded: (name: string) => `(${name} 님의 글) `,
    file: ({ name, size }: FileRef) => `[파일 ${name} ${sizeText(size)}]`,
    edited: ' (고침)',
    gone: '(지운 메시지)',
  },
  en: {
    announce: '[Notice] ',
    reply: (name: string) => `(to ${name}) `,
    forwarded: (name: string) => `(from ${name}) `,
    file: ({ name, size }: FileRef) => `[file ${name} ${sizeText(size)}]`,
    edited: ' (edited)',
    gone: '(message deleted)',
  },
} as const satisfies Record<Language, unknown>;

/** The language of wires that have none of their own is that of the programs they were made for. */
export function plainText(event: EventOf<'posted'>, language: Language = 'ko'): string {
  const words = WORDS[language];
  if (event.gone) return words.gone;
  const { announce, reply, forwarded, files = [], edited, text } = event;
  return [
    announce ? words.announce : '',
    reply ? words.reply(reply.name) : '',
    forwarded ? words.forwarded(forwarded.name) : '',
    [...(text === '' ? [] : [text]), ...files.map(words.file)].join(' '),
    edited === undefined ? '' : words.edited,
  ].join('');
}
