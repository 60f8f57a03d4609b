/** Floods of people who were let in. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { RATE_MESSAGES } from '../../protocol/limits';
import { newKey } from '../../server/testing/native-client';
import { Member, PutOut } from '../support/member';
import { addressOf, each, type Flood, pause } from './flood';

/** More at once than one person may say, so that some are refused however slow the machine is. */
const IN_FLIGHT = 2 * RATE_MESSAGES.points;
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
export const silent: Flood = {
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

const LONG = '가'.repeat(4000);
export const readers: Flood = {
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
