/** Frames over a channel: what arrives is cut, parsed and checked before anybody sees it. */
import { type ClientFrameInput, type ServerFrame, serverFrame } from '../protocol/envelopes';
import { BAD_FRAMES_MAX } from '../protocol/limits';
import { encodeFrame, FrameDecoder, FrameError, parseJson } from '../protocol/wire/frame';
import type { Channel } from './socket/channel';

export interface FramesListener {
  /** Those of one chunk of bytes, in order: what comes together is stored together. */
  frames(frames: readonly ServerFrame[]): void;
  /** Once, and nothing after it. `bad-frames`: what came cannot be trusted any more. */
  closed(why: string): void;
}

export class Frames {
  readonly #decoder = new FrameDecoder();
  #listener: FramesListener | null = null;
  #early: ServerFrame[] = [];
  #bad = 0;
  #closed = false;

  constructor(readonly channel: Channel) {
    channel.listen({
      data: (chunk) => this.#data(chunk),
      closed: (why) => this.#end(why),
    });
  }

  /** The next listener takes over; frames that came while there was none go to it first. */
  listen(listener: FramesListener | null): void {
    this.#listener = listener;
    if (listener && this.#early.length > 0) this.#hand([]);
  }

  send(frame: ClientFrameInput): void {
    if (!this.#closed) this.channel.write(encodeFrame(frame));
  }

  get open(): boolean {
    return !this.#closed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#listener = null;
    this.channel.close();
  }

  /** Puts back what was not used: it goes to the next listener. */
  giveBack(frames: readonly ServerFrame[]): void {
    this.#early.push(...frames);
  }

  #data(chunk: Buffer): void {
    if (this.#closed) return;
    const frames: ServerFrame[] = [];
    try {
      for (const body of this.#decoder.push(chunk)) {
        const frame = this.#parse(body);
        if (frame) frames.push(frame);
      }
    } catch (why) {
      if (!(why instanceof FrameError)) throw why;
      this.#bad = BAD_FRAMES_MAX + 1;
    }
    this.#hand(frames);
    if (this.#bad > BAD_FRAMES_MAX) this.#end('bad-frames');
  }

  /** A frame that cannot be used is let go by; a stream of them is not a server of ours. */
  #parse(body: Buffer): ServerFrame | null {
    try {
      const parsed = serverFrame.safeParse(parseJson(body));
      if (parsed.success) return parsed.data;
    } catch (why) {
      if (!(why instanceof FrameError)) throw why;
    }
    this.#bad += 1;
    return null;
  }

  #hand(frames: readonly ServerFrame[]): void {
    const all = [...this.#early, ...frames];
    this.#early = [];
    if (all.length === 0) return;
    if (this.#listener) this.#listener.frames(all);
    else this.#early = all;
  }

  #end(why: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.channel.close();
    const listener = this.#listener;
    this.#listener = null;
    listener?.closed(why);
  }
}
