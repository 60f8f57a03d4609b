/**
 * What Node itself can do, as coalescing.c is what the machine can: what one turn of the event loop
 * brings is gathered, and each member gets it in one write. No log, no rights, no limits. `events`
 * sends an event of JSON for each line, as our wire has it, where the other sends the line.
 */
import { createServer, type Socket } from 'node:net';
import { announce } from './announce';

interface Room {
  readonly name: string;
  readonly members: Set<Socket>;
  said: Buffer[];
  seq: number;
}

const NEWLINE = 0x0a;
/** All events are of one length: the load counts bytes. */
const FIRST_SEQ = 100_000_000;
const WHO = { by: `k${'a'.repeat(22)}`, name: 'n00000' };

function asEvents(room: Room, said: readonly Buffer[]): Buffer {
  let json = '';
  for (const text of Buffer.concat(said).toString().split('\n')) {
    if (text === '') continue;
    const prev = room.seq;
    room.seq += 1;
    const e = {
      kind: 'posted',
      room: room.name,
      ts: Date.now(),
      ...WHO,
      text,
      seq: room.seq,
      prev,
    };
    json += `${JSON.stringify({ t: 'ev', e })}\n`;
  }
  return Buffer.from(json);
}

const asLines = (_: Room, said: readonly Buffer[]): Buffer => Buffer.concat(said);

export function serveCoalescing({ events }: { events: boolean }): void {
  const made = events ? asEvents : asLines;
  const rooms = new Map<string, Room>();
  let dirty: Room[] = [];

  const flush = () => {
    const all = dirty;
    dirty = [];
    for (const room of all) {
      const bytes = made(room, room.said);
      room.said = [];
      for (const member of room.members) member.write(bytes);
    }
  };
  const say = (room: Room, lines: Buffer) => {
    if (dirty.length === 0) setImmediate(flush);
    if (room.said.length === 0) dirty.push(room);
    room.said.push(lines);
  };
  const roomOf = (name: string): Room => {
    const room = rooms.get(name) ?? { name, members: new Set(), said: [], seq: FIRST_SEQ };
    rooms.set(name, room);
    return room;
  };

  const server = createServer((socket) => {
    let room: Room | null = null;
    let rest: Buffer | null = null;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      let all = rest ? Buffer.concat([rest, chunk]) : chunk;
      rest = null;
      if (!room) {
        const end = all.indexOf(NEWLINE);
        if (end !== -1) {
          room = roomOf(all.toString('utf8', 0, end));
          room.members.add(socket);
          socket.write('ok\n');
          all = all.subarray(end + 1);
        }
      }
      const last = room ? all.lastIndexOf(NEWLINE) + 1 : 0;
      if (room && last > 0) say(room, last === all.length ? all : all.subarray(0, last));
      if (last < all.length) rest = all.subarray(last);
    });
    socket.on('close', () => room?.members.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => announce(server));
}
