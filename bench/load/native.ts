/**
 * A member of Sarangbang over plain loopback: speaks the native wire, confirms what it got as the
 * app does, numbers what it says, and looks into no more of a frame than its kind.
 */
import { randomBytes } from 'node:crypto';
import { SEEN_EVERY_MS } from '../../protocol/limits';
import { seenEvery, WIDEST_WINDOW } from '../../protocol/window';
import { encodeFrame } from '../../protocol/wire/frame';
import { Link } from './link';
import { type Member, TEXT, type Wire } from './member';

const SEEN_EVERY = seenEvery(WIDEST_WINDOW);
const HEADER = 4;
/** Where the first letter of a frame's kind stands: `{"t":"ev"`. */
const KIND_AT = HEADER + 6;
const EVENT = 'e'.charCodeAt(0);
/** And of an event's: `{"t":"ev","e":{"kind":"posted"`. */
const POSTED_AT = HEADER + 23;
const POSTED = 'p'.charCodeAt(0);
const GOOD = '"ok":true';
/** After `{"t":"reply","id":"1",`. */
const GOOD_AT = 22;
const ANSWER_MS = 20_000;
const ENDS: ReadonlySet<string> = new Set(['refused', 'bye', 'problem', 'reply']);
const NOTHING: Buffer = Buffer.alloc(0);

interface Frame {
  t: string;
  id?: number | string;
  ok?: boolean;
  error?: { code: string };
  result?: { room?: { id: string } };
}

export class NativeMember implements Member {
  onTaken: () => void = () => {};
  room = 'lobby';
  trouble: string | null = null;
  private events = 0;
  private posted = 0;
  private confirmed = 0;
  private late: NodeJS.Timeout | null = null;
  private left = false;
  private forgotten = 0;
  private said = 0;
  /** Bytes still to come of an event that was counted. */
  private skip = 0;
  private held: Buffer = NOTHING;
  private waiting: ((frame: Frame) => void) | null = null;

  constructor(
    private readonly link: Link,
    private readonly numbered: boolean,
  ) {
    link.onBytes = (chunk) => this.take(chunk);
  }

  received(): number {
    return this.posted - this.forgotten;
  }

  forget(): void {
    this.forgotten = this.posted;
  }

  send(count: number): void {
    const cmd = JSON.stringify({ verb: 'post', room: this.room, text: TEXT });
    const frames: Buffer[] = [];
    for (let i = 0; i < count; i += 1) {
      this.said += 1;
      const number = this.numbered ? `"n":${this.said},` : '';
      frames.push(encodeFrame(`{"t":"cmd","id":"1",${number}"cmd":${cmd}}`));
    }
    this.link.write(frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames));
  }

  close(): void {
    this.leave();
    this.link.close();
  }

  cut(): void {
    this.leave();
    this.link.cut();
  }

  private leave(): void {
    this.left = true;
    if (this.late) clearTimeout(this.late);
  }

  private take(chunk: Buffer): void {
    let bytes = chunk;
    if (this.skip > 0) {
      if (this.skip >= bytes.length) {
        this.skip -= bytes.length;
        return;
      }
      bytes = bytes.subarray(this.skip);
      this.skip = 0;
    } else if (this.held.length > 0) {
      bytes = Buffer.concat([this.held, bytes]);
      this.held = NOTHING;
    }
    this.count(bytes);
    if (this.events - this.confirmed >= SEEN_EVERY) this.confirm();
    else if (this.events > this.confirmed) this.late ??= setTimeout(this.confirm, SEEN_EVERY_MS);
    this.onTaken();
  }

  private readonly confirm = (): void => {
    if (this.late) clearTimeout(this.late);
    this.late = null;
    this.confirmed = this.events;
    if (!this.left) this.link.write(encodeFrame(`{"t":"seen","events":${this.events}}`));
  };

  private count(bytes: Buffer): void {
    let at = 0;
    while (bytes.length - at > HEADER) {
      const end = at + HEADER + bytes.readUInt32BE(at);
      const whole = end <= bytes.length;
      if (!whole && bytes.length - at <= POSTED_AT) break;
      if (bytes[at + KIND_AT] === EVENT) {
        this.events += 1;
        if (bytes[at + POSTED_AT] === POSTED) this.posted += 1;
        if (!whole) {
          this.skip = end - bytes.length;
          return;
        }
      } else if (!whole) {
        break;
      } else {
        this.other(bytes.subarray(at + HEADER, end));
      }
      at = end;
    }
    if (at < bytes.length) this.held = Buffer.from(bytes.subarray(at));
  }

  /** Says something, and resolves to the answer of this kind. */
  ask(words: object, kind: string): Promise<Frame> {
    return new Promise((resolve, reject) => {
      const refuse = (why: string) => reject(new Error(`${kind} did not come: ${why}`));
      const timer = setTimeout(() => refuse('no answer'), ANSWER_MS);
      this.waiting = (frame) => {
        const good = frame.t === kind && frame.ok !== false;
        if (!good && !ENDS.has(frame.t)) return;
        clearTimeout(timer);
        this.waiting = null;
        if (good) resolve(frame);
        else refuse(JSON.stringify(frame));
      };
      this.link.write(encodeFrame(words));
    });
  }

  private other(body: Buffer): void {
    // Most are answers, and those say early whether they are good ones.
    if (!this.waiting && body.indexOf(GOOD, 0, 'latin1') === GOOD_AT) return;
    const frame = JSON.parse(body.toString()) as Frame;
    if (frame.t === 'ping') this.link.write(encodeFrame({ t: 'pong', id: frame.id }));
    else if (this.waiting) this.waiting(frame);
    else if (frame.ok === false) this.trouble ??= `was refused: ${frame.error?.code}`;
    else if (frame.t === 'heads') this.trouble ??= 'fell behind';
    else if (frame.t === 'bye') this.trouble ??= 'was sent away';
  }
}

/** As far as the server's first answer. */
export const greet = (member: NativeMember): Promise<unknown> =>
  member.ask({ t: 'hello', v: 1, min: 1, app: 'bench', features: [] }, 'challenge');

/** A guest, until all of the first state is there. */
export async function comeIn(member: NativeMember, index: number): Promise<void> {
  await greet(member);
  const outbox = randomBytes(8).toString('hex');
  await member.ask({ t: 'auth', name: `load${index}`, outbox, credit: WIDEST_WINDOW }, 'ready');
}

/** A room that one of them makes, and the others wait for. */
interface Found {
  readonly id: Promise<string>;
  tell(id: string): void;
}

function newRoom(): Found {
  let tell: (id: string) => void = () => {};
  const id = new Promise<string>((resolve) => {
    tell = resolve;
  });
  return { id, tell };
}

/** As the app numbers what it says, or not; a new one for each server. */
export function native({ numbered = true, tls = false } = {}): Wire {
  const rooms = new Map<number, Found>();
  const found = (room: number): Found => {
    const known = rooms.get(room) ?? newRoom();
    rooms.set(room, known);
    return known;
  };
  return {
    echo: true,
    async enter(port, { index, room, first, only }) {
      const link = await (tls ? Link.dialTls(port) : Link.dial(port));
      const member = new NativeMember(link, numbered);
      await comeIn(member, index);
      if (only) return member;
      const run = async (cmd: object) => {
        const { result } = await member.ask({ t: 'cmd', id: '1', cmd }, 'reply');
        return result?.room?.id ?? '';
      };
      if (first)
        found(room).tell(await run({ verb: 'create', name: `room${room}`, access: 'open' }));
      member.room = await found(room).id;
      if (!first) await run({ verb: 'join', room: member.room });
      return member;
    },
  };
}
