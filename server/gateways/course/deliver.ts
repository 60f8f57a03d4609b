/** Batches of events as the frames that one client is sent: those of its room, and what is for it alone. */
import type { ChatEvent } from '../../../protocol/events';
import type { RoomId, UserId } from '../../../protocol/ids';
import type { RoomBatch } from '../../session/session';
import { plainText } from '../plain-text';
import type { Codec, ServerMessage } from './messages';
import { COURSE, OURS } from './words';

export interface View {
  readonly me: UserId;
  /** The room that they are in. */
  readonly room: RoomId | null;
  readonly codec: Codec;
}

/** After the name of whoever writes to this client alone: its wire knows no such thing. */
const DIRECT = ' (1:1)';

const NOTHING: Buffer = Buffer.alloc(0);

/** A room's events look the same to everybody in it but their authors: encoded once per wire. */
interface Encoded {
  readonly whole: Buffer;
  readonly each: readonly Buffer[];
  readonly authors: ReadonlySet<UserId>;
}

/** May be empty. */
export function batchBytes(batches: readonly RoomBatch[], view: View): Buffer {
  const pieces = batches.flatMap((batch) => piecesOf(batch, view));
  return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
}

function piecesOf(batch: RoomBatch, { me, room, codec }: View): readonly Buffer[] {
  if (batch.room === room) {
    const { whole, each, authors } = encoded(batch, codec);
    return authors.has(me) ? ownView(batch.events, each, me) : [whole];
  }
  if (!batch.room.startsWith('d')) return [];
  return batch.events.flatMap(({ by, ...event }) =>
    event.kind === 'posted' && by !== me
      ? [
          codec.encode({
            type: 'SCChat',
            member: event.name + DIRECT,
            text: plainText({ by, ...event }),
          }),
        ]
      : [],
  );
}

/** Without what oneself did, but for a new name; and without what was before one came in. */
function ownView(events: readonly ChatEvent[], each: readonly Buffer[], me: UserId): Buffer[] {
  const came = events.findLastIndex(({ by, kind }) => by === me && kind === 'joined');
  return each.filter((_, i) => {
    const event = events[i] as ChatEvent;
    return i > came && (event.by !== me || event.kind === 'renamed');
  });
}

function encoded(batch: RoomBatch, codec: Codec): Encoded {
  let found = batch.encoded.get(codec.name) as Encoded | undefined;
  if (!found) {
    const each = batch.events.map((event) => {
      const message = messageOf(event);
      return message ? codec.encode(message) : NOTHING;
    });
    const authors = new Set(batch.events.map(({ by }) => by));
    found = { whole: each.length === 1 ? (each[0] as Buffer) : Buffer.concat(each), each, authors };
    batch.encoded.set(codec.name, found);
  }
  return found;
}

/** Null for what is left out: who made the room, who may come into it, what becomes of messages. */
export function messageOf(event: ChatEvent): ServerMessage | null {
  switch (event.kind) {
    case 'posted':
      return { type: 'SCChat', member: event.name, text: plainText(event) };
    case 'joined':
      return system(COURSE.joined(event.name));
    case 'left':
      return system(COURSE.left(event.name));
    case 'renamed':
      return system(COURSE.renamed(event.old, event.name));
    case 'topic':
      return system(OURS.topic(event.name, event.topic));
    case 'kicked':
      return system(COURSE.left(event.userName));
    case 'created':
    case 'rules':
    case 'titled':
    case 'ended':
    case 'access':
    case 'invited':
    case 'edited':
    case 'deleted':
    case 'reacted':
    case 'acked':
    case 'hand':
    case 'look':
    case 'pinned':
      return null;
  }
}

export const system = (text: string): ServerMessage => ({ type: 'SCSystemMessage', text });
