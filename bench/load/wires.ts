/** The wires of our neighbours, as little of each as a member needs. */
import { contains, Link } from './link';
import { SizedMember, TEXT, type Wire } from './member';

/** As long for each room: what is counted in bytes has one length. */
const named = (room: number): string => `room${String(room).padStart(3, '0')}`;

/** First the room, then lines: the naive server's and the one in C. */
export const lines: Wire = {
  echo: true,
  async enter(port, { room }) {
    const link = await Link.dial(port);
    await link.ask(`${named(room)}\n`, contains('ok\n'));
    return new SizedMember(link, Buffer.from(`${TEXT}\n`));
  },
};

const upgrade = (path: string) =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    '\r\n',
  ].join('\r\n');

/** A client's text frame; its mask is zero, which is a mask like others. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const short = body.length < 126;
  const head = short
    ? [0x81, 0x80 | body.length]
    : [0x81, 0xfe, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}

export const webSocket: Wire = {
  echo: true,
  async enter(port, { room }) {
    const link = await Link.dial(port);
    await link.ask(upgrade(`/${named(room)}`), contains('\r\n\r\n'));
    return new SizedMember(link, frame(TEXT));
  },
};

export const socketIo: Wire = {
  echo: true,
  async enter(port, { room }) {
    const link = await Link.dial(port);
    await link.ask(upgrade('/socket.io/?EIO=4&transport=websocket'), contains('"sid"'));
    await link.ask(frame(`40{"room":"${named(room)}"}`), contains('40{"sid"'));
    return new SizedMember(link, frame(`42["say",${JSON.stringify(TEXT)}]`));
  },
};

/** ngircd and inspircd; nobody gets back what they said. */
export const irc: Wire = {
  echo: false,
  async enter(port, { index, room }) {
    const link = await Link.dial(port);
    const nick = `n${String(index).padStart(5, '0')}`;
    await link.ask(`NICK ${nick}\r\nUSER ${nick} 0 * :load\r\n`, contains(' 001 '));
    await link.ask(`JOIN #${named(room)}\r\n`, contains(' 366 '));
    return new SizedMember(link, Buffer.from(`PRIVMSG #${named(room)} :${TEXT}\r\n`));
  },
};

export const nats: Wire = {
  echo: true,
  async enter(port, { room }) {
    const link = await Link.dial(port);
    const subject = named(room);
    await link.ask(
      `CONNECT {"verbose":false,"pedantic":false,"echo":true}\r\nSUB ${subject} 1\r\nPING\r\n`,
      contains('PONG\r\n'),
    );
    const length = Buffer.byteLength(TEXT);
    return new SizedMember(link, Buffer.from(`PUB ${subject} ${length}\r\n${TEXT}\r\n`));
  },
};
