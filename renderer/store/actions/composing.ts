import type { ChatEvent } from '../../../protocol/events';
import type { RoomId, Seq } from '../../../protocol/ids';
import { QUOTE_MAX_CHARS } from '../../../protocol/limits';
import type { ServerId } from '../../../protocol/views';
import { place } from '../place';
import { type Composing, dropComposing, putComposing } from '../slices/composing';
import { useStore } from '../store';
import { messageInCopy } from './marks';
import { saveDraftReply } from './messages';
import { openRoom } from './navigate';
import { focusComposer } from './ports';
import { submit } from './submit';

type Message = Extract<ChatEvent, { kind: 'posted' }>;

const isMessage = (event: ChatEvent): event is Message => event.kind === 'posted' && !event.gone;

/** One message as it is now: from what is on screen, otherwise asked of the server. */
const messageAt = async (
  server: ServerId,
  room: RoomId,
  seq: number,
): Promise<Message | undefined> => {
  const shown = useStore.getState().timelines[place(server, room)]?.events;
  const here = shown?.find((event) => event.seq === seq);
  if (here) return isMessage(here) ? here : undefined;
  const found = await submit(server, { verb: 'lookup', room, seqs: [seq] });
  return found.ok ? found.result.events.find(isMessage) : undefined;
};

/** The beginning of a text as a quote shows it: one line, no half characters. */
export const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= QUOTE_MAX_CHARS) return line;
  return [...line.slice(0, QUOTE_MAX_CHARS - 1)]
    .join('')
    .replace(/[\uD800-\uDBFF]$/, '')
    .concat('…');
};

const replyTo = ({ seq, by, name, text }: Message): Composing => ({
  kind: 'reply',
  quote: { seq, by, name, text: excerpt(text) },
});

/**
 * The draft of the room answers what it answered when it was left: before a restart, or before a
 * message was changed in between. Nothing happens when there is no such message any more.
 */
export const resumeReply = async (server: ServerId, room: RoomId): Promise<void> => {
  const at = place(server, room);
  const due = (): Seq | undefined =>
    useStore.getState().composing[at]
      ? undefined
      : useStore.getState().servers[server]?.rooms[room]?.draftReply;
  const seq = due();
  if (seq === undefined) return;
  const copied = await messageInCopy(server, room, seq);
  const message = copied && !copied.gone ? copied : await messageAt(server, room, seq);
  if (due() !== seq) return;
  if (message && isMessage(message))
    useStore.setState((state) => putComposing(state, at, replyTo(message)));
};

/**
 * The composer of the room answers this message from now on; the room is opened and the focus
 * goes there. Resolves to false when there is no such message (any more).
 */
export const startReply = async (server: ServerId, room: RoomId, seq: number): Promise<boolean> => {
  const message = await messageAt(server, room, seq);
  if (!message) return false;
  useStore.setState((state) => putComposing(state, place(server, room), replyTo(message)));
  saveDraftReply(server, room, seq);
  openRoom(server, room);
  focusComposer();
  return true;
};

/** The composer of the room changes this message of mine. False when it is not mine, or gone. */
export const startEdit = async (server: ServerId, room: RoomId, seq: number): Promise<boolean> => {
  const message = await messageAt(server, room, seq);
  if (!message || message.by !== useStore.getState().servers[server]?.me?.id) return false;
  useStore.setState((state) =>
    putComposing(state, place(server, room), {
      kind: 'edit',
      seq,
      was: message.text,
      text: message.text,
    }),
  );
  openRoom(server, room);
  focusComposer();
  return true;
};

/** ↑ in an empty composer: my newest message in what is on screen. False when there is none. */
export const editLast = (server: ServerId, room: RoomId): boolean => {
  const state = useStore.getState();
  const me = state.servers[server]?.me?.id;
  const mine = state.timelines[place(server, room)]?.events.findLast(
    (event): event is Message => isMessage(event) && event.by === me && event.text !== '',
  );
  if (!mine) return false;
  void startEdit(server, room, mine.seq);
  return true;
};

/** What was half changed stays when one looks at another room. */
export const keepEdit = (server: ServerId, room: RoomId, text: string): void =>
  useStore.setState((state) => {
    const at = place(server, room);
    const now = state.composing[at];
    return now?.kind === 'edit' ? putComposing(state, at, { ...now, text }) : {};
  });

/** Neither a reply nor an edit any more. After an edit comes what was answered before it. */
export const stopComposing = (server: ServerId, room: RoomId): void => {
  const at = place(server, room);
  const edits = useStore.getState().composing[at]?.kind === 'edit';
  if (!edits) saveDraftReply(server, room);
  useStore.setState((state) => dropComposing(state, at));
  if (edits) void resumeReply(server, room);
};

/** Stores what a message of mine says from now on. Resolves to accepted or refused. */
export const editMessage = (server: ServerId, room: RoomId, target: number, text: string) =>
  submit(server, { verb: 'edit', room, target, text });

/** Takes a message back: my own, or as a moderator any. */
export const deleteMessage = (server: ServerId, room: RoomId, target: number) =>
  submit(server, { verb: 'delete', room, target });
