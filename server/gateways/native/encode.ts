/** What the native wire sends, encoded once however many receive it (docs/PROTOCOL.md "Frames"). */
import { encodeFrame } from '../../../protocol/wire/frame';
import { eventJson } from '../../session/event-json';
import type { RoomBatch, StateFrame } from '../../session/session';

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
