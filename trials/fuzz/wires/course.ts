/** The course's wire, in both encodings: messages of its clients, whole, twisted, and cut short. */

import { clientMessage } from '../../../server/gateways/course/messages';
import { mutate } from '../../../server/testing/mutate';
import { POOL } from '../pool';
import { pick, sample, sampler } from '../sample';
import { freshWord, takingTurns } from '../turns';
import { twistedJson } from '../twist';
import { Visit } from '../visit';
import type { Arena, Session, Wire } from '../wire';

type Message = Record<string, unknown> & { type: string };
type Encode = (message: Message, random: () => number) => Buffer;

const TYPES = ['CSName', 'CSRooms', 'CSCreateRoom', 'CSJoinRoom', 'CSLeaveRoom', 'CSChat'];
const CHAT_SHARE = 0.92;
const TURN = 40;
const SHARES = { whole: 0.96, bytes: 0.5 };

const courseWire = (name: string, input: string, encode: Encode): Wire => ({
  name,
  input,
  atOnce: 24,
  perVisit: 400,
  async open({ house, random }: Arena): Promise<Session> {
    const visit = await Visit.open(house.port);
    const from = sampler(random, POOL);
    const whole = (message: Message) => encode(message, () => 0);
    visit.write(whole({ type: 'CSJoinRoom', roomId: 1 }));
    await visit.until(() => visit.heard.length > 0, 'an answer');
    return takingTurns({
      visit,
      count: TURN,
      input() {
        const chat = random() < CHAT_SHARE;
        const message = chat
          ? { type: 'CSChat', text: pick(POOL, random) }
          : (sample(clientMessage, from) as Message);
        return encode(message, random);
      },
      asked() {
        const word = freshWord();
        visit.write(whole({ type: 'CSName', name: word }));
        return visit.hears(`이름이 ${word} 으로`);
      },
    });
  },
});

function framed(body: Buffer): Buffer {
  const header = Buffer.alloc(2);
  header.writeUInt16BE(Math.min(body.length, 65_535));
  return Buffer.concat([header, body.subarray(0, 65_535)]);
}

export const courseJson = courseWire('course JSON', 'message', (message, random) =>
  framed(
    random() === 0 ? Buffer.from(JSON.stringify(message)) : twistedJson(message, random, SHARES),
  ),
);

export const courseProtobuf = courseWire('course protobuf', 'message', (message, random) => {
  const twisted = random() > SHARES.whole;
  const kind = Math.max(0, TYPES.indexOf(message.type));
  const type = Buffer.from([0x08, twisted && random() < 0.2 ? Math.floor(random() * 256) : kind]);
  const body = fieldsOf(message);
  const damaged = twisted ? damage(body, random) : body;
  return Buffer.concat([framed(type), framed(damaged)]);
});

/** Fields from 1 on, texts and whole numbers. */
function fieldsOf({ type: _type, ...fields }: Message): Buffer {
  const parts = Object.values(fields).map((value, i) => {
    const number = i + 1;
    if (typeof value === 'number') return Buffer.from([number << 3, ...varint(value)]);
    const text = Buffer.from(String(value));
    return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(text.length)]), text]);
  });
  return Buffer.concat(parts);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = Math.abs(Math.trunc(value));
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

/** Another wire type, a length that is not there, a number without end, a field twice, or any bytes. */
function damage(body: Buffer, random: () => number): Buffer {
  switch (Math.floor(random() * 6)) {
    case 0:
      return Buffer.concat([Buffer.from([Math.floor(random() * 256)]), body.subarray(1)]);
    case 1:
      return Buffer.concat([Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x07]), body]);
    case 2:
      return Buffer.alloc(11, 0xff);
    case 3:
      return Buffer.concat([body, body]);
    case 4:
      return Buffer.alloc(2000, 0x0b); // groups within groups
    default:
      return mutate(body, random);
  }
}
