/** The native framing: u32 big-endian length, then that many bytes of JSON (docs/PROTOCOL.md "Frames"). */
import { FRAME_MAX_BYTES, JSON_MAX_DEPTH } from '../limits';

const HEADER = 4;
const EMPTY: Buffer = Buffer.alloc(0);
const HELD_MIN_BYTES = 256;

/** The peer's framing can no longer be trusted, or a body is not what was agreed on. */
export class FrameError extends Error {
  constructor(
    readonly code: 'too-large' | 'empty' | 'not-utf8' | 'not-json' | 'too-deep' | 'unsafe-key',
    message: string,
  ) {
    super(message);
    this.name = 'FrameError';
  }
}

/** Header and body in one Buffer. Refuses a body over FRAME_MAX_BYTES: that is a bug of ours. */
export function encodeFrame(json: string | object): Buffer {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  const length = Buffer.byteLength(text);
  if (length > FRAME_MAX_BYTES) throw new FrameError('too-large', `frame of ${length} bytes`);
  const frame = Buffer.allocUnsafe(HEADER + length);
  frame.writeUInt32BE(length, 0);
  frame.write(text, HEADER);
  return frame;
}

/**
 * Cuts a byte stream into frame bodies. "Not enough bytes yet" is ordinary; a length over the
 * limit is refused when its header is read, before anything of its body is kept.
 * Whole frames are handed out without copying and share memory with their chunk: use them at
 * once. Only an unfinished frame is copied, into one buffer that grows by doubling, so that a peer
 * who sends single bytes costs no more memory than one who sends them together.
 */
export class FrameDecoder {
  private held: Buffer = EMPTY;
  private heldBytes = 0;

  constructor(private maxBytes = FRAME_MAX_BYTES) {}

  /** Bytes held back because their frame is not complete. */
  get pending(): number {
    return this.heldBytes;
  }

  /** The first frame of a connection is held to less than the later ones. */
  setLimit(maxBytes: number): void {
    this.maxBytes = maxBytes;
  }

  /** Throws a FrameError; after that the stream cannot be read on. */
  push(chunk: Buffer): Buffer[] {
    const bodies: Buffer[] = [];
    let at = 0;
    while (this.heldBytes > 0 && at < chunk.length) {
      // first the rest of the header, then the rest of the body
      const wanted = this.heldBytes < HEADER ? HEADER : HEADER + this.lengthAt(this.held, 0);
      const taken = chunk.subarray(at, at + wanted - this.heldBytes);
      this.hold(taken);
      at += taken.length;
      if (this.heldBytes < wanted || wanted === HEADER) continue;
      bodies.push(this.held.subarray(HEADER, wanted));
      this.held = EMPTY;
      this.heldBytes = 0;
    }
    while (chunk.length - at >= HEADER) {
      const end = at + HEADER + this.lengthAt(chunk, at);
      if (end > chunk.length) break;
      bodies.push(chunk.subarray(at + HEADER, end));
      at = end;
    }
    if (at < chunk.length) this.hold(chunk.subarray(at));
    if (this.heldBytes >= HEADER) this.lengthAt(this.held, 0);
    return bodies;
  }

  private lengthAt(bytes: Buffer, at: number): number {
    const length = bytes.readUInt32BE(at);
    if (length === 0) throw new FrameError('empty', 'a frame without a body');
    if (length > this.maxBytes) {
      throw new FrameError('too-large', `frame of ${length} bytes, at most ${this.maxBytes}`);
    }
    return length;
  }

  private hold(bytes: Buffer): void {
    const needed = this.heldBytes + bytes.length;
    if (needed > this.held.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.held.length * 2, HELD_MIN_BYTES));
      this.held.copy(larger, 0, 0, this.heldBytes);
      this.held = larger;
    }
    bytes.copy(this.held, this.heldBytes);
    this.heldBytes = needed;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether there are more than so many brackets that open, wherever they stand: most bodies have two. */
function hasMore(text: string, brackets: number): boolean {
  let left = brackets;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      if (left === 0) return true;
      left -= 1;
    }
  }
  return false;
}

/** Nesting is counted on the text, so that a hostile body is refused before it is built. */
function tooDeep(text: string): boolean {
  if (!hasMore(text, JSON_MAX_DEPTH)) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i += 1;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      depth += 1;
      if (depth > JSON_MAX_DEPTH) return true;
    } else if (c === 0x7d || c === 0x5d) depth -= 1;
  }
  return false;
}

/** Parses one body. Throws a FrameError for bad UTF-8, bad JSON, deep nesting and `__proto__`. */
export function parseJson(body: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw new FrameError('not-utf8', 'the body is not UTF-8');
  }
  if (tooDeep(text)) throw new FrameError('too-deep', `nested deeper than ${JSON_MAX_DEPTH}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FrameError('not-json', 'the body is not JSON');
  }
  // JSON.parse makes `__proto__` an own property; refused so that no later copy can be misled
  if (/__proto__|\\u/.test(text) && hasProtoKey(value)) {
    throw new FrameError('unsafe-key', 'a key named __proto__');
  }
  return value;
}

function hasProtoKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).some(
    (key) => key === '__proto__' || hasProtoKey((value as Record<string, unknown>)[key]),
  );
}
