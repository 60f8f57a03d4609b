/** The native framing: u32 big-endian length, then that many bytes of JSON (docs/PROTOCOL.md §2). */
import { FRAME_MAX_BYTES, JSON_MAX_DEPTH } from '../limits';

const HEADER = 4;

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
 * Bodies may share memory with the chunk they came in: use them at once.
 */
export class FrameDecoder {
  private kept: Buffer[] = [];
  private keptBytes = 0;

  constructor(private maxBytes = FRAME_MAX_BYTES) {}

  /** Bytes held back because their frame is not complete. */
  get pending(): number {
    return this.keptBytes;
  }

  /** The first frame of a connection is held to less than the later ones. */
  setLimit(maxBytes: number): void {
    this.maxBytes = maxBytes;
  }

  push(chunk: Buffer): Buffer[] {
    this.kept.push(chunk);
    this.keptBytes += chunk.length;
    const bodies: Buffer[] = [];
    for (;;) {
      const length = this.nextLength();
      if (length === null || this.keptBytes < HEADER + length) return bodies;
      const all = this.gather();
      bodies.push(all.subarray(HEADER, HEADER + length));
      this.keep(all.subarray(HEADER + length));
    }
  }

  private nextLength(): number | null {
    if (this.keptBytes < HEADER) return null;
    const first = this.kept[0] as Buffer;
    const head = first.length >= HEADER ? first : this.gather();
    const length = head.readUInt32BE(0);
    if (length === 0) throw new FrameError('empty', 'a frame without a body');
    if (length > this.maxBytes) {
      throw new FrameError('too-large', `frame of ${length} bytes, at most ${this.maxBytes}`);
    }
    return length;
  }

  private gather(): Buffer {
    const all = this.kept.length === 1 ? (this.kept[0] as Buffer) : Buffer.concat(this.kept);
    this.kept = [all];
    return all;
  }

  private keep(rest: Buffer): void {
    this.kept = rest.length > 0 ? [rest] : [];
    this.keptBytes = rest.length;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Nesting is counted on the text, so that a hostile body is refused before it is built. */
function tooDeep(text: string): boolean {
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
