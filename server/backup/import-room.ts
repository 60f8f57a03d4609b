/**
 * An exported room (docs/export.md) becomes a room of this server, message by message. Its authors
 * stay names: nobody here can be one of them, and each message says that it was brought
 * (docs/decisions/0021-imported-authors.md). Nothing in the file is trusted.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chatEvent, type EventOf } from '../../protocol/events';
import { EVENTS_CLOSE, EVENTS_OPEN, EXPORT_VERSION, exportHead } from '../../protocol/exported';
import type { RoomId, Seq, UserId } from '../../protocol/ids';
import {
  EXPORT_LINE_MAX_BYTES,
  IMPORT_BATCH,
  IMPORT_EVENTS_MAX,
  MESSAGE_MAX_CHARS,
  NAME_MAX_CHARS,
  REACTION_USERS_MAX,
  REACTIONS_MAX,
  ROOM_NAME_MAX_CHARS,
} from '../../protocol/limits';
import type { Reaction } from '../../protocol/message';
import { cleanName } from '../../protocol/names';
import { checkText, isEmoji, oneLine } from '../../protocol/text';
import type { Entry, RoomDraft, Staged } from '../log/log';
import { BackupProblem } from './problem';

export interface ImportInto {
  append(entry: Entry): Staged;
  head(room: RoomId): Seq;
  newRoomId(): RoomId;
  /** The name itself, or one like it that no room has. */
  freeName(name: string): string;
  now(): number;
}

export interface Imported {
  room: RoomId;
  name: string;
  messages: number;
}

/** Rejects with a `BackupProblem`; what was brought until then stays. */
export async function importRoom(
  file: string,
  into: ImportInto,
  by: { id: UserId; name: string },
): Promise<Imported> {
  const lines = linesOf(file);
  const head = headOf((await lines.next()).value ?? '');
  const room = into.newRoomId();
  const name = into.freeName(head.room.name);
  const author = { ts: into.now(), by: by.id, name: by.name };
  const topic = oneLine(head.room.topic);
  const opening: RoomDraft[] = [
    { kind: 'created', room, ...author, title: name, access: 'open' },
    { kind: 'joined', room, ...author },
    ...(topic ? [{ kind: 'topic', room, ...author, topic } as const] : []),
  ];
  await into.append({ events: opening }).done;
  const seqs = new Map<Seq, Seq>();
  let messages = 0;
  let batch: EventOf<'posted'>[] = [];
  /** Places are given in one step with the append: somebody may have come in meanwhile. */
  const flush = async () => {
    const first = into.head(room) + 1;
    for (const [i, said] of batch.entries()) seqs.set(said.seq, first + i);
    const events = batch.map((said) => brought(said, room, seqs));
    batch = [];
    if (events.length > 0) await into.append({ events }).done;
  };
  let closed = false;
  for await (const line of lines) {
    if (line.startsWith(EVENTS_CLOSE)) {
      closed = true;
      break;
    }
    const said = messageIn(line);
    if (!said) continue;
    if (messages >= IMPORT_EVENTS_MAX) throw new BackupProblem('damaged', 'it is too long');
    batch.push(said);
    messages += 1;
    if (batch.length >= IMPORT_BATCH) await flush();
  }
  await flush();
  if (!closed) throw new BackupProblem('damaged', 'it was cut off');
  return { room, name, messages };
}

function headOf(line: string) {
  if (!line.endsWith(EVENTS_OPEN)) throw new BackupProblem('not-a-backup', 'it is no export');
  const said = parsed(`${line.slice(0, -EVENTS_OPEN.length)}}`);
  const version = (said as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > EXPORT_VERSION) throw new BackupProblem('newer');
  const head = exportHead.safeParse(said);
  if (!head.success) throw new BackupProblem('not-a-backup', 'its head cannot be read');
  return head.data;
}

/** Null for what is no message, or none any more. */
function messageIn(line: string): EventOf<'posted'> | null {
  if (line === '') return null;
  const read = chatEvent.safeParse(parsed(line.replace(/,$/, '')));
  if (!read.success) throw new BackupProblem('damaged', 'a line of it cannot be read');
  return read.data.kind === 'posted' && !read.data.gone ? read.data : null;
}

/** Files stay where they were: a name of one here would be taken for one of this server's. */
function brought(said: EventOf<'posted'>, room: RoomId, seqs: ReadonlyMap<Seq, Seq>): RoomDraft {
  const { ts, by, name, text, files = [], reply, edited, reactions, announce, forwarded } = said;
  const names = files.map((file) => `[${oneLine(file.name)}]`);
  const whole = [text, ...names]
    .filter(Boolean)
    .join('\n')
    .slice(0, MESSAGE_MAX_CHARS)
    .replace(HALF, '');
  const checked = checkText(whole);
  const at = reply && seqs.get(reply.seq);
  const who = (user: UserId) => nobody(room, user);
  return {
    ...{ kind: 'posted', room, ts, by: who(by), name: shown(name), imported: true },
    text: checked.ok ? checked.text : '…',
    ...(reply &&
      at !== undefined && {
        reply: {
          ...{ seq: at, by: who(reply.by), name: shown(reply.name) },
          text: oneLine(reply.text).replace(HALF, ''),
        },
      }),
    ...(edited !== undefined && { edited }),
    ...(reactions && {
      reactions: given(reactions).map(({ emoji, users }) => ({ emoji, users: users.map(who) })),
    }),
    ...(announce && { announce }),
    ...(forwarded && {
      forwarded: {
        name: shown(forwarded.name),
        room: shown(forwarded.room, ROOM_NAME_MAX_CHARS),
      },
    }),
  };
}

/** What is left of a character that a bound cut in two. */
const HALF = /[\uD800-\uDBFF]$/;

const shown = (name: string, limit = NAME_MAX_CHARS): string => cleanName(name, limit) || '?';

/** Those that could have been given here; of too many the first ones. */
function given(reactions: readonly Reaction[]): Reaction[] {
  let left = REACTION_USERS_MAX;
  return reactions
    .filter(({ emoji }) => isEmoji(emoji))
    .slice(0, REACTIONS_MAX)
    .flatMap(({ emoji, users }) => {
      const some = users.slice(0, left);
      left -= some.length;
      return some.length > 0 ? [{ emoji, users: some }] : [];
    });
}

/** An id that stands for one author of this room, and that no key and no guest ever has. */
const nobody = (room: RoomId, user: UserId): UserId => {
  const hash = createHash('sha256').update(`imported ${room} ${user}`).digest();
  return `g${hash.subarray(0, 16).toString('base64url')}`;
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A line that is longer than any of ours is not waited for. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
      yield rest.toString('utf8', from, at);
      from = at + 1;
    }
    rest = rest.subarray(from);
    if (rest.length > EXPORT_LINE_MAX_BYTES) {
      throw new BackupProblem('not-a-backup', 'a line of it is too long');
    }
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
