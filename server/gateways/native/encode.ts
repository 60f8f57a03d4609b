/** What the native wire sends, encoded once however many receive it (docs/PROTOCOL.md "Frames"). */
import { FRAME_MAX_BYTES } from '../../../protocol/limits';
import type { Page, Reply } from '../../../protocol/replies';
import { encodeFrame, FrameError } from '../../../protocol/wire/frame';
import { eventJson } from '../../session/event-json';
import type { RoomBatch, StateFrame } from '../../session/session';
import { eventsJson } from '../../session/stored-page';

const FORMAT = 'native';
const BEFORE = '{"t":"ev","e":';
const AFTER = '}';
const HEADER = 4;

export interface EncodedEvents {
  /** One frame after another. */
  readonly bytes: Buffer;
  /** Where each frame ends, so that a part of them can be sent. */
  readonly ends: readonly number[];
}

/** The frames of a batch; made by whoever asks first and kept beside it. */
export function encodedEvents(batch: RoomBatch): EncodedEvents {
  const known = batch.encoded.get(FORMAT);
  if (known) return known as EncodedEvents;
  const made = encodeEvents(batch);
  batch.encoded.set(FORMAT, made);
  return made;
}

function encodeEvents({ events }: RoomBatch): EncodedEvents {
  const texts = events.map(eventJson);
  const sizes = texts.map((text) => Buffer.byteLength(text) + BEFORE.length + AFTER.length);
  const total = sizes.reduce((sum, size) => sum + HEADER + size, 0);
  const bytes = Buffer.allocUnsafe(total);
  const ends: number[] = [];
  let at = 0;
  texts.forEach((text, i) => {
    at = bytes.writeUInt32BE(sizes[i] as number, at);
    at += bytes.write(BEFORE, at, 'latin1');
    at += bytes.write(text, at);
    at += bytes.write(AFTER, at, 'latin1');
    ends.push(at);
  });
  return { bytes, ends };
}

const frames = new WeakMap<StateFrame, Buffer>();

/** The hub hands the same object to all whom it tells the same. */
export function encodedState(frame: StateFrame): Buffer {
  let bytes = frames.get(frame);
  if (!bytes) {
    bytes = encodeFrame(frame);
    frames.set(frame, bytes);
  }
  return bytes;
}

/** Throws a FrameError when the reply does not fit into one frame. */
export function encodedReply(id: string, reply: Reply): Buffer {
  const events = reply.ok ? eventsJson(reply.result) : undefined;
  if (!reply.ok || !events) return encodeFrame({ t: 'reply', id, ...reply });
  return encodedPage(id, events, reply.result as unknown as Page);
}

/** A page that a thread read is JSON already, and is neither parsed nor written again. */
function encodedPage(id: string, events: Uint8Array, { head, more, from }: Page): Buffer {
  const before = `{"t":"reply","id":${JSON.stringify(id)},"ok":true,"result":{"events":`;
  const border = from === undefined ? '' : `,"from":${from}`;
  const after = `,"head":${head},"more":${more}${border}}}`;
  const beforeBytes = Buffer.byteLength(before);
  const length = beforeBytes + events.length + after.length;
  if (length > FRAME_MAX_BYTES) throw new FrameError('too-large', `frame of ${length} bytes`);
  const frame = Buffer.allocUnsafe(HEADER + length);
  frame.writeUInt32BE(length, 0);
  frame.write(before, HEADER);
  frame.set(events, HEADER + beforeBytes);
  frame.write(after, HEADER + beforeBytes + events.length, 'latin1');
  return frame;
}
