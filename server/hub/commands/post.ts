import { isClearName } from '../../../protocol/classroom';
import { Refusal } from '../../../protocol/errors';
import type { RoomId } from '../../../protocol/ids';
import { NAME_MAX_CHARS, ROOM_NAME_MAX_CHARS } from '../../../protocol/limits';
import type { Origin } from '../../../protocol/message';
import { cleanName } from '../../../protocol/names';
import type { RoomDraft } from '../../log/log';
import { peerOf, type Room } from '../../projections/rooms';
import { can, placeOf, standingIn } from '../can';
import { visibleFrom } from '../visible';
import type { World } from '../world';
import { attached } from './files';
import { checkedText, messageAt, quoteOf } from './message';
import { type Actor, authored, roomFor, type VerbRule } from './verb';

type Said = Extract<RoomDraft, { kind: 'posted' }>;

/**
 * Says something in a room. The result's seq is the message's. Refuses with `bad-text`, and with
 * `no-such-message` or `no-such-file` when what is answered or carried is not there (any more).
 */
export const post: VerbRule<'post'> = {
  rate: 'messages',
  decide(world, actor, { room: id, text, reply, files: ids, announce, forwarded }) {
    const room = roomFor(world, actor, 'post', id);
    if (announce) roomFor(world, actor, 'announce', id);
    needsPatience(world, actor, room);
    needsClearName(actor, room);
    if (reply !== undefined && reply < visibleFrom(world, room, actor.id)) {
      throw new Refusal('no-such-message', { field: 'reply' });
    }
    const files = attached(world, actor, id, ids);
    const shown = files.length > 0 && text.trim() === '' ? '' : checkedText(text);
    const said = saidBy(world, actor, id, shown);
    if (reply !== undefined) said.reply = quoteOf(messageAt(world, id, reply));
    if (files.length > 0) said.files = files;
    if (announce) said.announce = announce;
    if (forwarded) said.forwarded = shownOrigin(forwarded);
    return {
      events: room.kind === 'direct' ? [...callBack(world, actor, room), said] : [said],
      effect: { kind: 'typed', room: id },
      result: ({ events }) => ({ seq: events.at(-1)?.seq ?? 0 }),
    };
  },
};

/**
 * As `authored` has it, but always of the same shape, with the fields that the log will fill: it is
 * made for every message that there is, and a field that comes later costs as much as all of these.
 */
function saidBy({ now }: World, { id, name, wire }: Actor, room: RoomId, text: string): Said {
  const said = {
    kind: 'posted',
    room,
    ts: now,
    by: id,
    name,
    text,
    from: undefined,
    seq: 0,
    prev: 0,
  } as Said;
  if (wire !== 'app') said.wire = wire;
  return said;
}

/**
 * Anybody can say where a message came from: both names are shown, also in terminals, so that what
 * no name may have is taken out. Refuses with `bad-name` when nothing of the person's is left.
 */
function shownOrigin({ name, room }: Origin): Origin {
  const shown = cleanName(name, NAME_MAX_CHARS);
  if (shown === '') throw new Refusal('bad-name', { field: 'forwarded' });
  return { name: shown, room: cleanName(room, ROOM_NAME_MAX_CHARS) };
}

/** Refuses with `slow-mode` whoever has just said something in a slow room; not who keeps order. */
function needsPatience(world: World, actor: Actor, room: Room): void {
  const { slowSeconds } = room.rules;
  if (slowSeconds === 0 || can(standingIn(room, actor.id, actor.role), 'expel', placeOf(room))) {
    return;
  }
  const retryAfterMs = world.slowWaitMs(room.id, actor.id, slowSeconds);
  if (retryAfterMs > 0) throw new Refusal('slow-mode', { retryAfterMs });
}

/** In a classroom people go by names that can be read out; refuses with `unclear-name`. */
function needsClearName(actor: Actor, room: Room): void {
  if (room.rules.classroom && !isClearName(actor.name)) {
    throw new Refusal('unclear-name', { field: 'name' });
  }
}

/** Whoever closed a direct room is brought back by what is said in it; nobody talks to a void. */
function callBack(world: World, actor: Actor, room: Room): RoomDraft[] {
  const peer = peerOf(room, actor.id);
  const person = peer && world.person(peer.id);
  if (!person) throw new Refusal('no-such-user', { message: 'the other one is gone' });
  if (room.members.has(person.id)) return [];
  return [{ kind: 'joined', room: room.id, ...authored(world, person) }];
}
