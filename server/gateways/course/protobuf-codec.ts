/**
 * The course's wire in protobuf: two frames a message, first which one it is, then its body.
 * `type` is required, because NAME is 0 and proto3 would leave it out: `00 02 08 00` is a frame.
 */
import protobuf from 'protobufjs/light.js';
import { FrameCutter, frame } from './frames';
import { type ClientMessage, type Codec, clientMessage, type ServerMessage } from './messages';

const { Enum, Field, Type } = protobuf;
const root = new protobuf.Root().define('course');

/** By the number that travels. */
const KINDS = [
  ['NAME', 'CSName'],
  ['ROOMS', 'CSRooms'],
  ['CREATE_ROOM', 'CSCreateRoom'],
  ['JOIN_ROOM', 'CSJoinRoom'],
  ['LEAVE_ROOM', 'CSLeaveRoom'],
  ['CHAT', 'CSChat'],
  ['SHUTDOWN', 'CSShutdown'],
  ['SC_ROOMS_RESULT', 'SCRoomsResult'],
  ['SC_CHAT', 'SCChat'],
  ['SC_SYSTEM_MESSAGE', 'SCSystemMessage'],
] as const;

root.add(new Enum('Kind', Object.fromEntries(KINDS.map(([name], number) => [name, number]))));

type Rule = 'required' | 'optional' | 'repeated';
type FieldRow = readonly [name: string, type: string, rule: Rule];

/** A message type whose fields are numbered from 1 in the order given. */
function declare(name: string, ...fields: readonly FieldRow[]): protobuf.Type {
  const type = new Type(name);
  fields.forEach(([field, of, rule], i) => {
    type.add(new Field(field, i + 1, of, rule));
  });
  root.add(type);
  return type;
}

const typeFrame = declare('Type', ['type', 'Kind', 'required']);
declare(
  'RoomInfo',
  ['roomId', 'int32', 'required'],
  ['title', 'string', 'required'],
  ['members', 'string', 'repeated'],
);

/** What a client leaves out is 0 or empty, as in proto3; what is sent is complete. */
const bodies: Readonly<Record<ClientMessage['type'] | ServerMessage['type'], protobuf.Type>> = {
  CSName: declare('CSName', ['name', 'string', 'optional']),
  CSRooms: declare('CSRooms'),
  CSCreateRoom: declare('CSCreateRoom', ['title', 'string', 'optional']),
  CSJoinRoom: declare('CSJoinRoom', ['roomId', 'int32', 'optional']),
  CSLeaveRoom: declare('CSLeaveRoom'),
  CSChat: declare('CSChat', ['text', 'string', 'optional']),
  CSShutdown: declare('CSShutdown'),
  SCRoomsResult: declare('SCRoomsResult', ['rooms', 'RoomInfo', 'repeated']),
  SCChat: declare('SCChat', ['member', 'string', 'required'], ['text', 'string', 'required']),
  SCSystemMessage: declare('SCSystemMessage', ['text', 'string', 'required']),
};
root.resolveAll();

const numberOf = (type: ServerMessage['type']): number => KINDS.findIndex(([, of]) => of === type);

export const protobufCodec: Codec = {
  name: 'course-protobuf',
  encode: (message) =>
    Buffer.concat([
      frame(typeFrame.encode({ type: numberOf(message.type) }).finish()),
      frame(bodies[message.type].encode(message).finish()),
    ]),
  reader() {
    const frames = new FrameCutter();
    /** The first frame of a pair, while the second is missing. */
    let head: Buffer | null = null;
    return {
      push(chunk) {
        const messages: (ClientMessage | null)[] = [];
        for (const body of frames.push(chunk)) {
          if (head === null) head = body;
          else {
            messages.push(read(head, body));
            head = null;
          }
        }
        return messages;
      },
    };
  },
};

/** A pair is a pair, whatever is in it: so a bad one says nothing about those that follow. */
function read(head: Buffer, body: Buffer): ClientMessage | null {
  try {
    const { type: number } = typeFrame.toObject(typeFrame.decode(head));
    const [, type] = KINDS[number as number] ?? [];
    if (type === undefined) return null;
    const fields = bodies[type].toObject(bodies[type].decode(body), { defaults: true });
    return clientMessage.parse({ ...fields, type });
  } catch {
    return null;
  }
}
