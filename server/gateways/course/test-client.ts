/**
 * A client of the course, for tests: bytes by hand, shared with no code of the gateway. It breaks
 * like the real one when anything comes that its wire does not know.
 */
import { onTestFinished } from 'vitest';
import { RawClient, type RawOptions } from '../../testing/raw-client';

export type Format = 'json' | 'protobuf';
export const FORMATS: readonly Format[] = ['json', 'protobuf'];

/** A field of a CS message: a text, or a room's number; none for messages without fields. */
type Field = { name: string } | { title: string } | { text: string } | { roomId: number } | null;

const CS = ['Name', 'Rooms', 'CreateRoom', 'JoinRoom', 'LeaveRoom', 'Chat', 'Shutdown'] as const;
type Cs = (typeof CS)[number];

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];

export function u16(body: Uint8Array | readonly number[]): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

/** As Python's `json.dumps` writes it: spaces after `:` and `,`, and nothing but ASCII. */
function dumps(type: string, field: Field): string {
  const parts = [['type', type], ...Object.entries(field ?? {})];
  const body = parts.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const asAscii = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `{${body.join(', ')}}`.replace(/[\u0080-\uffff]/g, asAscii);
}

/** The bytes of one message of a client, all frames of it. */
export function bytesOf(format: Format, cs: Cs, field: Field = null): Buffer {
  if (format === 'json') return u16(Buffer.from(dumps(`CS${cs}`, field)));
  const type = u16([0x08, CS.indexOf(cs)]);
  const value: string | number | undefined = Object.values(field ?? {})[0];
  if (value === undefined) return Buffer.concat([type, u16([])]);
  if (typeof value === 'number') return Buffer.concat([type, u16([0x08, ...varint(value)])]);
  const text = Buffer.from(value);
  return Buffer.concat([type, u16([0x0a, ...varint(text.length), ...text])]);
}

/** `chat MEMBER TEXT`, `system TEXT`, or the rooms. */
export type Received = string | { roomId: number; title: string; members: string[] }[];

export class CourseClient {
  private readonly received: Received[] = [];

  private constructor(
    readonly raw: RawClient,
    readonly format: Format,
  ) {}

  static async open(format: Format, options: RawOptions): Promise<CourseClient> {
    const raw = await RawClient.open(options);
    onTestFinished(() => raw.close());
    return new CourseClient(raw, format);
  }

  /** `('127.0.0.1', 9001)` */
  get firstName(): string {
    return `('127.0.0.1', ${this.raw.socket.localPort})`;
  }

  send(cs: Cs, field: Field = null): this {
    this.raw.write(bytesOf(this.format, cs, field));
    return this;
  }

  /** The next message, whatever it is. Rejects when the connection closes without one. */
  async next(): Promise<Received> {
    await this.raw.until(() => {
      this.read();
      return this.received.length > 0;
    });
    return this.received.shift() as Received;
  }

  async take(count: number): Promise<Received[]> {
    const all: Received[] = [];
    while (all.length < count) all.push(await this.next());
    return all;
  }

  /** What came and was not taken, once the server has answered all that was sent before. */
  async rest(): Promise<Received[]> {
    this.send('Rooms');
    const all: Received[] = [];
    for (;;) {
      const one = await this.next();
      if (typeof one !== 'string') return all;
      all.push(one);
    }
  }

  /** What came until the connection was closed. */
  async last(): Promise<Received[]> {
    await this.raw.gone();
    this.read();
    return this.received.splice(0);
  }

  private read(): void {
    while (this.raw.bytes.length >= 2) {
      const frames = this.frames(this.format === 'json' ? 1 : 2);
      if (!frames) return;
      this.received.push(this.format === 'json' ? ofJson(frames[0]) : ofProtobuf(...frames));
    }
  }

  private frames(count: number): [Buffer, Buffer] | null {
    const bodies: Buffer[] = [];
    let at = 0;
    for (let i = 0; i < count; i += 1) {
      if (this.raw.bytes.length < at + 2) return null;
      const end = at + 2 + this.raw.bytes.readUInt16BE(at);
      if (this.raw.bytes.length < end) return null;
      bodies.push(this.raw.bytes.subarray(at + 2, end));
      at = end;
    }
    this.raw.bytes = this.raw.bytes.subarray(at);
    return bodies as [Buffer, Buffer];
  }
}

function ofJson(body: Buffer): Received {
  const message = JSON.parse(body.toString());
  const keys = Object.keys(message).join();
  if (keys === 'type,rooms' && message.type === 'SCRoomsResult') {
    for (const room of message.rooms) {
      if (Object.keys(room).join() !== 'roomId,title,members') throw new Error(body.toString());
    }
    return message.rooms;
  }
  if (keys === 'type,member,text' && message.type === 'SCChat')
    return `chat ${message.member} ${message.text}`;
  if (keys === 'type,text' && message.type === 'SCSystemMessage') return `system ${message.text}`;
  throw new Error(`unknown message ${body}`);
}

/** Fields as [number, value]: bytes, or a varint's number. */
function fieldsOf(body: Buffer): [number, Buffer | number][] {
  const fields: [number, Buffer | number][] = [];
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at++] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < body.length) {
    const tag = number();
    const value = number();
    if ((tag & 7) === 0) fields.push([tag >> 3, value]);
    else {
      fields.push([tag >> 3, body.subarray(at, at + value)]);
      at += value;
    }
  }
  return fields;
}

function ofProtobuf(head: Buffer, body: Buffer): Received {
  const fields = fieldsOf(body);
  const texts = fields.map(([, value]) => value.toString());
  const order = fields.map(([field]) => field).join();
  if (head.equals(Buffer.from([0x08, 7])) && /^(1(,1)*)?$/.test(order)) {
    return fields.map(([, room]) => {
      const [id, title, ...members] = fieldsOf(room as Buffer);
      return {
        roomId: id?.[1] as number,
        title: `${title?.[1]}`,
        members: members.map(([, name]) => `${name}`),
      };
    });
  }
  if (head.equals(Buffer.from([0x08, 8])) && order === '1,2') return `chat ${texts.join(' ')}`;
  if (head.equals(Buffer.from([0x08, 9])) && order === '1') return `system ${texts[0]}`;
  throw new Error(`unknown message ${head.toString('hex')} ${body.toString('hex')}`);
}
