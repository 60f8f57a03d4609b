/** What floods a server: each goes on for a while, and tells what became of those who did it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { UNDECIDED_PER_ADDRESS_MAX } from '../../protocol/limits';
import { newKey } from '../../server/testing/native-client';
import { frameOf } from '../../server/testing/raw-client';
import { Member, PutOut } from '../support/member';

/** Where to; always this machine. */
export interface Door {
  readonly port: number;
}

export interface Flood {
  readonly name: string;
  readonly flags: readonly string[];
  readonly password?: string;
  /** Everybody comes; returns what goes on then. */
  begin(door: Door, scale: number): Promise<Going>;
}

export interface Going {
  /** Resolves to what there is to tell of it. */
  flood(seconds: number): Promise<string>;
  end(): void;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One address may have only so many at the door, and so many new ones at a time. */
const addressOf = (i: number, perAddress = UNDECIDED_PER_ADDRESS_MAX / 2): string => {
  const neighbour = 1 + Math.floor(i / perAddress);
  return `127.1.${neighbour >> 8}.${neighbour & 255}`;
};

/** A few at a time: more would only queue in the kernel. */
async function each<T>(
  count: number,
  atOnce: number,
  make: (i: number) => Promise<T>,
): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) made.push(await make(next++));
  };
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, worker));
  return made;
}

const IN_FLIGHT = 32;
/** People with keys: those may say most. */
export const senders: Flood = {
  name: 'senders without limits',
  flags: [],
  async begin({ port }, scale) {
    const all = await each(64 * scale, 8, (i) =>
      Member.join({
        ...{ port, name: `flood${i}`, localAddress: addressOf(i, 1) },
        ...{ tls: true, key: newKey() },
      }),
    );
    return {
      async flood(seconds) {
        const until = performance.now() + seconds * 1000;
        let accepted = 0;
        let refused = 0;
        const other = new Set<string>();
        const shout = async (member: Member) => {
          while (performance.now() < until && !member.closed) {
            const reply = await member.post('물이 넘쳐요').catch((why: PutOut) => why);
            if (reply instanceof PutOut) break;
            if (reply.ok) accepted += 1;
            else if (reply.error.code === 'slow-down' && reply.error.retryAfterMs) refused += 1;
            else other.add(reply.error.code);
          }
        };
        await Promise.all(
          all.flatMap((member) => Array.from({ length: IN_FLIGHT }, () => shout(member))),
        );
        if (other.size > 0) throw new Error(`refused otherwise: ${[...other]}`);
        if (refused === 0) throw new Error('nobody was told to wait');
        return `${accepted} accepted, ${refused} told how long to wait`;
      },
      end: () => all.forEach((member) => void member.close()),
    };
  },
};

/** People of a wire that is in no room until it asks for one: being many is all that they do. */
const silent: Flood = {
  name: 'silent TLS connections',
  flags: [],
  async begin({ port }, scale) {
    const count = 10_000 * scale;
    const says = Buffer.from('{"type":"CSRooms"}');
    const frame = Buffer.concat([Buffer.from([0, says.length]), says]);
    const all = await each(count, 64, async (i) => {
      const options = { port, host: '127.0.0.1', localAddress: addressOf(i, 64) };
      const socket = connectTls({ ...options, rejectUnauthorized: false });
      socket.on('error', () => {});
      await once(socket, 'secureConnect');
      socket.write(frame);
      await once(socket, 'data');
      socket.on('data', () => {});
      return socket as Socket;
    });
    return {
      async flood(seconds) {
        await pause(seconds * 1000);
        const open = all.filter((socket) => !socket.destroyed).length;
        if (open !== count) throw new Error(`only ${open} of ${count} are still there`);
        return `${open} held`;
      },
      end: () => all.forEach((socket) => void socket.destroy()),
    };
  },
};

const HELLO_BEGINS = Buffer.from('160301020001000001fc0303', 'hex');
const handshakes: Flood = {
  name: 'half-open and dripping handshakes',
  // nobody here may be a person at a terminal, who has more time
  flags: ['--plain', 'off'],
  async begin({ port }, scale) {
    const all = await each(2000 * scale, 64, async (i) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: addressOf(i) });
      socket.on('error', () => {});
      await once(socket, 'connect');
      return socket;
    });
    return {
      async flood(seconds) {
        for (let at = 0; at < seconds; at += 1) {
          for (const [i, socket] of all.entries()) {
            // every other one says nothing at all
            if (i % 2 === 0 && !socket.destroyed) socket.write(HELLO_BEGINS.subarray(at, at + 1));
            socket.resume();
          }
          await pause(1000);
        }
        const open = all.filter((socket) => !socket.destroyed && !socket.readableEnded).length;
        return `${all.length} came, ${open} still open after ${seconds} s`;
      },
      end: () => all.forEach((socket) => void socket.destroy()),
    };
  },
};

const LONG = '가'.repeat(4000);
const readers: Flood = {
  name: 'readers that never read',
  flags: [],
  async begin({ port }, scale) {
    const all = await each(1000 * scale, 16, async (i) => {
      const credit = { events: 256, bytes: 128 * 1024 };
      const localAddress = addressOf(i);
      const member = await Member.join({
        port,
        name: `deaf${i}`,
        localAddress,
        credit,
      });
      member.socket.pause();
      return member;
    });
    const talker = await Member.join({
      ...{ port, tls: true, key: newKey(), name: 'talker', localAddress: '127.0.9.3' },
    });
    return {
      async flood(seconds) {
        const until = performance.now() + seconds * 1000;
        let said = 0;
        while (performance.now() < until) {
          const reply = await talker.post(LONG);
          if (reply.ok) said += 1;
          await pause(100);
        }
        return `${all.length} deaf, ${said} messages of 12 KB said to them`;
      },
      end() {
        for (const member of all) member.close();
        talker.close();
      },
    };
  },
};

const wrongPasswords: Flood = {
  name: 'wrong passwords',
  flags: ['--password', '맞는 말'],
  password: '맞는 말',
  async begin({ port }, scale) {
    return {
      async flood(seconds) {
        const until = performance.now() + seconds * 1000;
        const told = new Map<string, number>();
        const guess = async (i: number) => {
          for (let n = 0; performance.now() < until; n += 1) {
            const code = await guessOnce(port, addressOf(i, 1), `${n}`);
            told.set(code, (told.get(code) ?? 0) + 1);
          }
        };
        await Promise.all(Array.from({ length: 64 * scale }, (_, i) => guess(i)));
        if (told.has('welcome')) throw new Error('a wrong password was taken');
        return [...told].map(([code, count]) => `${count} ${code}`).join(', ');
      },
      end() {},
    };
  },
};

async function guessOnce(port: number, localAddress: string, password: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => {});
  const hello = { t: 'hello', v: 1, min: 1, app: 'trial', features: [] };
  socket.write(Buffer.concat([hello, { t: 'auth', name: 'guesser', password }].map(frameOf)));
  const code = await new Promise<string>((resolve) => {
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const refused = /"t":"refused","error":\{"code":"([^"]+)"/.exec(heard)?.[1];
      if (refused) resolve(refused);
      else if (heard.includes('"t":"welcome"')) resolve('welcome');
    });
    socket.on('close', () => resolve('cut off'));
  });
  socket.destroy();
  // a door that is shut in one's face is tried again, but not in a circle without a pause
  if (code === 'cut off') await pause(50);
  return code;
}

export const FLOODS: readonly Flood[] = [senders, silent, handshakes, readers, wrongPasswords];
