/**
 * What is said, as old programs read it: a head with a name, a text, and perhaps a line end. They
 * know nothing but talk, so that everything else that happens in a room is left out (docs/wires/).
 */
import type { EventOf } from '../../protocol/events';
import type { RoomBatch } from '../session/session';
import type { Charset } from './charset';
import { cutToBytes } from './cut';
import { programName } from './line-name';
import { plainText } from './plain-text';

export interface Manner {
  readonly wire: string;
  /** Before each text. */
  head(name: string): string;
  /** Ends each line; without it a message is one piece, its line feeds included. */
  readonly end: '\n' | '';
  /** No line or piece is longer, head and end included. */
  readonly maxBytes: number;
}

/** A direct message in a wire that has only one room. */
const DIRECT = ' (1:1)';

/**
 * A message as the units that are each written by themselves. Without line ends, all but the last
 * piece of a message are filled up with spaces (at most three), so that a reader who is late and
 * reads `maxBytes` of several at a time still cuts them where they were cut.
 */
export function talkUnits(manner: Manner, charset: Charset, name: string, text: string): Buffer[] {
  const head = manner.head(name);
  const room = manner.maxBytes - Buffer.byteLength(head) - manner.end.length;
  const lines = manner.end === '\n' ? text.split('\n') : [text];
  return lines.flatMap((line) => {
    const pieces = cutToBytes(line, room);
    const last = pieces.length - 1;
    return pieces.map((piece, i) => {
      const fill = manner.end === '' && i < last ? ' '.repeat(room - Buffer.byteLength(piece)) : '';
      return charset.encode(head + piece + fill + manner.end);
    });
  });
}

/** The author's name as this reader sees it; null: what they said is not shown. */
export type NameOf = (event: EventOf<'posted'>) => string | null;

/** A batch for one reader; those who see an author under the same name share the encoding. */
export function batchUnits(
  batch: RoomBatch,
  { manner, charset, nameOf }: { manner: Manner; charset: Charset; nameOf: NameOf },
): Buffer[] {
  const direct = batch.room.startsWith('d');
  return batch.events.flatMap((event) => {
    if (event.kind !== 'posted') return [];
    const asked = nameOf(event);
    if (asked === null) return [];
    const name = programName(asked);
    if (direct) return talkUnits(manner, charset, name + DIRECT, plainText(event));
    return shared(
      batch,
      `${manner.wire}${charset.cp949 ? '-cp949' : ''} ${event.seq} ${name}`,
      () => talkUnits(manner, charset, name, plainText(event)),
    );
  });
}

function shared(batch: RoomBatch, key: string, make: () => Buffer[]): Buffer[] {
  let units = batch.encoded.get(key) as Buffer[] | undefined;
  if (!units) {
    units = make();
    batch.encoded.set(key, units);
  }
  return units;
}
