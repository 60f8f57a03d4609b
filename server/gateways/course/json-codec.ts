/** The course's wire in JSON: one frame a message, an object whose first key is `type`. */
import { parseJson } from '../../../protocol/wire/frame';
import { FrameCutter, frame } from './frames';
import { type ClientMessage, type Codec, clientMessage, type ServerMessage } from './messages';

export const jsonCodec: Codec = {
  name: 'course-json',
  encode: (message) => frame(Buffer.from(JSON.stringify(inOrder(message)))),
  reader() {
    const frames = new FrameCutter();
    return { push: (chunk) => frames.push(chunk).map(read) };
  },
};

/** Key order is part of this wire. */
function inOrder(message: ServerMessage): ServerMessage {
  switch (message.type) {
    case 'SCRoomsResult': {
      const rooms = message.rooms.map(({ roomId, title, members }) => ({ roomId, title, members }));
      return { type: message.type, rooms };
    }
    case 'SCChat':
      return { type: message.type, member: message.member, text: message.text };
    case 'SCSystemMessage':
      return { type: message.type, text: message.text };
  }
}

function read(body: Buffer): ClientMessage | null {
  try {
    return clientMessage.parse(parseJson(body));
  } catch {
    return null;
  }
}
